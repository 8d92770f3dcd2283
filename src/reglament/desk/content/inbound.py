"""Raw messages as they arrived: kept, given to workers, ended. The only statements that touch them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import count
from uuid import UUID

from django.db import connection

from reglament.desk.content.mailbox_key import unbox
from reglament.desk.content.safe import Safe
from reglament.desk.models.sheet import Part, Sheet, on_sheet

# A restarted database ends a worker's hold too, and is not the message's fault; so a few more than its own failures get.
MOST_LEASES = 5
# A message of no more bytes is read with its batch.
AT_HAND = 64 * 1024

_SAME = """select id, number from inbound where mailbox_id = %s and (source_key = %s or digest = %s)
order by source_key = %s desc, received_at limit 1"""
_KEEP = """insert into inbound(id, mailbox_id, line_id, source_key, digest, raw, sealed, day, received_at, number, state,
  reason, tries) values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,'new','',0)"""
# Never tried ones go out by the batch. One that was tried before goes alone, so that what kills a worker kills nothing else.
_FRESH = """select id from inbound where state = 'new' and tries = 0 and (lease_until is null or lease_until <= %s)
and mailbox_id in (select id from mailbox where channel = any(%s))
order by received_at, length(number), number limit %s for update skip locked"""
_AGAIN = """select id from inbound where state = 'new' and tries between 1 and %s - 1 and lease_until <= %s
and mailbox_id in (select id from mailbox where channel = any(%s))
order by received_at, length(number), number limit 1 for update skip locked"""
_LEASE = """update inbound i set tries = i.tries + 1, lease_until = %s from mailbox m where i.id = any(%s) and m.id = i.mailbox_id
returning i.id, i.line_id, m.channel, m.address, m.received_as, i.received_at, i.number, i.tries,
  (select e.digest from line l join edition e on e.regulation = l.regulation and e.effective_at <= i.received_at
   where l.id = i.line_id order by e.effective_at desc limit 1),
  case when i.day is null and octet_length(i.raw) <= %s then i.raw end"""
# One row each, as a stream's head moves; and never by way of the index of those that wait, which may be many.
_ENDED = """ended{place} as (
  update inbound set state = 'done', stream = (e.row->>'stream')::uuid, lease_until = null from (select {rows}->0 as row) e
  where inbound.id = (e.row->>'id')::uuid and state || '' = 'new' returning 1)"""
_QUARANTINE = """update inbound set state = 'quarantined', reason = %s, due_at = %s, lease_until = null
where id = %s and state = 'new'"""
_FATAL = """update inbound set state = 'quarantined', reason = %s, due_at = %s, lease_until = null
where state = 'new' and tries >= %s and lease_until <= %s"""
_RAW = "select raw, mailbox_id, day from inbound where id = %s"
_GIVE_BACK = (
    "update inbound set tries = tries - %s, lease_until = %s where id = %s and state = 'new' and tries = %s"
)


class AlreadyEnded(Exception):  # noqa: N818 - named for what happened
    """Somebody made a case, or a reply, of this raw message first. Nothing is to be done."""


@dataclass(frozen=True, slots=True)
class Leased:
    """A raw message in a worker's hands. `channel` carried it to `address`; `received_as`: the declared channel the
    mailbox stands for, if it says so; `tries` counts this one; `edition`: digest of the line's in force at its receipt;
    `raw`: its bytes, unless they are many or sealed.
    """

    id: UUID
    line: int
    channel: str
    address: str
    received_as: str
    received_at: int
    number: str
    tries: int
    edition: str | None
    raw: bytes | None = field(default=None, repr=False)


def same_inbound(*, mailbox: int, source_key: str, digest: bytes | None) -> tuple[UUID, str] | None:
    """Find what arrived before under this key, or with these very bytes: id and number."""
    with connection.cursor() as cursor:
        cursor.execute(_SAME, (mailbox, source_key, digest, source_key))
        found: tuple[UUID, str] | None = cursor.fetchone()
        return found


def keep_inbound(
    *,
    id: UUID,  # noqa: A002 - it is one
    mailbox: int,
    line: int,
    source_key: str,
    digest: bytes | None,
    raw: bytes,
    received_at: int,
    number: str,
    day: date | None = None,
) -> None:
    """Keep a raw message; `day`: sealed by the key of that day. Raises IntegrityError where one of this key is there."""
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP,
            (id, mailbox, line, source_key, digest, raw, day is not None, day, received_at, number),
        )


def lease_inbound(*, channels: Sequence[str], at: int, until: int, limit: int) -> list[Leased]:
    """Take up to `limit` raw messages of these channels in hand until a moment, in order of arrival; others pass over them.

    Counts the try.
    """
    with connection.cursor() as cursor:
        cursor.execute(_AGAIN, (MOST_LEASES, at, list(channels)))
        ids = [id for (id,) in cursor.fetchall()]  # noqa: A001 - it is one
        if not ids:
            cursor.execute(_FRESH, (at, list(channels), limit))
            ids = [id for (id,) in cursor.fetchall()]  # noqa: A001 - it is one
        if not ids:
            return []
        cursor.execute(_LEASE, (until, ids, AT_HAND))
        leased = [Leased(*(*row[:-1], row[-1] and bytes(row[-1]))) for row in cursor.fetchall()]
    return sorted(leased, key=lambda one: (one.received_at, len(one.number), one.number))


def bytes_of(leased: Leased, *, safe: Safe) -> bytes:
    """Give the bytes of a message in hand as they arrived. Raises as `raw_of`."""
    return raw_of(leased.id, safe=safe) if leased.raw is None else leased.raw


def raw_of(inbound: UUID, *, safe: Safe) -> bytes:
    """Give the bytes as they arrived. Raises AlreadyEnded where they are a case's by now, NoKeys or NotOpened where they stay sealed."""
    with connection.cursor() as cursor:
        cursor.execute(_RAW, (inbound,))
        raw, mailbox, day = cursor.fetchone()
    if raw is None:
        raise AlreadyEnded(inbound)
    if day is None:
        return bytes(raw)
    return unbox(bytes(raw), mailbox=mailbox, inbound=inbound, day=day, safe=safe)


