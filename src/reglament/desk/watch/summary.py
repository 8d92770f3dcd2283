"""Summaries: the first of a period at once, whatever follows gathered until the next one may come; what cannot wait does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db import connection

from reglament.desk.clock.ids import new_id
from reglament.desk.record.desk import Desk
from reglament.desk.watch.quiet import Quiet, period_at
from reglament.people.roster import Person

URGENT_MOST = 3  # summaries a person gets in one of his periods, urgent ones among them
BROWSER = "browser"
AT_ONCE = 20
_GATHERING = "select id from summary where person_id = %s and state = 'ready'"
_SENT = """select max(sent_at), count(*) filter (where sent_at > %s) from summary
where person_id = %s and state = 'sent' and sent_at <= %s"""
_ADD = "update summary set entries = entries || %s::jsonb, ready_at = least(ready_at, %s) where id = %s"
_NEW = """insert into summary(id, person_id, period_at, ready_at, channel, entries, state)
values (%s, %s, %s, %s, '', %s::jsonb, 'ready')"""
_READY = """select id, person_id, ready_at, entries from summary
where state = 'ready' and ready_at <= %s order by ready_at, id limit %s"""
_PUT_OFF = "update summary set ready_at = %s where id = %s"
_CLOSED = "update summary set state = %s, channel = %s, sent_at = %s where id = %s"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be told: which case (empty: of the desk itself), what kind, by which rule, as which role, of which moment. No prose.

    `urgent`: it comes at once, within its budget; `cannot_wait`: in quiet hours too.
    """

    case: str
    kind: str
    rule: str
    at: int
    cannot_wait: bool = False
    urgent: bool = False
    role: str = ""

    def plain(self) -> dict[str, object]:
        told = {"case": self.case, "kind": self.kind, "rule": self.rule, "role": self.role, "at": self.at}
        return {**told, "cannot_wait": True} if self.cannot_wait else told


@dataclass(frozen=True, slots=True)
class Ready:
    """A summary that may go out. `entries`: what `Item.plain` gives of each thing. `id` is its stable name on every attempt."""

    id: UUID
    person: UUID
    ready_at: int
    entries: tuple[Mapping[str, str | int], ...]

    @property
    def cannot_wait(self) -> bool:
        """Whether something of it comes in quiet hours too."""
        return any(entry.get("cannot_wait") for entry in self.entries)


def add_to_summary(*, desk: Desk, person: Person, items: Sequence[Item], now: int, every: int) -> None:
    """Put things into the summary the person is to get next, in the open transaction."""
    entries = orjson.dumps([item.plain() for item in sorted(items, key=lambda one: (one.at, one.case))])
    with connection.cursor() as cursor:
        cursor.execute(_SENT, (now - every, person.id, now))
        told_at, lately = cursor.fetchone()
        period = period_at(now=now, told_at=told_at, every=every)
        ready_at = _ready_at(desk, person, items, period=period, now=now, lately=lately)
        cursor.execute(_GATHERING, (person.id,))
        gathering = cursor.fetchone()
        if gathering is not None:
            cursor.execute(_ADD, (entries.decode(), ready_at, gathering[0]))
        else:
            cursor.execute(_NEW, (new_id(desk.world), person.id, period, ready_at, entries.decode()))


def _ready_at(
    desk: Desk, person: Person, items: Sequence[Item], *, period: int, now: int, lately: int
) -> int:
    """When these things may be told: urgent ones need not wait for the period, nor some for the end of quiet hours."""
    cannot_wait = any(item.cannot_wait for item in items)
    is_urgent = cannot_wait or any(item.urgent for item in items)
    ready_at = now if is_urgent and lately < URGENT_MOST else period
    if cannot_wait:
        return ready_at
    return Quiet(desk.shelf.zone(person.zone), person.quiet_from, person.quiet_until).end(ready_at)


def ready_summaries(*, now: int, limit: int = AT_ONCE) -> tuple[Ready, ...]:
    """Give the summaries that may go out by now, the oldest first. In the open transaction; whoever tells one says `close_summary`."""
    with connection.cursor() as cursor:
        cursor.execute(_READY, (now, limit))
        return tuple(
            Ready(id_, person, ready_at, tuple(orjson.loads(entries)))
            for id_, person, ready_at, entries in cursor.fetchall()
        )


def put_off_summary(*, summary: UUID, until: int) -> None:
    """Have it come later, in the open transaction: somebody is not to be disturbed now who was at the moment it was meant for."""
    with connection.cursor() as cursor:
        cursor.execute(_PUT_OFF, (until, summary))


def close_summary(*, summary: UUID, channel: str | None, at: int) -> None:
    """Say in the open transaction by which channel it was told; None: there was nothing left to tell."""
    state = "moot" if channel is None else "sent"
    with connection.cursor() as cursor:
        cursor.execute(_CLOSED, (state, channel or "", at, summary))
