"""Reading content: plain, opened from its seal, or the reason why it is not there. A reason is a value, never a traceback."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from reglament.desk.clock.ids import new_id
from reglament.desk.clock.world import World
from reglament.desk.content.kek import KekUnknown
from reglament.desk.content.key_ring import WrappedKey, unwrap_key
from reglament.desk.content.safe import Safe
from reglament.desk.content.seal import NotOpened, open_sealed, place_of_content

# Key and content in one statement: between two, a purge might put another key in its place. Follows `from content c`.
COLUMNS = "c.id, c.customer_id, c.stream_id, c.text, c.sealed, c.day, k.kek, k.sealed"
WITH_KEYS = "left join wrapped_key k on k.stream_id = c.stream_id and k.day = c.day and c.sealed is not null"
_READ = f"select {COLUMNS}, c.line_id from content c {WITH_KEYS} where c.id = any(%s)"  # noqa: S608 - no values in it
_OPENED = """insert into opening(id, customer_id, line_id, who, stream, content, at)
select * from unnest(%s::uuid[], %s::uuid[], %s::smallint[], %s::text[], %s::uuid[], %s::uuid[], %s::bigint[])"""


class Unread(StrEnum):
    """Why content is not shown. `sealed`: this process holds no keys; `lost`: nobody has its key-encryption key any more."""

    PURGED = "content/purged"
    SEALED = "content/sealed"
    LOST = "content/lost"
    DAMAGED = "content/damaged"


class Kept(NamedTuple):
    """A row as `COLUMNS` has it."""

    id: UUID
    customer: UUID
    stream: UUID
    text: str | None
    sealed: bytes | None
    day: date | None
    kek: int | None
    key: bytes | None


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of content: its bytes in plain, UTF-8 where it is prose; or the reason why not. `was_sealed`: it was opened for this."""

    id: UUID
    payload: bytes | None
    unread: Unread | None
    was_sealed: bool

    @property
    def text(self) -> str | None:
        return None if self.payload is None else self.payload.decode(errors="replace")


def payload_of(row: Kept, *, safe: Safe) -> bytes | Unread:
    """Open a row, or say why it is not opened."""
    if row.text is not None:
        return row.text.encode()
    if row.sealed is None or row.day is None or row.kek is None or row.key is None:
        return Unread.PURGED
    if not safe.has_keys:
        return Unread.SEALED
    wrapped = WrappedKey(row.stream, row.day, row.kek, bytes(row.key))
    place = place_of_content(customer=row.customer, stream=row.stream, content=row.id)
    try:
        key = safe.open(lambda ring: unwrap_key(wrapped=wrapped, ring=ring))
        return open_sealed(key=key, sealed=bytes(row.sealed), aad=place)
    except KekUnknown:
        return Unread.LOST
    except NotOpened:
        return Unread.DAMAGED


def read_contents(ids: Iterable[UUID], *, safe: Safe) -> Mapping[UUID, Found]:
    """Read content for the desk itself, which sends, exports and proves; what the viewer may not see is left out."""
    return {found.id: found for found, _ in _read(ids, safe)}


def open_contents(ids: Iterable[UUID], *, safe: Safe, who: str, world: World) -> Mapping[UUID, Found]:
    """Read content for somebody. Whatever was sealed and is shown to him is written down, in the transaction that shows it."""
    read = _read(ids, safe)
    opened = [(found, row) for found, row in read if found.was_sealed]
    if opened:
        rows = [(new_id(world), row[1], row[8], who, row[2], found.id, world.now()) for found, row in opened]
        with connection.cursor() as cursor:
            cursor.execute(_OPENED, [list(column) for column in zip(*rows, strict=True)])
    return {found.id: found for found, _ in read}


def _read(ids: Iterable[UUID], safe: Safe) -> list[tuple[Found, tuple[object, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(_READ, (list(ids),))
        rows = cursor.fetchall()
    return [(found_in(Kept._make(row[:8]), safe=safe), row) for row in rows]


def found_in(row: Kept, *, safe: Safe) -> Found:
    """Give what a row holds."""
    payload = payload_of(row, safe=safe)
    if isinstance(payload, Unread):
        return Found(row.id, None, payload, was_sealed=False)
    return Found(row.id, payload, None, was_sealed=row.sealed is not None)
