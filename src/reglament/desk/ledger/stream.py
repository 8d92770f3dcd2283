"""Streams: opened, locked in one order for everybody, found by the name the core knows them by."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from reglament.desk.ledger.chain import GENESIS
from reglament.desk.models.sheet import Part, Sheet, on_sheet

_BEGUN = Part(
    "begun",
    """begun as (
  insert into stream(id, customer_id, line_id, kind, name, contract, contact, seq, head)
  select id, customer, line, kind, name, contract, contact, seq, decode(hash, 'hex')
  from jsonb_to_recordset({rows}) as b(id uuid, customer uuid, line smallint, kind text, name text, contract uuid, contact uuid,
    seq int, hash text))""",
)
_FIND = "select id, customer_id, line_id, kind, name, seq, head from stream where id = any(%s)"
_LOCK = _FIND + " order by id for no key update"


class Head(NamedTuple):
    """A stream up to its last event: `seq` 0 and 32 zero bytes while it has none."""

    id: UUID
    customer: UUID
    line: int
    kind: str
    name: str
    seq: int
    hash: bytes


class Conflict(Exception):  # noqa: N818 - named for what happened
    """Somebody wrote to the stream first. Look at it again, and act anew."""


def open_stream(*, id: UUID, customer: UUID, line: int, kind: str, name: str) -> Head:  # noqa: A002 - it is one
    """Begin a stream that has no events yet; one of this kind and name must not exist."""
    head = Head(id, customer, line, kind, name, 0, GENESIS)
    begin_stream(head)
    return head


def begin_stream(
    head: Head, *, contract: UUID | None = None, contact: UUID | None = None, sheet: Sheet | None = None
) -> None:
    """Enter a stream as its head stands; IntegrityError where one of this kind and name exists. `contract`, `contact`: of a case,
    as it was received.
    """
    row = {**head._asdict(), "hash": head.hash.hex(), "contract": contract, "contact": contact}
    with on_sheet(sheet) as written:
        written.add(_BEGUN, row)


def lock_streams(ids: Iterable[UUID], *, skip_locked: bool = False) -> dict[UUID, Head]:
    """Lock streams until the transaction ends, in order of their ids. `skip_locked`: leave out what others hold."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_LOCK + " skip locked" if skip_locked else _LOCK, (wanted,))
        return {head.id: head for head in map(head_of, cursor.fetchall())}


def find_streams(ids: Iterable[UUID]) -> dict[UUID, Head]:
    """Read streams without locking them."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, (list(ids),))
        return {head.id: head for head in map(head_of, cursor.fetchall())}


def named_streams(kind: str, names: Iterable[str]) -> dict[str, UUID]:
    """Find streams by their names; unknown ones, and those the viewer may not see, are left out."""
    wanted = list(names)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select name, id from stream where kind = %s and name = any(%s)", (kind, wanted))
        return dict(cursor.fetchall())


def head_of(row: tuple[UUID, UUID, int, str, str, int, bytes]) -> Head:
    """Read a head as it is selected: its fields in their order."""
    return Head._make((*row[:6], bytes(row[6])))
