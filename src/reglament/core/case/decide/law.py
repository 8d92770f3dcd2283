"""Which rules of the edition speak to a case: those whose condition holds, the ones they override left out."""

from collections.abc import Iterable
from typing import TypeVar

from reglament.core.case.facts import Facts, holds
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import Rule

AnyKind = TypeVar("AnyKind", bound=Rule)


def applying(rules: Iterable[AnyKind], seen: Facts) -> tuple[AnyKind, ...]:
    """Keep the rules whose condition holds, less those that another of them overrides."""
    held = [rule for rule in rules if holds(rule.condition, seen)]
    weaker = {rule_id for rule in held for rule_id in rule.overrides}
    return tuple(rule for rule in held if rule.id not in weaker)


def rule_as(regulation: Regulation, kind: type[AnyKind], rule_id: str) -> AnyKind | None:
    """Give the rule with this id if it is of this kind."""
    rule = regulation.rules.get(rule_id)
    return rule if isinstance(rule, kind) else None
