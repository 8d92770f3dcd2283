"""A regulation's clocks sorted once by metric: its rules, their precedence, what they ask about, and the pauses that stop it."""

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
from reglament.core.regulation.model.figure import Row, Table
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import NoneRule, OfTheContract, PauseRule, TargetRule

Rows: TypeAlias = dict[tuple[str | None, ...], Row[Amount]]


@dataclass(frozen=True, slots=True)
class MetricPlan:
    """Everything that speaks of one metric. `candidates` stand in the order of the file; `beats` is closed transitively.

    `axes` are the retroactive axes that some rule asks about; `from_change` those that act from their change;
    `marks` include marks that withdraw one asked about; `changes`: some fact asked about may change otherwise than by a retroactive
    axis. `exact` finds the row of a rule's table that names every fact as it is.
    """

    metric: str
    candidates: tuple[TargetRule | NoneRule, ...]
    beats: dict[str, frozenset[str]]
    axes: frozenset[str]
    from_change: frozenset[str]
    marks: frozenset[str]
    fields: frozenset[str]
    status: bool
    changes: bool
    pauses: frozenset[str]
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
    return tuple(_of_metric(regulation, metric) for metric in regulation.metrics if metric in with_rules)


def _of_metric(regulation: Regulation, metric: str) -> MetricPlan:
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
    return MetricPlan(
        metric=metric,
        candidates=candidates,
        beats={rule.id: _closure(regulation, rule.id) for rule in candidates},
        axes=frozenset(axes) - from_change,
        from_change=from_change,
        marks=frozenset(_with_withdrawing(regulation, marks)),
        fields=fields,
        status="status" in facts,
        changes=bool(from_change or marks or fields or "status" in facts),
        pauses=frozenset(rule.id for rule in regulation.of_kind(PauseRule) if metric in rule.stops),
        exact={
            rule.id: {row.keys: row for row in reversed(rule.within.rows) if ELSE not in row.keys}
            for rule in candidates
            if isinstance(rule, TargetRule) and isinstance(rule.within, Table)
        },
    )


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
