"""What says something else than it seems to: own-order axes, limits of cases per month, earlier names that somebody bears."""

from collections.abc import Iterator

from reglament.core.regulation.check.conditions import conditions_of
from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.check.row import tables_of
from reglament.core.regulation.model.condition import AllOf, AnyOf, Condition, Is, Not
from reglament.core.regulation.model.permission import CountRule, RankRule
from reglament.core.regulation.model.regulation import AnyRule


def check_meaning(examined: Examined) -> None:
    """All of it, rule by rule."""
    own = {name for name, axis in examined.regulation.axes.items() if axis.own_order_only}
    for rule in examined.regulation.rules.values():
        if own and not isinstance(rule, RankRule):
            _own_order(rule, own, examined)
        if isinstance(rule, CountRule):
            _count(rule, examined)
    _earlier_names(examined)
    for clause in examined.regulation.clauses:
        if clause.rules and clause.prose is not None:
            examined.gathering.fault(
                "meaning/prose-beside-rules", clause.place, severity="warning", number=clause.number
            )


def _earlier_names(examined: Examined) -> None:
    """A contract that names a tier must mean one of them."""
    tiers, first = examined.regulation.tiers, dict[str, str]()
    for tier, declared in tiers.items():
        for name in declared.was:
            place = examined.places.declared("tiers", tier, "was")
            if name in tiers:
                other = examined.places.declared("tiers", name)
                examined.gathering.fault("meaning/was-living", place, other, tier=tier, name=name)
            elif name in first:
                other = examined.places.declared("tiers", first[name], "was")
                examined.gathering.fault(
                    "meaning/was-twice", place, other, tier=tier, name=name, other=first[name]
                )
            first.setdefault(name, tier)


def _own_order(rule: AnyRule, own: set[str], examined: Examined) -> None:
    """The customer's own order may order his queue and nothing else."""
    told = [(key, fact) for key, condition in conditions_of(rule) for fact in _facts(condition)]
    told += [(key, fact) for key, table in tables_of(rule) for fact in table.by]
    for key, axis in dict.fromkeys(told):
        if axis in own:
            written = "unless" if key == "if" and not examined.places.written(rule.id, "if") else key
            places = (
                examined.places.rule(rule.id, written),
                examined.places.declared("axes", axis, "own order only"),
            )
            examined.gathering.fault("meaning/own-order", *places, axis=axis)


def _facts(condition: Condition) -> Iterator[str]:
    match condition:
        case Is(fact=fact):
            yield fact
        case Not(condition=part):
            yield from _facts(part)
        case AllOf(conditions=parts) | AnyOf(conditions=parts):
            for part in parts:
                yield from _facts(part)
        case _:
            pass


def _count(rule: CountRule, examined: Examined) -> None:
    """Cases, contacts and teams are counted as they stand; only events happen in a period."""
    of = examined.regulation.counters[rule.counter].of
    declared = examined.places.declared("counters", rule.counter, "of")
    if of in ("events", "hours"):
        return
    for key, value in (("per", rule.per), ("when", rule.when)):
        if value is not None:
            places = examined.places.rule(rule.id, key), declared
            examined.gathering.fault("meaning/counted-at-once", *places, key=key, counter=rule.counter, of=of)
