"""Extend: a target's term grows by agreement, on a ground the rule lists and by no more than it lets."""

from reglament.core.case.act import Extend
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Extended
from reglament.core.hours.amount import Amount
from reglament.core.regulation.model.rule import ExtendRule


def extend(act: Extend, now: Situation) -> Answer:
    no = not_staff(now.by, "extend")
    if no:
        return no
    rules = [rule for rule in now.regulation.of_kind(ExtendRule) if rule.metric == act.metric]
    if not rules:
        return deny("extend/not-provided", metric=act.metric)
    here = applying(rules, now.facts())
    if not here:
        return deny("extend/not-applicable", rules[0], metric=act.metric)
    rule = next((rule for rule in here if act.ground in rule.grounds), None)
    if rule is None:
        return deny("extend/ground-not-listed", here[0], ground=act.ground, listed=here[0].grounds)
    no = _not_agreed(act, rule, now) or _too_much(act, rule, now)
    return no or Accepted((Extended(act.metric, rule.id, act.amount, act.ground, act.agreement),))


def _not_agreed(act: Extend, rule: ExtendRule, now: Situation) -> Refused | None:
    """An agreement is a message or a mark that the case has on record."""
    if rule.agreement is None and act.agreement is None:
        return None
    if act.agreement is None:
        return deny("extend/agreement-missing", rule, who=rule.agreement)
    if act.agreement in now.state.messages or act.agreement in now.state.marks:
        return None
    return deny("extend/agreement-unknown", rule, agreement=act.agreement)


def _too_much(act: Extend, rule: ExtendRule, now: Situation) -> Refused | None:
    if act.amount.count <= 0:
        return deny("extend/nothing", rule, metric=act.metric)
    if rule.most is None:
        return None
    amounts = [one.amount for one in now.state.extensions if one.rule == rule.id]
    if any(amount.kind is not rule.most.kind for amount in (*amounts, act.amount)):
        return deny("extend/other-measure", rule, most=rule.most)
    total = sum(amount.count for amount in amounts) + act.amount.count
    return (
        deny("extend/over-most", rule, most=rule.most, total=_of(rule.most, total))
        if total > rule.most.count
        else None
    )


def _of(like: Amount, count: int) -> Amount:
    return Amount(like.kind, count)
