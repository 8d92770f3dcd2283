"""Conditions as cubes: the classes of cases for which a condition holds."""

from collections.abc import Iterable

from reglament.core.regulation.check.cube import Cube, meet
from reglament.core.regulation.check.domain import ABSENT, NO, YES, Domains
from reglament.core.regulation.check.effort import Effort
from reglament.core.regulation.model.condition import (
    AllOf,
    AnyOf,
    Condition,
    FieldIs,
    Has,
    Is,
    Lacks,
    Left,
    Marked,
    Not,
    Over,
    Received,
    TermIs,
)
from reglament.core.regulation.model.regulation import Regulation

MOST_CUBES = 128


class Tangled(Exception):  # noqa: N818 - named for what happened
    """A condition falls into more classes than a check can look at."""


class Solver:
    """Gives the cubes of conditions; together they are exactly the cases for which the condition can hold."""

    def __init__(self, regulation: Regulation, domains: Domains, effort: Effort) -> None:
        self._regulation = regulation
        self._domains = domains
        self._effort = effort

    def cubes(self, condition: Condition) -> tuple[Cube, ...]:
        """The classes for which the condition holds; none where it never can. Raises Tangled, Spent."""
        return self._classes(condition, holds=True)

    def _classes(self, condition: Condition, *, holds: bool) -> tuple[Cube, ...]:
        match condition:
            case Not(condition=part):
                return self._classes(part, holds=not holds)
            case AllOf(conditions=parts):
                return self._all(parts, holds=holds) if holds else self._any(parts, holds=holds)
            case AnyOf(conditions=parts):
                return self._any(parts, holds=holds) if holds else self._all(parts, holds=holds)
            case Has(fields=names):
                return self._given(names, every=holds)
            case Lacks(fields=names):
                return self._given(names, every=not holds)
            case Marked(marks=marks):
                return self._flags([f"marked:{mark}" for mark in marks], holds=holds)
            case TermIs():
                return self._term(condition, holds=holds)
            case _:
                return self._one(*_fact_of(condition), holds=holds)

    def _all(self, parts: Iterable[Condition], *, holds: bool) -> tuple[Cube, ...]:
        found: tuple[Cube, ...] = ({},)
        for part in parts:
            cubes = self._classes(part, holds=holds)
            met = (meet(one, other, self._effort) for one in found for other in cubes)
            found = self._limited(cube for cube in met if cube is not None)
        return found

    def _any(self, parts: Iterable[Condition], *, holds: bool) -> tuple[Cube, ...]:
        return self._limited(cube for part in parts for cube in self._classes(part, holds=holds))

    def _one(self, fact: str, values: frozenset[str], *, holds: bool) -> tuple[Cube, ...]:
        known = self._domains[fact]
        self._effort.spend(len(values) if holds else len(known))
        kept = known & values if holds else known - values
        return ({fact: kept},) if kept else ()

    def _given(self, names: Iterable[str], *, every: bool) -> tuple[Cube, ...]:
        there = {f"field:{name}": self._domains[f"field:{name}"] - {ABSENT} for name in names}
        return (there,) if every else tuple({fact: frozenset({ABSENT})} for fact in there)

    def _flags(self, facts: list[str], *, holds: bool) -> tuple[Cube, ...]:
        if holds:
            return tuple({fact: frozenset({YES})} for fact in facts)
        return ({fact: frozenset({NO}) for fact in facts},)

    def _limited(self, cubes: Iterable[Cube]) -> tuple[Cube, ...]:
        found: list[Cube] = []
        for cube in cubes:
            self._effort.spend(1 + len(found))
            if cube not in found:
                found.append(cube)
            if len(found) > MOST_CUBES:
                raise Tangled
        return tuple(found)

    def _term(self, test: TermIs, *, holds: bool) -> tuple[Cube, ...]:
        declared = self._regulation.terms.get(test.term)
        if declared is not None and declared.kind == "list":
            return self._flags([f"term:{test.term}:{value}" for value in test.values], holds=holds)
        return self._one(f"term:{test.term}", frozenset(test.values), holds=holds)


def _fact_of(test: Is | FieldIs | Received | Over | Left) -> tuple[str, frozenset[str]]:
    match test:
        case Is(fact=fact, values=values):
            return fact, frozenset(values)
        case FieldIs(field=name, values=values):
            return f"field:{name}", frozenset(values)
        case Received(calendar=name, inside=inside):
            return f"received during:{name}", frozenset({YES if inside else NO})
        case Over(counter=name):
            return f"over:{name}", frozenset({YES})
        case Left(counter=name):
            return f"left:{name}", frozenset({YES})
