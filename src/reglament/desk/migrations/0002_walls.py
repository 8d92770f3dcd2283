"""What no code of ours may do even by mistake: change an event, or read past the viewer's customers and lines."""

from django.db import migrations

# Rows of these belong to a customer and a line; `note` ones never to the customer.
SCOPED = (
    "stream", "event", "case", "participant", "content", "message", "blob", "wrapped_key", "letter", "opening",
)  # fmt: skip
NOTED = ("content", "message")
CUSTOMERS = {
    "customer": "id",
    "contact": "customer_id",
    "contract": "customer_id",
    "certificate_key": "customer_id",
}
STAFF_ONLY = ("inbound",)
# No row of these tells anything of a customer.
OPEN = (
    "line", "edition", "team", "membership", "shift", "absence", "user", "mailbox", "number", "timer", "firing",
    "notice", "pulse", "done", "leaf", "checkpoint",
)  # fmt: skip
DELETED_BY_WEB = ("participant", "done")
READ_ONLY_FOR_WEB = ("edition", "line", "mailbox", "leaf", "checkpoint", "number")

FUNCTIONS = """
create function desk_customers() returns uuid[] language sql stable as
  $$ select nullif(current_setting('desk.customers', true), '')::uuid[] $$;
create function desk_lines() returns smallint[] language sql stable as
  $$ select nullif(current_setting('desk.lines', true), '')::smallint[] $$;
create function refuse_change() returns trigger language plpgsql as
  $$ begin raise exception 'history is only added to: % of % is refused', tg_op, tg_table_name; end $$;
create trigger event_is_final before update or delete on event for each row execute function refuse_change();
create trigger leaf_is_final before update or delete on leaf for each row execute function refuse_change();
create trigger edition_is_final before update or delete on edition for each row execute function refuse_change();
grant usage on schema public to desk_web, desk_worker, desk_ingest, desk_audit, desk_backup;
grant select on all tables in schema public to desk_audit, desk_backup, desk_worker;
grant usage on all sequences in schema public to desk_web, desk_worker;
alter table event alter column facts set storage main;
"""


def walls() -> str:
    """All statements, in order."""
    lines = "line_id = any((select desk_lines())::smallint[])"
    staff = "(select desk_lines()) is not null"
    made = [FUNCTIONS]
    for table in SCOPED:
        hidden = " and not note" if table in NOTED else ""
        made.append(
            policies(table, f"{lines} or (customer_id = any((select desk_customers())::uuid[]){hidden})")
        )
    for table, column in CUSTOMERS.items():
        made.append(policies(table, f"{staff} or {column} = any((select desk_customers())::uuid[])"))
    made += [policies(table, lines) for table in STAFF_ONLY]
    made += [rights(table) for table in (*SCOPED, *CUSTOMERS, *STAFF_ONLY, *OPEN)]
    made.append(
        "grant select, insert on inbound to desk_ingest; grant select on mailbox, line to desk_ingest;"
        "grant select, update on number to desk_ingest;"
        "create policy ingest on inbound to desk_ingest using (true) with check (true);"
    )
    return "\n".join(made)


def policies(table: str, seen_by_web: str) -> str:
    """Row-level security of a table, for its owner as well."""
    return (
        f'alter table "{table}" enable row level security; alter table "{table}" force row level security;'
        f'create policy web on "{table}" to desk_web using ({seen_by_web}) with check ({seen_by_web});'
        f'create policy worker on "{table}" to desk_worker using (true) with check (true);'
        f'create policy audit on "{table}" for select to desk_audit using (true);'
    )


def rights(table: str) -> str:
    """Who may do what to a table at all."""
    final = table in ("event", "leaf", "edition")
    change = "insert" if final else "insert, update"
    web = "select" if table in READ_ONLY_FOR_WEB else f"select, {change}"
    deletes = "" if final else f'grant delete on "{table}" to desk_worker;'
    deletes += f'grant delete on "{table}" to desk_web;' if table in DELETED_BY_WEB else ""
    return f'grant {web} on "{table}" to desk_web; grant {change} on "{table}" to desk_worker; {deletes}'


class Migration(migrations.Migration):
    """Roles exist already: they belong to the cluster, not to a database."""

    dependencies = [("desk", "0001_books"), ("people", "0001_books")]
    operations = [migrations.RunSQL(walls())]
