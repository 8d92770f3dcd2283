"""Classify: the case is put at other values. A value may ask for a criterion, a reason or an agreement, and not of everybody."""

from reglament.core.case.act import Classify
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.by_facts import is_automatic
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.receive import bad_axes
from reglament.core.case.decide.said import is_one_of
from reglament.core.case.decide.situation import Situation, after
from reglament.core.case.event import Classified
from reglament.core.regulation.model.permission import SetRule


def classify(act: Classify, now: Situation) -> Answer:
    """Sort the case on one or several axes at once; each value's own rules must be content."""
    if not act.axes:
        return deny("classify/nothing")
    wrong = bad_axes(act.axes, now)
    if wrong:
        return wrong
    event = Classified(act.axes, act.criteria, act.brought)
    rules = _rules(act, after(now, (event,), now.by))
    unknown = [name for name in act.criteria if not any(name in rule.criteria for rule in rules)]
    if unknown:
        return deny("classify/criterion-unknown", criterion=unknown[0])
    for axis in act.axes:
        no = _unmet([rule for rule in rules if rule.axis == axis], act, now)
        if no:
            return no
    return Accepted((event,))


def _rules(act: Classify, then: Situation) -> tuple[SetRule, ...]:
    rules = [
        rule
        for rule in then.regulation.of_kind(SetRule)
        if not is_automatic(rule) and act.axes.get(rule.axis) == rule.value
    ]
    return applying(rules, then.facts()) if rules else ()


def _unmet(rules: list[SetRule], act: Classify, now: Situation) -> Refused | None:
    """Rules for one value are ways to it: one that is met suffices, else the first that this party could take says no."""
    if not rules:
        return None
    own = [rule for rule in rules if is_one_of(now.by, rule.by)]
    if not own:
        allowed = tuple(dict.fromkeys(who for rule in rules for who in rule.by))
        return deny("classify/not-by", rules[0], axis=rules[0].axis, value=rules[0].value, allowed=allowed)
    refusals = [_demand(rule, act) for rule in own]
    return None if None in refusals else refusals[0]


def _demand(rule: SetRule, act: Classify) -> Refused | None:
    if rule.criteria and not any(name in rule.criteria for name in act.criteria):
        return deny(
            "classify/criterion-missing",
            rule,
            axis=rule.axis,
            value=rule.value,
            criteria=tuple(rule.criteria),
        )
    missing = tuple(name for name in rule.brings if not act.brought.get(name))
    return (
        deny("classify/not-brought", rule, axis=rule.axis, value=rule.value, missing=missing)
        if missing
        else None
    )
