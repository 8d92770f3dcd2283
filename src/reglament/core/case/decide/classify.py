"""Classify: the case is put at other values. A value may ask for a criterion, a reason or an agreement, and not of everybody."""

from reglament.core.case.act import Classify
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.situation import Situation, after
from reglament.core.case.decide.sorting import bad_axes, unfounded
from reglament.core.case.event import Classified


def classify(act: Classify, now: Situation) -> Answer:
    """Sort the case on one or several axes at once; each value's own rules must be content."""
    if not act.axes:
        return deny("classify/nothing")
    wrong = bad_axes(act.axes, now)
    if wrong:
        return wrong
    event = Classified(act.axes, act.criteria, act.brought)
    return unfounded(act, now, after(now, (event,), now.by)) or Accepted((event,))
