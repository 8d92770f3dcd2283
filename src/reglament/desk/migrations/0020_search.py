"""Search: words of content behind their own wall, found through one function that knows whose they are. Contracts are a line's."""

from importlib import import_module

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

walls = import_module("reglament.desk.migrations.0002_walls")

LINES = "line_id = any((select desk_lines())::smallint[])"
CUSTOMERS = "customer_id = any((select desk_customers())::uuid[])"

# The function reads as the owner of the table, past the viewer's policies, because under them every row would be read
# (measured: neither `@@` nor LIKE may look before the policy has); so it says itself whose rows they are.
# Newest first: what is common is found among the newest rows, which costs the same however many there are; what is not
# found often enough there is rare, and fetched whole through the index of words. A plan that walks back by date until a
# rare word turns up is never open to it: `offset 0` and `materialized` keep each half to its own index.
FINDS = """
create or replace function desk_search(asked text, most integer) returns table (stream uuid, at bigint)
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp set enable_seqscan = off set jit = off as $$
declare
  newest constant integer := 2000;
  wanted constant tsquery := websearch_to_tsquery('pg_catalog.russian', translate(asked, 'ёЁ', 'еЕ'));
  lines constant smallint[] := coalesce(public.desk_lines(), '{}');
  customers constant uuid[] := coalesce(public.desk_customers(), '{}');
  since bigint;
  given integer;
begin
  if numnode(wanted) = 0 then
    return;
  end if;
  select max(edge.made_at) into since from (
    select (select r.made_at from public.search_row r where r.line_id = mine.id
      order by r.made_at desc offset newest limit 1) from unnest(lines) as mine(id)
    union all
    select (select r.made_at from public.search_row r where r.customer_id = mine.id
      order by r.made_at desc offset newest limit 1) from unnest(customers) as mine(id)
  ) as edge(made_at);
  return query select near.stream_id, max(near.made_at) from (
    (select r.stream_id, r.made_at, r.words from unnest(lines) as mine(id)
      join public.search_row r on r.line_id = mine.id and r.made_at >= coalesce(since, -1) offset 0)
    union all
    (select r.stream_id, r.made_at, r.words from unnest(customers) as mine(id)
      join public.search_row r on r.customer_id = mine.id and r.made_at >= coalesce(since, -1) and not r.note offset 0)
  ) as near where near.words @@ wanted group by near.stream_id order by 2 desc limit most;
  get diagnostics given = row_count;
  if given >= most or since is null then
    return;
  end if;
  return query with hit as materialized (
    select r.stream_id, r.made_at, r.line_id, r.customer_id, r.note from public.search_row r where r.words @@ wanted
  ) select hit.stream_id, max(hit.made_at) from hit
  where hit.made_at < since and (hit.line_id = any(lines) or (hit.customer_id = any(customers) and not hit.note))
  group by hit.stream_id order by 2 desc limit most;
end $$;
"""
RIGHTS = """
revoke all on function desk_search(text, integer) from public;
grant execute on function desk_search(text, integer) to desk_web, desk_worker;
create policy finder on search_row for select to current_user using (true);
grant insert on search_row to desk_web;
grant select, insert, update, delete on search_row to desk_worker;
grant select on search_row to desk_audit, desk_backup;
"""
# Whoever purges a text forgets its words in the same statement, whether he thinks of them or not.
FORGET = """
create function forget_words() returns trigger language plpgsql as
  $$ begin delete from public.search_row where content_id = new.id; return null; end $$;
create trigger content_forgets_words after update of text on content for each row
  when (old.text is distinct from new.text) execute function forget_words();
"""
CONTRACT = f"alter policy web on contract using ({LINES} or {CUSTOMERS}) with check ({LINES} or {CUSTOMERS});"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_books"), ("desk", "0010_post")]

    operations = [
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                (
                    "content",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="desk.content",
                    ),
                ),
                ("note", models.BooleanField(default=False)),
                ("made_at", models.BigIntegerField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.customer"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="desk.line"
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="desk.stream"
                    ),
                ),
            ],
            options={
                "db_table": "search_row",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], gin_pending_list_limit=512, name="search_words"
                    ),
                    models.Index(fields=["line", "-made_at"], name="search_line"),
                    models.Index(fields=["customer", "-made_at"], name="search_customer"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("party", "customer")),
                fields=["author", "sent_at"],
                name="message_author",
            ),
        ),
        migrations.RunSQL(
            walls.policies("search_row", f"{LINES} or ({CUSTOMERS} and not note)")
            + FINDS
            + RIGHTS
            + FORGET
            + CONTRACT
        ),
    ]
