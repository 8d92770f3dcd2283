"""Every viewer sees exactly his rows of every table, by the database alone, whatever a query forgets to say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from reglament.config.postgres.address import address
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from tests.architecture.tree import ROOT
from tests.books import AsRole
from tests.canary import foreign
from tests.desk.rows import CUSTOMERS, OF_BOTH, OF_CUSTOMERS, OF_LINES, Placed, fill, insertion, row

# Pages put words in, and read them through the function of search alone.
UNREAD = ("search_row",)
TABLES = [table for table in (*OF_BOTH, *OF_CUSTOMERS, *OF_LINES) if table not in UNREAD]
# Walls of their own kind, tested where their tables are.
ELSEWHERE = {
    "article", "article_version", "banner", "blob_key", "intake_key", "kek", "legal_hold", "maintenance", "problem",
    "problem_case", "product", "product_mode", "product_version", "purge", "supported_product", "work",
}  # fmt: skip
VIEWERS = {
    "ash": (["ash"], ()),
    "birch": (["birch"], ()),
    "the partner, with his end customer": (["cedar", "dill"], ()),
    "the end customer": (["dill"], ()),
    "staff of the first line": ([], (1,)),
    "staff of both lines": ([], (1, 2)),
    "nobody": ([], ()),
}


@dataclass(slots=True)
class Filled:
    superuser: psycopg.Connection
    rows: list[Placed]


@pytest.fixture
def filled(server: Path, database_name: str, as_role: AsRole) -> Iterator[Filled]:
    """Every table filled; this process is connected as the role of pages."""
    with psycopg.connect(address(server, "postgres", dbname=database_name).dsn, autocommit=True) as superuser:
        rows = fill(superuser)
        with as_role("desk_web"):
            yield Filled(superuser, rows)


def viewer(name: str) -> Viewer:
    customers, lines = VIEWERS[name]
    return Viewer(name, customers=tuple(CUSTOMERS[one] for one in customers), lines=lines)


def is_his(one: Placed, name: str) -> bool:
    """What the rule says in words, written a second time: staff by line, customers by themselves and without notes."""
    customers, lines = VIEWERS[name]
    if one.table in OF_CUSTOMERS:
        return bool(lines) or one.owner in customers
    if one.table in OF_LINES:
        return one.line in lines
    return one.line in lines or (one.owner in customers and not one.note)


def read(table: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(f'select ctid::text, to_jsonb(t)::text from "{table}" t')  # noqa: S608 - names of tables
        return list(cursor.fetchall())


TO_STAFF = """insert into letter(id, channel, recipient, stable_id, automatic, subject, body, state, attempts, ready_at, fence, trouble,
queued_at) values (gen_random_uuid(), 'console', 'ann@example.com', 's', true, '', 'for staff alone', 'ready', 0, 0, 0, '', 0)"""


def test_a_letter_to_staff_is_shown_to_no_viewer(filled: Filled) -> None:
    filled.superuser.execute(TO_STAFF)
    for name in VIEWERS:
        with seen_by(viewer(name)):
            assert not [words for _, words in read("letter") if "for staff alone" in words]


@pytest.mark.parametrize("name", VIEWERS)
def test_each_viewer_sees_exactly_his_rows_of_every_table(name: str, filled: Filled) -> None:
    owners = CUSTOMERS if VIEWERS[name][1] else VIEWERS[name][0]
    with seen_by(viewer(name)):
        found = {table: read(table) for table in TABLES}
    for table, rows in found.items():
        his = {one.at for one in filled.rows if one.table == table and is_his(one, name)}
        assert ({at for at, _ in rows}, table) == (his, table)
        told = [text for _, text in rows]
        assert foreign(told, owners=[*owners, "nobody"], notes=bool(VIEWERS[name][1])) == frozenset()


def test_without_a_viewer_nothing_is_seen(filled: Filled) -> None:
    assert filled.rows
    assert {table: read(table) for table in TABLES} == {table: [] for table in TABLES}
    with transaction.atomic():
        assert {table: read(table) for table in TABLES} == {table: [] for table in TABLES}
    with seen_by(SYSTEM):
        assert {table: read(table) for table in TABLES} == {table: [] for table in TABLES}


def test_what_one_transaction_may_see_the_next_on_the_same_connection_may_not(filled: Filled) -> None:
    assert filled.rows
    with seen_by(viewer("staff of both lines")):
        process = backend()
        assert read("message")
    assert backend() == process
    assert read("message") == []
    with pytest.raises(ZeroDivisionError), seen_by(viewer("ash")):
        raise ZeroDivisionError(read("message"))
    assert backend() == process
    assert read("message") == []
    with seen_by(viewer("nobody")):
        assert read("message") == []


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        found: int = cursor.fetchone()[0]
        return found


def test_no_code_of_ours_sets_whom_to_show_for_longer_than_a_transaction() -> None:
    lasting = re.compile(
        r"set_config\([^)]*,\s*false|\bset\s+(?:session\s+)?desk\.|alter role \w+ set desk\.", re.IGNORECASE
    )
    sources = list((ROOT / "src").rglob("*.py"))
    assert [path for path in sources if lasting.search(path.read_text(encoding="utf-8"))] == []
    assert lasting.search("select set_config('desk.lines', %s, false)")


def test_a_viewer_cannot_be_changed_inside_a_transaction(filled: Filled) -> None:
    assert filled.rows
    with seen_by(viewer("ash")), pytest.raises(RuntimeError), seen_by(viewer("birch")):
        raise AssertionError("two viewers in one transaction")


ROLES = ("desk_web", "desk_worker", "desk_ingest", "desk_audit", "reglament_owner", "postgres")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("statement", ["update event set known_at = known_at + 1", "delete from event"])
def test_no_role_changes_history(role: str, statement: str, server: Path, filled: Filled) -> None:
    """The owner sees no row to change. A superuser can take the trigger away, which is what the chain of hashes is for."""
    with psycopg.connect(address(server, role, dbname=filled.superuser.info.dbname).dsn) as other:
        other.execute("select set_config('desk.lines', '{1,2}', true)")
        if role == "reglament_owner":
            assert other.execute(statement.encode()).rowcount == 0
        else:
            with pytest.raises(psycopg.Error):
                other.execute(statement.encode())


@pytest.mark.parametrize("role", ROLES[:4])
def test_no_role_of_the_desk_empties_history(role: str, server: Path, filled: Filled) -> None:
    with (
        psycopg.connect(address(server, role, dbname=filled.superuser.info.dbname).dsn) as other,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        other.execute("truncate event")


@pytest.mark.parametrize("table", [*TABLES, *UNREAD])
def test_no_row_of_another_can_be_written(table: str, filled: Filled) -> None:
    """By a customer none of another customer's; by staff none of another line's."""
    mine, theirs = ("staff of the first line", "ash", 1), ("staff of the first line", "ash", 2)
    pairs = [] if table in OF_CUSTOMERS else [(mine, theirs)]
    if table not in OF_LINES:
        pairs.append((("ash", "ash", 2), ("ash", "birch", 2)))
    for allowed, refused in pairs:
        for (name, owner, line), expected in ((allowed, ""), (refused, "row-level security")):
            assert expected in insert(filled, table, name, owner, line)
            assert bool(expected) == bool(insert(filled, table, name, owner, line))


def insert(filled: Filled, table: str, name: str, owner: str, line: int) -> str:
    """Try to insert such a row, undo it, and give what the database says, but for keys that other tables must have."""
    values = row(filled.superuser, table, 30_000, owner=owner, line=line)
    try:
        with seen_by(viewer(name)), connection.cursor() as cursor:
            cursor.execute(insertion(table, values).as_string(filled.superuser), list(values.values()))
            transaction.set_rollback(True)
    except DatabaseError as refused:
        said = str(refused)
        return "" if "foreign key" in said or "unique" in said else said
    return ""


def test_a_row_of_ones_own_cannot_be_given_to_another(filled: Filled) -> None:
    assert filled.rows
    give_away = ("update message set customer_id = %s", (CUSTOMERS["birch"],))
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        seen_by(viewer("ash")),
        connection.cursor() as cursor,
    ):
        cursor.execute(*give_away)
    with seen_by(viewer("ash")), connection.cursor() as cursor:
        cursor.execute("update message set author = 'me' where customer_id = %s", (CUSTOMERS["birch"],))
        assert cursor.rowcount == 0


def test_every_table_behind_the_wall_is_filled_here_or_named_as_tested_elsewhere(
    owner: psycopg.Connection,
) -> None:
    walled = owner.execute(
        sql.SQL("select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace")
    )
    assert {name for (name,) in walled} == {*OF_BOTH, *OF_CUSTOMERS, *OF_LINES, *ELSEWHERE}
