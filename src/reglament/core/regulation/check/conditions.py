"""Every condition of a rule, with the key it is written under."""

from collections.abc import Iterator

from reglament.core.regulation.model.condition import ALWAYS, Condition
from reglament.core.regulation.model.permission import CountRule, PoolRule, RankRule, RefuseRule
from reglament.core.regulation.model.regulation import AnyRule


def conditions_of(rule: AnyRule) -> Iterator[tuple[str, Condition]]:
    """Key and condition; `if` stands for `if` and `unless` together. Conditions that hold always are left out."""
    found: list[tuple[str, Condition | None]] = [("if", rule.condition)]
    match rule:
        case RefuseRule():
            found.append(("warns if", rule.warns_if))
        case CountRule():
            found.append(("counts", rule.counts))
        case PoolRule():
            found += [("for", rule.charged), ("refund if", rule.refund)]
        case RankRule():
            found += [("rank", condition) for condition in rule.order]
        case _:
            pass
    for key, condition in found:
        if condition is not None and condition != ALWAYS:
            yield key, condition
