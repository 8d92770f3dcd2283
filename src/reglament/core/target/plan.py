"""A regulation's clocks sorted once by metric: its rules, their precedence, what they ask about, and the pauses that stop it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from reglament.core.contract.row import ELSE
from reglament.core.hours.amount import Amount
from reglament.core.regulation.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FieldIs,
    Has,
    Is,
    Lacks,
    Marked,
    Not,
)
from reglament.core.regulation.model.figure import Table
from reglament.core.regulation.model.happening import Happening
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import NoneRule, OfTheContract, PauseRule, TargetRule

Candidate: TypeAlias = TargetRule | NoneRule
Asked: TypeAlias = tuple[tuple[Candidate, Condition | None], ...]
"""Rules, each with what of its condition is still to be asked; None: nothing, it applies."""

Cells: TypeAlias = tuple[tuple[str, str], ...]
"""Facts of a table row: (fact, key of the row), `else` as written."""

Rows: TypeAlias = dict[tuple[str | None, ...], tuple[Amount | None, Cells]]
"""Keys of a row that names every fact as it is → its value and facts."""


@dataclass(frozen=True, slots=True)
class MetricPlan:
    """Everything that speaks of one metric. `candidates` stand in the order of the file; those that a value of the
    `deciding` fact does not rule out are in `by_value`, or in `otherwise` for a value that no rule demands. `beats` is transitive.

    `axes` are the retroactive axes that some rule asks about; `from_change` those that act from their change;
    `marks` include marks that withdraw one asked about; `changes`: some fact asked about may change otherwise than by a retroactive
    axis. `exact` holds the rows of a rule's table that need no `else`; `numbers` are those of
    happenings by identity, the same for equal ones.
    """

    metric: str
    candidates: tuple[Candidate, ...]
    deciding: str
    by_value: dict[str | None, Asked]
    otherwise: Asked
    beats: dict[str, frozenset[str]]
    axes: frozenset[str]
    axes_by_default: dict[str, str | None]
    from_change: frozenset[str]
    marks: frozenset[str]
    fields: frozenset[str]
    status: bool
    changes: bool
    pauses: frozenset[str]
    numbers: dict[int, int]
    exact: dict[str, Rows]


class _Itself:
    """A regulation as a cache key: the same object, not an equal one; two drafts may share a digest."""

    __slots__ = ("regulation",)

    def __init__(self, regulation: Regulation) -> None:
        self.regulation = regulation

    def __hash__(self) -> int:
        return id(self.regulation)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.regulation is other.regulation


def plan(regulation: Regulation) -> tuple[MetricPlan, ...]:
    """Give the plan of each metric that has a target rule, in the order in which the file declares metrics."""
    return _plan(_Itself(regulation))


@lru_cache(maxsize=64)
def _plan(key: _Itself) -> tuple[MetricPlan, ...]:
    regulation = key.regulation
    with_rules = {rule.metric for rule in regulation.of_kind(TargetRule)}
    numbers = _numbers(regulation)
    return tuple(
        _of_metric(regulation, metric, numbers) for metric in regulation.metrics if metric in with_rules
    )


def _numbers(regulation: Regulation) -> dict[int, int]:
    """Number the happenings of the target rules, equal ones alike. The regulation is kept, so no identity is used twice."""
    seen: dict[Happening, int] = {}
    found: dict[int, int] = {}
    for rule in regulation.of_kind(TargetRule):
        for happening in (rule.starts, rule.met_by, rule.cancelled_by):
            if happening is not None:
                found[id(happening)] = seen.setdefault(happening, len(seen))
    return found


def _of_metric(regulation: Regulation, metric: str, numbers: dict[int, int]) -> MetricPlan:
    in_order = [rule for clause in regulation.clauses for rule in clause.rules]
    candidates = tuple(
        rule
        for rule in in_order
        if (isinstance(rule, TargetRule) and rule.metric == metric)
        or (isinstance(rule, NoneRule) and metric in rule.metrics)
    )
    asked = [part for rule in candidates for part in _parts(rule.condition)]
    facts = {part.fact for part in asked if isinstance(part, Is)}
    facts.update(
        name for rule in candidates if isinstance(rule, TargetRule) for name in _columns(regulation, rule)
    )
    axes = {name for name in facts if name in regulation.axes}
    marks = {mark for part in asked if isinstance(part, Marked) for mark in part.marks}
    from_change = frozenset(name for name in axes if regulation.axes[name].from_the_change)
    fields = frozenset(_fields(asked))
    deciding, by_value = _sorted_by_fact(candidates)
    return MetricPlan(
        metric=metric,
        candidates=candidates,
        deciding=deciding,
        by_value=by_value,
        otherwise=_left_by(candidates, deciding, None),
        beats={rule.id: _closure(regulation, rule.id) for rule in candidates},
        axes=frozenset(axes) - from_change,
        axes_by_default={name: regulation.axes[name].default for name in axes if name not in from_change},
        from_change=from_change,
        marks=frozenset(_with_withdrawing(regulation, marks)),
        fields=fields,
        status="status" in facts,
        changes=bool(from_change or marks or fields or "status" in facts),
        pauses=frozenset(rule.id for rule in regulation.of_kind(PauseRule) if metric in rule.stops),
        numbers=numbers,
        exact={
            rule.id: _exact(rule.within)
            for rule in candidates
            if isinstance(rule, TargetRule) and isinstance(rule.within, Table)
        },
    )


def _exact(table: Table[Amount]) -> Rows:
    return {
        row.keys: (row.value, tuple(zip(table.by, row.keys, strict=True)))
        for row in reversed(table.rows)
        if ELSE not in row.keys
    }


def _sorted_by_fact(candidates: tuple[Candidate, ...]) -> tuple[str, dict[str | None, Asked]]:
    """Find the fact that most rules demand a value of, and which rules each of its values leaves."""
    demands = [part for rule in candidates for part in _joined(rule.condition) if isinstance(part, Is)]
    if not demands:
        return "", {}
    deciding = Counter(part.fact for part in demands).most_common(1)[0][0]
    values = {value for part in demands if part.fact == deciding for value in part.values}
    return deciding, {value: _left_by(candidates, deciding, value) for value in values}


def _left_by(candidates: tuple[Candidate, ...], fact: str, value: str | None) -> Asked:
    """Give the rules that a value of a fact leaves; None: one that no rule demands."""
    found: list[tuple[Candidate, Condition | None]] = []
    for rule in candidates:
        parts = _joined(rule.condition)
        if all(value in part.values for part in parts if isinstance(part, Is) and part.fact == fact):
            rest = tuple(part for part in parts if not (isinstance(part, Is) and part.fact == fact))
            found.append((rule, rest[0] if len(rest) == 1 else AllOf(rest) if rest else None))
    return tuple(found)


def _joined(condition: Condition) -> tuple[Condition, ...]:
    """Give the parts that must all hold."""
    return condition.conditions if isinstance(condition, AllOf) else (condition,)


def _parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    if isinstance(condition, Not):
        yield from _parts(condition.condition)
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.conditions:
            yield from _parts(part)


def _fields(asked: list[Condition]) -> Iterator[str]:
    for part in asked:
        if isinstance(part, FieldIs):
            yield part.field
        elif isinstance(part, Has | Lacks):
            yield from part.fields


def _columns(regulation: Regulation, rule: TargetRule) -> Iterator[str]:
    """Name the facts a rule's figures are tables by; a contract may bring a table by any axis."""
    if isinstance(rule.within, OfTheContract):
        yield from regulation.axes
    for figure in (rule.within, rule.on):
        if isinstance(figure, Table):
            yield from figure.by


def _closure(regulation: Regulation, rule_id: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = [rule_id]
    while waiting:
        rule = regulation.rules.get(waiting.pop())
        for weaker in rule.overrides if rule else ():
            if weaker not in found and weaker != rule_id:
                found.add(weaker)
                waiting.append(weaker)
    return frozenset(found)


def _with_withdrawing(regulation: Regulation, marks: set[str]) -> set[str]:
    found: set[str] = set()
    waiting = sorted(marks)
    while waiting:
        mark = waiting.pop()
        if mark in found:
            continue
        found.add(mark)
        declared = regulation.marks.get(mark)
        if declared and declared.withdrawn_by:
            waiting.append(declared.withdrawn_by)
    return found
