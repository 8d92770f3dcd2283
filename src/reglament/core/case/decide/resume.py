"""Resume: staff end a pause by a step, with a ground, where the rule leaves it to them."""

from reglament.core.case.act import Resume
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import rule_as
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Resumed
from reglament.core.regulation.model.rule import PauseRule


def resume(act: Resume, now: Situation) -> Answer:
    open_pause = now.state.pauses.get(act.reason)
    if open_pause is None:
        return deny("resume/not-paused", reason=act.reason)
    no = not_staff(now.by, "resume")
    if no:
        return no
    rule = rule_as(now.regulation, PauseRule, open_pause.rule)
    if rule is not None and not rule.ends_by_staff:
        return deny("resume/happening-only", rule, reason=act.reason)
    if not act.ground:
        return deny("resume/ground-missing", rule, reason=act.reason)
    if act.ground not in now.regulation.grounds:
        return deny("ground/undeclared", rule, ground=act.ground)
    return Accepted((Resumed(act.reason, act.ground),))
