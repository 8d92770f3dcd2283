"""One row of every kind in every table behind the wall, made past every rule, so that reading is tested apart from writing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from uuid import UUID

import psycopg
from psycopg import sql

from tests.canary import Token

LINES = (1, 2)
CUSTOMERS = {name: UUID(int=number) for number, name in enumerate(("ash", "birch", "cedar", "dill"), 1)}
# Whose rows are in a table: of a customer on a line, of a customer whatever the line, of a line and nobody's.
OF_BOTH = (
    "case", "content", "blob", "contract", "event", "letter", "message", "opening", "participant", "search_row", "stream",
    "wrapped_key",
)  # fmt: skip
OF_CUSTOMERS = ("certificate_key", "contact", "customer")
OF_LINES = ("inbound",)
NOTED = ("blob", "content", "message", "search_row")
CHECKED = {
    ("customer", "kind"): "person", ("stream", "kind"): "case", ("inbound", "state"): "new", ("letter", "state"): "ready",
}  # fmt: skip
VALUES = {
    "text": "{token}", "uuid": "{uuid}", "smallint": "{number}", "integer": "{number}", "bigint": "{number}",
    "boolean": "false", "bytea": "{token}", "jsonb": "{{}}", "date": "2026-11-23", "tsvector": "{token}",
}  # fmt: skip


_COLUMNS: dict[str, list[tuple[str, str]]] = {}


@dataclass(frozen=True, slots=True)
class Placed:
    """A row: in which table, where in it, whose, on which line (0: on none), and whether it is a note of staff."""

    table: str
    at: str
    owner: str
    line: int
    note: bool


def fill(superuser: psycopg.Connection) -> list[Placed]:
    """Fill every table; no trigger, key or check of another table is asked."""
    superuser.execute("set session_replication_role = replica")
    numbers = count(1)
    placed = [_put(superuser, next(numbers), *place) for place in _places()]
    superuser.execute("set session_replication_role = default")
    return placed


def _places() -> Iterator[tuple[str, str, int, bool]]:
    for owner in CUSTOMERS:
        for table in OF_CUSTOMERS:
            yield table, owner, 0, False
        for line in LINES:
            for table in OF_BOTH:
                yield table, owner, line, False
                if table in NOTED:
                    yield table, owner, line, True
    for line in LINES:
        for table in OF_LINES:
            yield table, "nobody", line, False


def _put(superuser: psycopg.Connection, number: int, table: str, owner: str, line: int, note: bool) -> Placed:  # noqa: FBT001, PLR0917 - what a row is
    values = row(superuser, table, number, owner=owner, line=line, note=note)
    if table == "blob":
        values["file_name"] = _name(superuser, owner, line, note=note)
    at = superuser.execute(
        insertion(table, values) + sql.SQL(" returning ctid::text"), list(values.values())
    ).fetchone()
    assert at is not None
    return Placed(table, at[0], owner, line, note)


def _name(superuser: psycopg.Connection, owner: str, line: int, *, note: bool) -> str:
    """The content that names a file says whether it came with a note."""
    asked = "select id::text from content where customer_id = %s and line_id = %s and note = %s"
    found = superuser.execute(asked, (CUSTOMERS[owner], line, note)).fetchone()
    assert found is not None
    return str(found[0])


def insertion(table: str, values: Mapping[str, str]) -> sql.Composed:
    """The statement that inserts such a row."""
    return sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() for _ in values),
    )


def row(
    superuser: psycopg.Connection, table: str, number: int, *, owner: str, line: int, note: bool = False
) -> dict[str, str]:
    """Values for every column of a table, each text with a canary of its owner."""
    token = Token(owner, "note" if note else "text", number).text
    found: dict[str, str] = {}
    for name, kind in columns(superuser, table):
        value = VALUES[kind].format(token=token, number=number, uuid=UUID(int=number << 32))
        found[name] = CHECKED.get((table, name), value)
    whose = "id" if table == "customer" else "customer_id"
    theirs = {whose: str(CUSTOMERS.get(owner)), "line_id": str(line), "note": str(note)}
    return found | {name: value for name, value in theirs.items() if name in found}


def columns(superuser: psycopg.Connection, table: str) -> list[tuple[str, str]]:
    """The names and types of a table's columns, asked for once: migrations are done before the first test."""
    if table not in _COLUMNS:
        asked = "select column_name, data_type from information_schema.columns where table_schema = 'public' and table_name = %s"
        _COLUMNS[table] = superuser.execute(asked, (table,)).fetchall()
    return _COLUMNS[table]
