"""Summaries: the first of a period at once, whatever follows gathered until the next one may come."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db import connection

from reglament.desk.clock.ids import new_id
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.quiet import Quiet, period_at
from reglament.people.roster import Person

_GATHERING = """select id, ready_at, period_at from summary
where person_id = %s and state = 'ready' and ready_at > %s order by ready_at limit 1"""
_LAST = "select max(ready_at) from summary where person_id = %s and ready_at <= %s"
_ADD = "update summary set entries = entries || %s::jsonb, ready_at = least(ready_at, %s) where id = %s"
_NEW = """insert into summary(id, person_id, period_at, ready_at, channel, entries, state)
values (%s, %s, %s, %s, '', %s::jsonb, 'ready')"""
_READY = """select id, person_id, channel, ready_at, entries from summary
where state = 'ready' and ready_at <= %s order by ready_at, id limit %s"""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be told: which case (empty: of the desk itself), what kind, by which rule, of which moment. No prose."""

    case: str
    kind: str
    rule: str
    at: int
    cannot_wait: bool

    def plain(self) -> dict[str, object]:
        return {"case": self.case, "kind": self.kind, "rule": self.rule, "at": self.at}


@dataclass(frozen=True, slots=True)
class Ready:
    """A summary that may go out. `entries`: case, kind, rule and at of each thing. `id` is its stable name on every attempt."""

    id: UUID
    person: UUID
    channel: str
    ready_at: int
    entries: tuple[dict[str, object], ...]


def add_to_summary(*, desk: Desk, person: Person, items: Sequence[Item], now: int) -> None:
    """Put things into the summary the person is to get next, in the open transaction."""
    entries = orjson.dumps([item.plain() for item in sorted(items, key=lambda one: (one.at, one.case))])
    with connection.cursor() as cursor:
        cursor.execute(_LAST, (person.id, now))
        (told_at,) = cursor.fetchone()
        period = period_at(now=now, told_at=told_at)
        quiet = Quiet(desk.shelf.zone(person.zone), person.quiet_from, person.quiet_until)
        ready_at = period if any(item.cannot_wait for item in items) else quiet.end(period)
        cursor.execute(_GATHERING, (person.id, now))
        gathering = cursor.fetchone()
        if gathering is not None:
            cursor.execute(_ADD, (entries.decode(), ready_at, gathering[0]))
        else:
            cursor.execute(_NEW, (new_id(desk.world), person.id, period, ready_at, entries.decode()))


def ready_summaries(*, now: int, limit: int = 100) -> tuple[Ready, ...]:
    """Give the summaries that may go out by now, the oldest first; whoever sends one says `is_sent`."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_READY, (now, limit))
        return tuple(
            Ready(id_, person, channel, ready_at, tuple(orjson.loads(entries)))
            for id_, person, channel, ready_at, entries in cursor.fetchall()
        )


def is_sent(*, summary: UUID, at: int) -> bool:
    """Say that it went out; False: somebody said so before."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "update summary set state = 'sent', sent_at = %s where id = %s and state = 'ready'", (at, summary)
        )
        return bool(cursor.rowcount == 1)
