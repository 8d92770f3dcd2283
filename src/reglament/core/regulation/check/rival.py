"""Conflicts: two rules that answer one question, can both apply, and of which none is said to come first."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any

from reglament.core.regulation.check.cube import Cube, less_all, meet
from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.model.condition import ALWAYS
from reglament.core.regulation.model.permission import (
    AccessRule,
    CountRule,
    PoolRule,
    PublishRule,
    RankRule,
    RegistrationRule,
    ReopenRule,
    RetainRule,
    SetRule,
    ValidityRule,
)
from reglament.core.regulation.model.regulation import AnyRule
from reglament.core.regulation.model.rule import ExtendRule, NoneRule, PauseRule, TargetRule

# Kinds of which one rule answers for a whole case, or for one thing.
_OF_ONE: Mapping[type, Callable[[Any], str]] = {
    AccessRule: lambda _: "",
    PublishRule: lambda _: "",
    RankRule: lambda _: "",
    RegistrationRule: lambda _: "",
    ValidityRule: lambda _: "",
    PauseRule: lambda rule: rule.reason,
    PoolRule: lambda rule: rule.counter,
    RetainRule: lambda rule: rule.what,
}


def questions(rule: AnyRule) -> Iterator[Hashable]:
    """What a rule answers; two rules that answer one question for one case need an order."""
    match rule:
        case TargetRule(metric=metric):
            yield TargetRule, metric
        case NoneRule(metrics=metrics):
            yield from ((TargetRule, metric) for metric in metrics)
        case SetRule(axis=axis) if is_automatic(rule):
            yield SetRule, axis
        case CountRule(counter=name, per=per):
            yield CountRule, name, per
        case ExtendRule(metric=metric, grounds=grounds):
            yield from ((ExtendRule, metric, ground) for ground in grounds)
        case ReopenRule(by=parties):
            yield from ((ReopenRule, party) for party in parties)
        case _ if type(rule) in _OF_ONE:
            yield type(rule), _OF_ONE[type(rule)](rule)
        case _:
            pass


def is_automatic(rule: SetRule) -> bool:
    """Whether facts alone set the value."""
    return rule.condition != ALWAYS and not rule.criteria and not rule.brings


def rivals(examined: Examined) -> Iterator[tuple[AnyRule, AnyRule]]:
    """Every pair of rules that answer one question, in the order of the file."""
    groups: dict[Hashable, list[AnyRule]] = {}
    for rule in examined.regulation.rules.values():
        for question in questions(rule):
            groups.setdefault(question, []).append(rule)
    told: set[tuple[str, str]] = set()
    for group in groups.values():
        for at, later in enumerate(group):
            for earlier in group[:at]:
                examined.effort.spend(1)
                pair = earlier.id, later.id
                if pair not in told:
                    yield earlier, later
                    if _answers_several(earlier) and _answers_several(later):
                        told.add(pair)


def _answers_several(rule: AnyRule) -> bool:
    return isinstance(rule, NoneRule | ExtendRule | ReopenRule)


def stronger(rule: AnyRule, examined: Examined) -> frozenset[str]:
    """Ids of the rules a rule comes before; for targets also through a third."""
    if not isinstance(rule, TargetRule | NoneRule):
        return frozenset(rule.overrides)
    found: set[str] = set()
    waiting = list(rule.overrides)
    while waiting:
        examined.effort.spend(1)
        weaker = waiting.pop()
        if weaker not in found:
            found.add(weaker)
            waiting += examined.regulation.rules[weaker].overrides
    return frozenset(found)


def common(one: AnyRule, other: AnyRule, examined: Examined) -> Iterator[Cube]:
    """Cases for which both can apply; none where the classes are too many to look at."""
    for first in examined.cubes_of(one) or ():
        for second in examined.cubes_of(other) or ():
            both = meet(first, second, examined.effort)
            if both is not None and examined.possible(both):
                yield both


def check_rivals(examined: Examined) -> None:
    """Every pair without an order."""
    beats = {rule.id: stronger(rule, examined) for rule in examined.regulation.rules.values()}
    winners: dict[str, list[AnyRule]] = {}
    for rule in examined.regulation.rules.values():
        for weaker in beats[rule.id]:
            winners.setdefault(weaker, []).append(rule)
    for earlier, later in rivals(examined):
        if examined.gathering.full:
            return
        agreed = isinstance(earlier, NoneRule) and isinstance(later, NoneRule)
        if agreed or later.id in beats[earlier.id] or earlier.id in beats[later.id] or _agree(earlier, later):
            continue
        third = [*winners.get(earlier.id, ()), *winners.get(later.id, ())]
        both = _left_open(common(earlier, later, examined), third, examined)
        if both is not None:
            _tell(earlier, later, examined.example(both), examined)


def _left_open(cubes: Iterator[Cube], winners: Iterable[AnyRule], examined: Examined) -> Cube | None:
    """The first of these classes in which none of the winners has the last word anyway."""
    taken = [cube for rule in winners for cube in examined.cubes_of(rule) or ()]
    for cube in cubes:
        whole = examined.domains_of(cube, {fact for one in taken for fact in one})
        left = less_all([cube], taken, whole, examined.effort) if taken else [cube]
        found = next((one for one in left or () if examined.possible(one)), None)
        if found is not None or left is None:
            return found or cube
    return None


def _agree(one: AnyRule, other: AnyRule) -> bool:
    return isinstance(one, SetRule) and isinstance(other, SetRule) and one.value == other.value


def _tell(earlier: AnyRule, later: AnyRule, example: str, examined: Examined) -> None:
    match later, earlier:
        case (TargetRule(), NoneRule()) | (NoneRule(), TargetRule()):
            code = "conflict/target-and-none"
        case TargetRule(), TargetRule():
            code = "conflict/two-targets"
        case SetRule(), SetRule():
            code = "conflict/two-values"
        case CountRule(), CountRule():
            code = "conflict/two-limits"
        case _:
            code = "conflict/two-rules"
    places = (examined.places.rule(later.id), examined.places.rule(earlier.id))
    examined.gathering.fault(code, *places, rule=later.id, other=earlier.id, example=example)
