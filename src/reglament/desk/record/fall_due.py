"""What falls due by itself on a case, carried out at its own moment however late somebody looks."""

from dataclasses import dataclass

from reglament.core.case.act import Enter
from reglament.core.case.answer import Refused
from reglament.core.contract.event import ContractEntry, Granted
from reglament.core.target.due_action import DueAction, due_actions
from reglament.core.target.wake import wake_at
from reglament.desk.record.books import CaseBook
from reglament.desk.record.unit import Unit

STEPS = 500


@dataclass(frozen=True, slots=True)
class Fired:
    """A due action that was carried out in this transaction."""

    case: CaseBook
    action: DueAction


def settle(unit: Unit, case: CaseBook, *, at: int, as_of: int | None = None) -> list[Fired]:
    """Do everything that is due on the case at `at`, in order of its moments, until nothing is left.

    What is due is asked of the contract as it stood at `as_of`, now unless told; whether it may be done is decided as it
    stands now. A case for which there is no room by now goes on waiting.
    """
    fired: list[Fired] = []
    while True:
        standing = unit.standing(case, at=as_of)
        actions = due_actions(
            unit.terms(case, at=at),
            case.entries,
            standing=standing,
            at=at,
            case=case.name,
            view=unit.view(case, at=at, standing=standing),
        )
        action = next((one for one in actions if one.key not in case.done), None)
        if action is None:
            case.armed_at = None if case.armed_at == at else case.armed_at  # it has rung
            return fired
        case.done.add(action.key)
        if action.act is not None:
            answer = unit.perform(action.act, case, action.by, happened_at=action.at, known_at=at)
            if isinstance(answer, Refused) and isinstance(action.act, Enter):
                continue
        fired.append(Fired(case, action))


def catch_up(unit: Unit, case: CaseBook, *, until: int) -> list[Fired]:
    """Let time pass on the case from its armed alarm up to `until`, both included; each alarm rings at its own moment.

    What an alarm does is known from that moment, for nothing later was needed to do it; moments at which the contract
    changed are looked at too. Stops after so many alarms that the rest had better wait for the next turn of the watch.
    """
    fired: list[Fired] = []
    moment = case.armed_at
    changes = _changes(unit, case)
    for _ in range(STEPS):
        if moment is None or moment > until:
            break
        later = [change for change in changes if change > moment]
        as_of = moment if later else None
        fired += settle(unit, case, at=moment, as_of=as_of)
        alarm = next_alarm(unit, case, at=moment, as_of=as_of)
        moment = min([*later, *([] if alarm is None else [alarm])], default=None)
    case.armed_at = moment
    return fired


def next_alarm(unit: Unit, case: CaseBook, *, at: int, as_of: int | None = None) -> int | None:
    """Give the next moment after `at` at which to look at the case; None: never."""
    terms, standing = unit.terms(case, at=at), unit.standing(case, at=as_of)
    view = unit.view(case, at=at, standing=standing)
    return wake_at(terms, case.entries, standing=standing, at=at, view=view)


def alarm_from_now(unit: Unit, case: CaseBook) -> int | None:
    """Give the next moment after now at which to look at the case. Where the clock was set back it is looked at again once what it
    knows already is known by the clock too: until then nothing of that seems to fall due.
    """
    alarm = next_alarm(unit, case, at=unit.now)
    known_later = [entry.known_at for entry in case.entries if entry.known_at > unit.now]
    return min([*known_later, *([] if alarm is None else [alarm])], default=None)


def waits(unit: Unit, case: CaseBook) -> bool:
    """Whether the case waits in its contract's line by now: then what it does depends on what others did."""
    return case.name in unit.standing(case).line


def _changes(unit: Unit, case: CaseBook) -> list[int]:
    """The moments from the case's alarm up to now at which its contract changed in a way that concerns it, in order."""
    book, armed_at = unit.contract, case.armed_at
    if book is None or case.contract is None or armed_at is None or armed_at >= unit.now:
        return []
    entries = book.entries if waits(unit, case) else book.texts
    moments = {moment for entry in entries for moment in _counts_from(entry)}
    return sorted(moment for moment in moments if armed_at < moment <= unit.now)


def _counts_from(entry: ContractEntry) -> tuple[int, ...]:
    """The moments at which an entry makes a difference: when it is known, and a contract made ahead on its first day."""
    from_at = entry.event.from_at if isinstance(entry.event, Granted) else None
    return (entry.known_at,) if from_at is None else (entry.known_at, from_at)
