"""What falls due by itself on a case, carried out at its own moment however late somebody looks."""

from dataclasses import dataclass

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


def settle(unit: Unit, case: CaseBook, *, at: int) -> list[Fired]:
    """Do everything that is due on the case at `at`, in order of its moments, until nothing is left."""
    fired: list[Fired] = []
    while True:
        actions = due_actions(
            unit.terms(case, at=at), case.entries, standing=unit.standing(case), at=at, case=case.name
        )
        action = next((one for one in actions if one.key not in case.done), None)
        if action is None:
            return fired
        case.done.add(action.key)
        fired.append(Fired(case, action))
        if action.act is not None:
            unit.perform(action.act, case, action.by, happened_at=action.at, known_at=at)


def catch_up(unit: Unit, case: CaseBook, *, until: int) -> list[Fired]:
    """Let time pass on the case from its armed alarm up to `until`, both included; each alarm rings at its own moment.

    What an alarm does is known from that moment, for nothing later was needed to do it. Stops after so many alarms that
    the rest had better wait for the next turn of the watch.
    """
    fired: list[Fired] = []
    moment = case.armed_at
    for _ in range(STEPS):
        if moment is None or moment > until:
            break
        fired += settle(unit, case, at=moment)
        moment = next_alarm(unit, case, at=moment)
    case.armed_at = moment
    return fired


def next_alarm(unit: Unit, case: CaseBook, *, at: int) -> int | None:
    """Give the next moment after `at` at which to look at the case; None: never."""
    return wake_at(unit.terms(case, at=at), case.entries, standing=unit.standing(case), at=at)
