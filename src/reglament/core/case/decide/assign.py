"""Assign: somebody of staff takes the case, is given it, or hands it over. No clock stops for it."""

from reglament.core.case.act import Assign
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Assigned


def assign(act: Assign, now: Situation) -> Answer:
    if now.by.party not in ("staff", "system"):
        return deny("act/staff-only", act="assign")
    if not act.to:
        return deny("assign/nobody")
    return Accepted((Assigned(act.to, act.ground),))
