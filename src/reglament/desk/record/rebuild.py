"""The board and the alarms made anew from events, or held against what stands: both must be the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db import connection

from reglament.core.case.event import Received
from reglament.core.target.due_action import due_actions
from reglament.desk.board.row import Row, row_of
from reglament.desk.board.write import arm, put_participants, put_row
from reglament.desk.ledger.stream import lock_streams
from reglament.desk.record.books import CaseBook
from reglament.desk.record.desk import Desk
from reglament.desk.record.fall_due import alarm_from_now, next_alarm
from reglament.desk.record.opened import open_contract
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.unit import Unit
from reglament.desk.record.viewer import SYSTEM

_CASES = "select id from stream where kind = 'case' and seq > 0 and id > %s order by id limit %s"
_SAMPLE = "select id from stream where kind = 'case' and seq > 0 order by random() limit %s"
_PLACED = """select s.contract, s.contact, (select max(at) from firing f where f.stream_id = s.id),
  array(select key from firing f where f.stream_id = s.id)
from stream s where s.id = %s"""
# Of the message that made it a case: one sent later may bear an earlier moment, where a clock was set back.
_SUBJECT = "select subject from message where stream_id = %s and id::text = %s"
_STANDS = """select c.status, c.number, c.assignee, c.axes::text, c.rank, c.due_at, c.due_metric, c.breached, c.paused,
  c.snoozed_until, c.received_at, c.changed_at, c.closed_at, c.seq,
  array(select who from participant p where p.case_id = c.id order by who),
  c.contract_id, c.contact_id, c.subject, c.zone, c.digest,
  (select due_at from timer t where t.stream_id = c.id and t.state = 'armed')
from "case" c where c.id = %s"""
BATCH = 500


@dataclass(frozen=True, slots=True)
class Differs:
    """A case whose row or alarm did not stand as its events say: `stood` and `is` of each key that differs."""

    case: UUID
    keys: Mapping[str, tuple[object, object]]


def sample(most: int) -> list[UUID]:
    """Give some cases, any, at most so many."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_SAMPLE, (most,))
        return [case for (case,) in cursor.fetchall()]


def rebuild(*, desk: Desk, write: bool, cases: Sequence[UUID] | None = None) -> Iterator[Differs | None]:
    """Go over every case, or these, one transaction each; give what differed, None where nothing did. `write`: put it right."""
    for case in _all() if cases is None else cases:
        yield durably(SYSTEM, lambda case=case: _one(desk, case, write=write))  # type: ignore[misc] # bound at once


def _all() -> Iterator[UUID]:
    last = UUID(int=0)
    while True:
        with seen_by(SYSTEM), connection.cursor() as cursor:
            cursor.execute(_CASES, (last, BATCH))
            cases = [case for (case,) in cursor.fetchall()]
        yield from cases
        if len(cases) < BATCH:
            return
        last = cases[-1]


def _one(desk: Desk, case: UUID, *, write: bool) -> Differs | None:
    with connection.cursor() as cursor:
        cursor.execute(_PLACED, (case,))
        contract, contact, rung_at, done = cursor.fetchone()
        book = open_contract(desk, contract, lock=False)
        head = lock_streams([case])[case]
        entries = desk.cases.entries(head)
        received = next(entry.event for entry in entries if isinstance(entry.event, Received))
        cursor.execute(_SUBJECT, (case, received.message))
        subject = next((found for (found,) in cursor.fetchall()), None)
        regulation = desk.shelf.edition(received.pinned.digest)
        opened = CaseBook(
            head, regulation, received.pinned.zone, contract, entries, contact=contact, done=set(done)
        )
        unit = Unit(desk, desk.world.now(), opened, book, {head.name: opened})
        terms, standing = unit.terms(opened, at=unit.now), unit.standing(opened)
        row = row_of(terms, entries, standing=standing, name=head.name, at=unit.now)
        alarm = _alarm(unit, opened, max(rung_at or 0, entries[-1].known_at))
        is_now = {
            **_plain(row),
            "contract": contract,
            "contact": contact,
            "subject": subject,
            "zone": opened.zone,
            "digest": regulation.digest,
            "alarm": alarm,
        }
        cursor.execute(_STANDS, (case,))
        stood = dict(zip(is_now, cursor.fetchone() or (None,) * len(is_now), strict=True))
        stood["axes"] = orjson.loads(stood["axes"] or b"null")
    differing = {key: (stood[key], value) for key, value in is_now.items() if stood[key] != value}
    if write and differing:
        zone, digest = opened.zone, regulation.digest
        put_row(head, row, contract=contract, contact=contact, subject=subject, zone=zone, digest=digest)
        put_participants(head, row.participants)
        arm(case, alarm)
    return Differs(case, differing) if differing else None


def _alarm(unit: Unit, case: CaseBook, since: int) -> int | None:
    """The alarm from now on; where something has fallen due that was not carried out, the one the watch has yet to hear."""
    terms, standing = unit.terms(case, at=unit.now), unit.standing(case)
    actions = due_actions(terms, case.entries, standing=standing, at=unit.now, case=case.name)
    if any(action.key not in case.done for action in actions):
        return next_alarm(unit, case, at=since)
    return alarm_from_now(unit, case)


def _plain(row: Row) -> dict[str, object]:
    """The row's values in the order in which they are read back, as the database gives them."""
    return {
        "status": row.status,
        "number": row.number,
        "assignee": row.assignee,
        "axes": dict(row.axes),
        "rank": row.rank,
        "due_at": row.due_at,
        "due_metric": row.due_metric,
        "breached": row.breached,
        "paused": row.paused,
        "snoozed_until": row.snoozed_until,
        "received_at": row.received_at,
        "changed_at": row.changed_at,
        "closed_at": row.closed_at,
        "seq": row.seq,
        "participants": list(row.participants),
    }
