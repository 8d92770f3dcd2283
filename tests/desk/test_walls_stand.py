"""The desk refuses to serve when the second wall is down, whoever took it down and however."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from psycopg import sql

from reglament.config.postgres.address import address
from reglament.desk.queries.walls_stand import FRAMEWORK, OPEN, WallsDown, check_walls
from tests.books import AsRole, connect

SERVING = ("desk_web", "desk_worker", "desk_ingest")
WALLED = "alter table {0} enable row level security; alter table {0} force row level security"
BREACHES = {
    "Row-level security of the table message is not enabled": (
        "alter table message disable row level security",
        "alter table message enable row level security",
    ),
    'Row-level security of the table "case" is not forced': (
        'alter table "case" no force row level security',
        'alter table "case" force row level security',
    ),
    "No policy of the table search_row says which rows desk_web may insert": (
        "alter policy web on search_row to desk_backup",
        "alter policy web on search_row to desk_web",
    ),
    "Row-level security of the table ledger_of_mine is not enabled": (
        "create table ledger_of_mine (customer_id uuid)",
        "drop table ledger_of_mine",
    ),
    "No policy of the table ledger_of_mine says which rows desk_web may select": (
        f"create table ledger_of_mine (customer_id uuid); {WALLED.format('ledger_of_mine')}; grant select on ledger_of_mine to desk_web",
        "drop table ledger_of_mine",
    ),
    "The policy everybody of the table letter shows pages every row": (
        "create policy everybody on letter for select using (true)",
        "drop policy everybody on letter",
    ),
    "The policy added of the table letter shows pages every row": (
        "create policy added on letter for insert to desk_web with check (true)",
        "drop policy added on letter",
    ),
    "The view all_cases is read with the rights of its owner": (
        'create view all_cases as select * from "case"',
        "drop view all_cases",
    ),
    "The view kept_cases is read with the rights of its owner": (
        'create materialized view kept_cases as select * from "case"',
        "drop materialized view kept_cases",
    ),
    "The function peep runs with the rights of its owner": (
        "create function peep() returns bigint language sql security definer as 'select count(*) from message'",
        "drop function peep",
    ),
    "The function desk_search runs with the rights of its owner": (
        "alter function desk_search reset search_path",
        "alter function desk_search set search_path = pg_catalog, pg_temp",
    ),
    "The role desk_web owns tables": (
        f"create table lent (id int); {WALLED.format('lent')}; grant create on schema public to desk_web; alter table lent owner to desk_web",
        "drop table lent; revoke create on schema public from desk_web",
    ),
}


@contextmanager
def broken(server: Path, name: str, statements: tuple[str, str]) -> Iterator[None]:
    """The wall with a hole, made by somebody who may do anything, and mended afterwards."""
    with psycopg.connect(address(server, "postgres", dbname=name).dsn, autocommit=True) as superuser:
        superuser.execute(sql.SQL("set role reglament_owner" if "lent" not in statements[0] else "select 1"))
        superuser.execute(statements[0].encode())
        try:
            yield
        finally:
            superuser.execute(statements[1].encode())


@pytest.mark.parametrize("role", SERVING)
def test_the_wall_stands_as_the_migrations_leave_it(role: str, as_role: AsRole) -> None:
    with as_role(role):
        check_walls()


@pytest.mark.parametrize("said", BREACHES)
def test_a_hole_in_the_wall_is_seen_and_told_with_what_to_do(
    said: str, server: Path, database_name: str, as_role: AsRole
) -> None:
    with as_role("desk_web"), broken(server, database_name, BREACHES[said]):
        with pytest.raises(WallsDown) as refused:
            check_walls()
        assert said.replace('"case"', "case") in str(refused.value)
        assert all(breach.remedy for breach in refused.value.breaches)
    with as_role("desk_web"):
        check_walls()


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("reglament_owner", "owns tables"),
        ("postgres", "is a superuser"),
        ("desk_backup", "may bypass row-level security"),
    ],
)
def test_nobody_serves_as_a_role_that_climbs_over(
    role: str, said: str, server: Path, database_name: str, as_role: AsRole
) -> None:
    with as_role("desk_web"):
        connect(server, role, database_name)
        with pytest.raises(WallsDown, match=said):
            check_walls()


def test_every_table_of_ours_with_a_customer_is_behind_the_wall() -> None:
    models = [model for app in ("desk", "people") for model in apps.get_app_config(app).get_models()]
    named = {model._meta.db_table for model in models}  # noqa: SLF001 - that is where Django keeps it
    theirs = {
        model._meta.db_table  # noqa: SLF001
        for model in models
        if {"customer", "line"} & {field.name for field in model._meta.fields}  # noqa: SLF001
    }
    assert theirs & (OPEN | FRAMEWORK) == {"mailbox", "number", "unsealed"}
    assert OPEN - named == set()


def test_a_listed_table_that_names_customers_is_not_read_by_pages(owner: psycopg.Connection) -> None:
    read = owner.execute(
        "select distinct t.relname from pg_class t join pg_attribute a on a.attrelid = t.oid"
        " where t.relname = any(%s) and a.attname in ('customer_id', 'customer')"
        " and has_table_privilege('desk_web', t.oid, 'select')",
        (list(OPEN),),
    ).fetchall()
    assert read == []
