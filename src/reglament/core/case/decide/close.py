"""Close: by staff, by the customer, or by the rule of a target that was not kept."""

from reglament.core.case.act import Close
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import rule_as
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Closed
from reglament.core.regulation.model.rule import TargetRule

BY_RULE = ("system", "timer")


def close(act: Close, now: Situation) -> Answer:
    """Close on a declared ground. Whether a rule's target really was not kept is for whoever evaluated it to say."""
    if act.rule is not None:
        return _by_rule(act.rule, now)
    if act.ground is not None and act.ground not in now.regulation.grounds:
        return deny("ground/undeclared", ground=act.ground)
    return Accepted((Closed(act.ground),))


def _by_rule(rule_id: str, now: Situation) -> Answer:
    rule = rule_as(now.regulation, TargetRule, rule_id)
    if rule is None or rule.then.kind != "close":
        return deny("close/no-such-rule", target=rule_id)
    if now.by.party not in BY_RULE:
        return deny("close/not-by-rule", rule, target=rule_id)
    return Accepted((Closed(rule.then.ground, rule.id, rule.then.deems),))
