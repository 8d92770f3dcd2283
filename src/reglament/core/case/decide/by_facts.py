"""Sorting by facts: a rule puts the case at a value when its condition becomes true; what staff say in the same act stands."""

from reglament.core.case.decide.draft import Draft, follow
from reglament.core.case.decide.law import applying
from reglament.core.case.event import Classified
from reglament.core.case.facts import holds
from reglament.core.regulation.model.permission import SetRule


def is_automatic(rule: SetRule) -> bool:
    """Whether facts alone set the value: a rule that asks for a criterion or a reason waits for an act that brings it."""
    return rule.by_facts and not rule.criteria and not rule.brings


def sort_by_facts(draft: Draft) -> Draft:
    """Set each axis at most once, by the first rule whose condition holds now and did not before the act."""
    if not draft.is_live:
        return draft
    rules = [rule for rule in draft.now.regulation.of_kind(SetRule) if is_automatic(rule)]
    if not rules:
        return draft
    settled = {axis for event in draft.answer.events if isinstance(event, Classified) for axis in event.axes}
    known_before = set() if draft.is_receipt else _true_before(draft, rules)
    while True:
        rule = _next(draft, rules, settled, known_before)
        if rule is None:
            return draft
        settled.add(rule.axis)
        if draft.now.state.axes.get(rule.axis) != rule.value:
            draft = follow(draft, Classified({rule.axis: rule.value}, rule=rule.id))


def _true_before(draft: Draft, rules: list[SetRule]) -> set[str]:
    seen = draft.before.facts()
    return {rule.id for rule in rules if holds(rule.condition, seen)}


def _next(draft: Draft, rules: list[SetRule], settled: set[str], known_before: set[str]) -> SetRule | None:
    for rule in applying(rules, draft.now.facts()):
        if rule.axis not in settled and rule.id not in known_before:
            return rule
    return None
