"""Invariants of time: what fell due was done once, at its own moment and not before, and alarms stand as histories say."""

from uuid import UUID

from reglament.config.simulate.taken import rows
from reglament.config.simulate.violation import Violation
from reglament.core.target.due_action import due_actions
from reglament.desk.ledger.stream import find_streams
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import open_unit
from reglament.desk.record.rebuild import rebuild
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.viewer import SYSTEM

_EARLY = "select stream_id, key, at, fired_at from firing where fired_at < at limit 3"
_BREACHED = "select stream_id, kind, key, at from firing where kind in ('alert', 'tell', 'close', 'record') order by stream_id, key"
_SNOOZED = "select stream_id, key, at from firing where kind = 'wake' and key <> 'wake:' || at"
_TOLD = """select f.stream_id, f.key from firing f where f.kind in ('alert', 'tell', 'warn')
and not exists (select from notice n where n.stream_id = f.stream_id and n.key = f.key and n.at = f.at)"""
_CASES = 'select id from "case" order by id'
_KNOWN_BY_NOW = """select id from stream s where kind = 'case' and seq > 0
and not exists (select from event e where e.stream_id = s.id and e.known_at > %s) order by id"""
_NUMBER = "select name from stream where id = %s"


def never_early() -> None:
    """Nothing was done before its moment, by the clock on the wall. Raises Violation."""
    early = rows(_EARLY)
    if early:
        raise Violation("I4", f"done before it was due: {early}")


def as_recomputed(desk: Desk) -> None:
    """Board and alarms are what the events say, of each case that knows nothing a clock gone ahead dated later than now: what is
    made anew now would leave that out. Raises Violation.
    """
    cases = [case for (case,) in rows(_KNOWN_BY_NOW, desk.world.now())]
    for found in rebuild(desk=desk, write=False, cases=cases):
        if found is not None:
            name = rows(_NUMBER, found.case)[0][0]
            raise Violation("I3", f"{name} differs from its history: {dict(found.keys)}")


def at_their_moments(desk: Desk) -> None:
    """A breach is dated a second behind its due moment, or when what made it one was known. Raises Violation."""
    for case, kind, key, at in rows(_BREACHED):
        due = key.rpartition(":")[2]
        if due.isdecimal() and at != int(due) + 1 and at not in _known(desk, case, int(due) + 1, at):
            raise Violation("I4", f"{kind} {key} of {case} is dated {at - int(due)} s behind its due moment")
    for case, key, at in rows(_SNOOZED):
        raise Violation("I4", f"{key} of {case} is dated {at}")
    untold = rows(_TOLD)
    if untold:
        raise Violation("I4", f"carried out, and nobody is told: {untold[:3]}")


def none_missed(desk: Desk) -> None:
    """Whatever has fallen due by now was carried out. Raises Violation."""
    for (case,) in rows(_CASES):
        missed = durably(SYSTEM, lambda case=case: _missed(desk, case))  # type: ignore[misc] # bound at once
        if missed:
            raise Violation("I4", f"{case} was never looked at for {missed}")


def _missed(desk: Desk, case: UUID) -> list[str]:
    unit = open_unit(desk, [case], main=case, lock_contract=False)
    if unit is None:
        return []
    book, at = unit.main, unit.now
    found = due_actions(
        unit.terms(book, at=at), book.entries, standing=unit.standing(book), at=at, case=book.name
    )
    return [one.key for one in found if one.key not in book.done]


def _known(desk: Desk, case: UUID, breached_at: int, at: int) -> set[int]:
    """Moments at which something of before became known later, and those of sorting anew."""
    with seen_by(SYSTEM):
        head = find_streams([case])[case]
        entries = desk.cases.entries(head)
    return {
        entry.known_at
        for entry in entries
        if breached_at < entry.known_at <= at
        and (entry.happened_at < breached_at or hasattr(entry.event, "axes"))
    }
