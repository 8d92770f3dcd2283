"""Values of axes as somebody sets them, with a request or afterwards: declared, his to set, and founded as the rules demand."""

from collections.abc import Mapping

from reglament.core.case.act import Classify, Receive
from reglament.core.case.answer import Refused
from reglament.core.case.decide.by_facts import is_automatic
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.said import is_one_of
from reglament.core.case.decide.situation import Situation
from reglament.core.regulation.model.permission import SetRule


def bad_axes(axes: Mapping[str, str], now: Situation) -> Refused | None:
    """Say no to an axis or value that is not declared, or that this party may not set."""
    for name, value in axes.items():
        axis = now.regulation.axes.get(name)
        if axis is None:
            return deny("axis/undeclared", axis=name)
        if value not in axis.values:
            return deny("axis/value-undeclared", axis=name, value=value)
        if now.by.party != "system" and not is_one_of(now.by, axis.set_by):
            return deny("axis/not-by", axis=name, allowed=axis.set_by)
    return None


def unfounded(act: Classify | Receive, now: Situation, then: Situation) -> Refused | None:
    """Say no to a value that lacks the criterion, reason or agreement its rules ask for; `then`: once it is set.

    A request may come with a value that only others set by such a rule: that is a claim, and theirs to judge.
    """
    rules = _rules(act, then)
    unknown = [name for name in act.criteria if not any(name in rule.criteria for rule in rules)]
    if unknown:
        return deny("classify/criterion-unknown", criterion=unknown[0])
    if isinstance(act, Receive):
        rules = tuple(rule for rule in rules if is_one_of(now.by, rule.by))
    for axis in act.axes:
        no = _unmet([rule for rule in rules if rule.axis == axis], act, now)
        if no:
            return no
    return None


def _rules(act: Classify | Receive, then: Situation) -> tuple[SetRule, ...]:
    rules = [
        rule
        for rule in then.regulation.of_kind(SetRule)
        if not is_automatic(rule) and act.axes.get(rule.axis) == rule.value
    ]
    return applying(rules, then.facts()) if rules else ()


def _unmet(rules: list[SetRule], act: Classify | Receive, now: Situation) -> Refused | None:
    """Rules for one value are ways to it: one that is met suffices, else the first that this party could take says no."""
    if not rules:
        return None
    own = [rule for rule in rules if is_one_of(now.by, rule.by)]
    if not own:
        allowed = tuple(dict.fromkeys(who for rule in rules for who in rule.by))
        return deny("classify/not-by", rules[0], axis=rules[0].axis, value=rules[0].value, allowed=allowed)
    refusals = [_demand(rule, act) for rule in own]
    return None if None in refusals else refusals[0]


def _demand(rule: SetRule, act: Classify | Receive) -> Refused | None:
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