def take_out(inbound: UUID, *, safe: Safe) -> bytes:
    """Give the bytes of a sealed message and take them from its row: from now on they are kept elsewhere. Raises as `raw_of`."""
    raw = raw_of(inbound, safe=safe)
    with connection.cursor() as cursor:
        cursor.execute("update inbound set raw = null where id = %s", (inbound,))
    return raw


def end_inbound(inbound: UUID, *, stream: UUID, sheet: Sheet | None = None) -> None:
    """End a raw message by what was made of it, in that transaction. Raises AlreadyEnded."""
    with on_sheet(sheet) as written:
        part = next(one for one in map(_ended, count()) if not written.count(one))
        written.add(part, {"id": inbound, "stream": stream}, otherwise=AlreadyEnded(inbound))


@cache
def _ended(place: int) -> Part:
    return Part(f"ended{place}", _ENDED.replace("{place}", str(place)))


def quarantine_inbound(inbound: UUID, *, reason: str, due_at: int) -> None:
    """Set a raw message apart, whole and in sight; whoever ended it meanwhile is right."""
    with connection.cursor() as cursor:
        cursor.execute(_QUARANTINE, (reason, due_at, inbound))


def quarantine_fatal(*, reason: str, at: int, due_at: int) -> int:
    """Set apart what never came back from its last try; give how many."""
    with connection.cursor() as cursor:
        cursor.execute(_FATAL, (reason, due_at, MOST_LEASES, at))
        return int(cursor.rowcount)


def give_back(leased: Leased, *, at: int, counted: bool) -> None:
    """Let go of a raw message until `at`. `counted`: the try was its own fault."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVE_BACK, (0 if counted else 1, at, leased.id, leased.tries))


def is_ended(inbound: UUID) -> bool:
    """Whether something was made of a raw message."""
    with connection.cursor() as cursor:
        cursor.execute("select state = 'done' from inbound where id = %s", (inbound,))
        return bool(cursor.fetchone()[0])
