"""Search: a word that is neither common nor rare is looked for among more of the newest rows, as many as it takes, if that is cheaper."""

from django.db import migrations

# As 0020_search made it, but for one more look. What the first window gave says how common the words are: a second one as wide
# as they need reads `newest * most / given` rows; the index of words would give, and the table be read for, as many rows as
# that share of all. Of the two the smaller is taken (measured at 500,000 texts: 165 ms and 10 for a word in 5 of 100 texts of a
# line that had the first window full of others).
SEARCH = """
create or replace function desk_search(asked text, most integer) returns table (stream uuid, at bigint)
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp set enable_seqscan = off set jit = off as $$
declare
  newest constant integer := 2000;
  wanted constant tsquery := websearch_to_tsquery('pg_catalog.russian', translate(asked, 'ёЁ', 'еЕ'));
  lines constant smallint[] := coalesce(public.desk_lines(), '{}');
  customers constant uuid[] := coalesce(public.desk_customers(), '{}');
  looked_at constant float8 := newest::float8 * (cardinality(lines) + cardinality(customers));
  everything float8;
  wide integer := newest;
  until bigint := 9223372036854775807;
  since bigint;
  given integer;
begin
  if numnode(wanted) = 0 then
    return;
  end if;
  loop
    select max(edge.made_at) into since from (
      select (select r.made_at from public.search_row r where r.line_id = mine.id
        order by r.made_at desc offset wide limit 1) from unnest(lines) as mine(id)
      union all
      select (select r.made_at from public.search_row r where r.customer_id = mine.id
        order by r.made_at desc offset wide limit 1) from unnest(customers) as mine(id)
    ) as edge(made_at);
    return query select near.stream_id, max(near.made_at) from (
      (select r.stream_id, r.made_at, r.words from unnest(lines) as mine(id)
        join public.search_row r on r.line_id = mine.id and r.made_at > coalesce(since, -1) and r.made_at <= until offset 0)
      union all
      (select r.stream_id, r.made_at, r.words from unnest(customers) as mine(id)
        join public.search_row r on r.customer_id = mine.id and r.made_at > coalesce(since, -1) and r.made_at <= until
        and not r.note offset 0)
    ) as near where near.words @@ wanted group by near.stream_id order by 2 desc limit most;
    get diagnostics given = row_count;
    if given >= most or since is null then
      return;
    end if;
    until := since;
    exit when given = 0 or wide > newest;
    select reltuples into everything from pg_class where oid = 'public.search_row'::regclass;
    exit when looked_at * most / given >= everything * given / looked_at;
    wide := newest * (most / given + 1);
  end loop;
  return query with hit as materialized (
    select r.stream_id, r.made_at, r.line_id, r.customer_id, r.note from public.search_row r where r.words @@ wanted
  ) select hit.stream_id, max(hit.made_at) from hit
  where hit.made_at <= until and (hit.line_id = any(lines) or (hit.customer_id = any(customers) and not hit.note))
  group by hit.stream_id order by 2 desc limit most;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("desk", "0090_told")]

    operations = [migrations.RunSQL(SEARCH)]
