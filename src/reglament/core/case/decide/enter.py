"""Enter: a case leaves the waiting line when it is first for its counters and each of them has room."""

from reglament.core.case.act import Enter
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.count import counting, is_behind, room
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Entered


def enter(act: Enter, now: Situation) -> Answer:
    """Let the case in; what it then takes places of is counted in `settle`."""
    del act
    waits_for = [rule for rule in counting(now, of_cases=True) if rule.over == "wait"]
    waits_for += [rule for rule in counting(now, of_cases=False) if rule.counter == now.state.queued]
    for rule in waits_for:
        left = room(rule, now)
        if left is not None and left <= 0:
            return deny("enter/no-room", rule, counter=rule.counter)
        if left is not None and is_behind(rule, now):
            return deny("enter/not-first", rule, counter=rule.counter)
    return Accepted((Entered(),))
