"""Dead text: conditions that never hold, rules that always give way, order that orders nothing, ranks nobody reaches."""

from reglament.core.regulation.check.circle import circles
from reglament.core.regulation.check.conditions import conditions_of
from reglament.core.regulation.check.cube import Cube, less_all
from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.check.rival import common, questions, stronger
from reglament.core.regulation.model.condition import Not
from reglament.core.regulation.model.permission import RankRule
from reglament.core.regulation.model.regulation import AnyRule
from reglament.core.regulation.model.rule import NoneRule, TargetRule


def check_dead(examined: Examined) -> None:
    """All of it, rule by rule."""
    rules = examined.regulation.rules
    circular: set[str] = set()
    for group in circles({rule.id: rule.overrides for rule in rules.values()}):
        circular.update(group)
        places = [examined.places.rule(rule_id, "overrides") for rule_id in group[:2]]
        examined.gathering.fault("circle/overrides", *places, names=", ".join(group))
    beaten: dict[str, list[AnyRule]] = {}
    for rule in rules.values():
        _conditions(rule, examined)
        for weaker in stronger(rule, examined):
            if _compete(rule, rules[weaker]):
                beaten.setdefault(weaker, []).append(rule)
        for weaker in rule.overrides:
            _order(rule, rules[weaker], examined)
    for rule_id, winners in beaten.items():
        if rule_id not in circular:
            _always_beaten(rules[rule_id], winners, examined)
    for rank in examined.regulation.of_kind(RankRule):
        _ranks(rank, examined)


def _conditions(rule: AnyRule, examined: Examined) -> None:
    for key, condition in conditions_of(rule):
        cubes = examined.cubes(condition)
        if cubes is None:
            place = examined.places.rule(rule.id, key)
            examined.gathering.fault("check/tangled", place, severity="warning", rule=rule.id)
        elif not cubes:
            only_unless = (
                key == "if" and isinstance(condition, Not) and not examined.places.written(rule.id, key)
            )
            place = examined.places.rule(rule.id, "unless" if only_unless else key)
            examined.gathering.fault("dead/never-holds", place)


def _order(rule: AnyRule, weaker: AnyRule, examined: Examined) -> None:
    """Whether there is anything to order between the two."""
    if rule.id == weaker.id:
        return
    known = bool(examined.cubes_of(rule) and examined.cubes_of(weaker))
    if not _compete(rule, weaker) or (known and next(common(rule, weaker, examined), None) is None):
        places = examined.places.rule(rule.id, "overrides"), examined.places.rule(weaker.id)
        examined.gathering.fault(
            "dead/order-idle", *places, severity="warning", rule=rule.id, other=weaker.id
        )


def _compete(rule: AnyRule, weaker: AnyRule) -> bool:
    """Targets of one metric answer one question; of other kinds the rules of a kind are looked at together."""
    if isinstance(rule, TargetRule | NoneRule) and isinstance(weaker, TargetRule | NoneRule):
        return not set(questions(rule)).isdisjoint(questions(weaker))
    return type(rule) is type(weaker)


def _always_beaten(rule: AnyRule, winners: list[AnyRule], examined: Examined) -> None:
    region, taken = examined.cubes_of(rule), [examined.cubes_of(winner) for winner in winners]
    if not region or any(cubes is None for cubes in taken):
        return
    cubes: list[Cube] = [cube for some in taken for cube in some or ()]
    whole = examined.domains_of({}, {fact for cube in (*region, *cubes) for fact in cube})
    if less_all(region, cubes, whole, examined.effort) == []:
        places = examined.places.rule(rule.id), examined.places.rule(winners[0].id, "overrides")
        names = ", ".join(winner.id for winner in winners)
        examined.gathering.fault("dead/always-beaten", *places, rule=rule.id, winners=names)


def _ranks(rank: RankRule, examined: Examined) -> None:
    before: list[Cube] = []
    for number, condition in enumerate(rank.order, 1):
        cubes = examined.cubes(condition)
        if cubes is None:
            return
        whole = examined.domains_of({}, {fact for cube in (*before, *cubes) for fact in cube})
        if cubes and less_all(cubes, before, whole, examined.effort) == []:
            place = examined.places.rule(rank.id, "rank")
            examined.gathering.fault("dead/rank", place, severity="warning", number=str(number))
        before += cubes
