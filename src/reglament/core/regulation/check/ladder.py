"""Figures that get slower towards what is more urgent or better paid: likely a slip, so a warning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.hours.amount_text import write_amount
from reglament.core.regulation.check.cube import Cube, meet
from reglament.core.regulation.check.domain import ABSENT
from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.check.row import spoken
from reglament.core.regulation.grammar.vocabulary import TIER
from reglament.core.regulation.model.figure import Flat, Table
from reglament.core.regulation.model.rule import TargetRule


@dataclass(frozen=True, slots=True)
class _Promise:
    """An amount with the cases it is the answer for; `calendar` is empty where none is asked."""

    rule: TargetRule
    cube: Cube
    amount: Amount
    calendar: str


def check_ladders(examined: Examined) -> None:
    """Every promise of the vendor against every other of its metric, along tiers and each ordered axis."""
    ladders = {name: tuple(axis.values) for name, axis in examined.regulation.axes.items() if axis.ordered}
    ladders[TIER] = tuple(reversed(examined.regulation.tiers))
    by_metric: dict[str, list[TargetRule]] = {}
    for rule in examined.regulation.of_kind(TargetRule):
        if rule.owed_by == "vendor":
            by_metric.setdefault(rule.metric, []).append(rule)
    for rules in by_metric.values():
        promises = [promise for rule in rules for promise in _promises(rule, examined)]
        told: set[tuple[str, str]] = set()
        for one, other in combinations(promises, 2):
            examined.effort.spend(1)
            if _alike(one, other) and (one.rule.id, other.rule.id) not in told:
                for fact, steps in ladders.items():
                    if _compare(one, other, fact, steps, examined):
                        told.add((one.rule.id, other.rule.id))
                        break


def _alike(one: _Promise, other: _Promise) -> bool:
    return (
        one.amount.kind is other.amount.kind
        and one.amount.count != other.amount.count
        and one.calendar == other.calendar
        and one.rule.starts == other.rule.starts
        and one.rule.strength == other.rule.strength
    )


def _compare(one: _Promise, other: _Promise, fact: str, steps: Sequence[str], examined: Examined) -> bool:
    """Whether the slower of two promises, alike in all but this fact, stands on the more urgent step."""
    slow, quick = (one, other) if one.amount.count > other.amount.count else (other, one)
    if fact not in slow.cube or fact not in quick.cube:
        return False
    beside = [
        {name: values for name, values in cube.items() if name != fact} for cube in (slow.cube, quick.cube)
    ]
    rest = meet(beside[0], beside[1], examined.effort)
    place = {value: at for at, value in enumerate(steps)}
    urgent = min((place[value] for value in slow.cube[fact] if value in place), default=len(steps))
    lesser = max((place[value] for value in quick.cube[fact] if value in place), default=-1)
    if rest is None or urgent >= lesser:
        return False
    places = (
        examined.places.rule(slow.rule.id, "within", steps[urgent]),
        examined.places.rule(quick.rule.id, "within", steps[lesser]),
    )
    examined.gathering.fault(
        "ladder/slower",
        *places,
        severity="warning",
        fact=fact,
        value=steps[urgent],
        amount=write_amount(slow.amount),
        other_value=steps[lesser],
        other_amount=write_amount(quick.amount),
    )
    return True


def _promises(rule: TargetRule, examined: Examined) -> Iterator[_Promise]:
    """What the rule promises to whom. A rule that speaks of all steps alike has none to compare."""
    if not isinstance(rule.within, Flat | Table):
        return
    for cube in examined.cubes_of(rule) or ():
        for here, amount in spoken(rule.within, cube, examined):
            if amount is not None:
                for part, calendar in _calendars(rule, here, amount, examined):
                    yield _Promise(rule, part, amount, calendar)


def _calendars(
    rule: TargetRule, cube: Cube, amount: Amount, examined: Examined
) -> Iterator[tuple[Cube, str]]:
    if amount.kind is AmountKind.CLOCK_TIME:
        yield cube, ""
        return
    tiers = examined.regulation.tiers
    for here, name in spoken(rule.on, cube, examined):
        if name != TIER:
            yield here, name or ""
            continue
        for tier in sorted(here.get(TIER, examined.domains[TIER]) - {ABSENT}):
            yield {**here, TIER: frozenset({tier})}, tiers[tier].calendar or ""
