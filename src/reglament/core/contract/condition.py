"""Whether a condition holds. What it asks of the case or the contract comes through `Known`, so one walker serves both."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

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


class Known(Protocol):
    """What conditions may ask. A case answers all of it, a contract alone its own part."""

    def fact(self, name: str, /) -> str | None:
        """Value of an axis, tier, channel, role, contract, status or product."""

    def option(self, term: str, /) -> tuple[str, ...]:
        """Values of a contract's option, the declared default where it sets none."""

    def is_marked(self, mark: str, /) -> bool: ...

    def given(self, name: str, /) -> str | None:
        """Value of a field."""

    def received_in(self, calendar: str, /) -> bool | None:
        """Whether the case arrived in the calendar's hours; None before there is a case."""

    def is_over(self, counter: str, /) -> bool: ...

    def has_left(self, counter: str, /) -> bool: ...


def holds(condition: Condition, known: Known) -> bool:
    """Say whether the condition holds of what is known. What is not known has no value, so no test on it holds."""
    return _TESTS[type(condition)](condition, known)


def _is(test: Is, known: Known) -> bool:
    return known.fact(test.fact) in test.values


def _marked(test: Marked, known: Known) -> bool:
    return any(known.is_marked(mark) for mark in test.marks)


def _has(test: Has, known: Known) -> bool:
    return all(known.given(name) is not None for name in test.fields)


def _lacks(test: Lacks, known: Known) -> bool:
    return any(known.given(name) is None for name in test.fields)


def _field_is(test: FieldIs, known: Known) -> bool:
    return known.given(test.field) in test.values


def _term_is(test: TermIs, known: Known) -> bool:
    return any(value in test.values for value in known.option(test.term))


def _received(test: Received, known: Known) -> bool:
    return known.received_in(test.calendar) is test.inside


def _over(test: Over, known: Known) -> bool:
    return known.is_over(test.counter)


def _left(test: Left, known: Known) -> bool:
    return known.has_left(test.counter)


def _not(test: Not, known: Known) -> bool:
    return not _TESTS[type(test.condition)](test.condition, known)


def _all_of(test: AllOf, known: Known) -> bool:
    return all(_TESTS[type(part)](part, known) for part in test.conditions)


def _any_of(test: AnyOf, known: Known) -> bool:
    return any(_TESTS[type(part)](part, known) for part in test.conditions)


_TESTS: Mapping[type, Callable[[Any, Known], bool]] = {
    Is: _is,
    Marked: _marked,
    Has: _has,
    Lacks: _lacks,
    FieldIs: _field_is,
    TermIs: _term_is,
    Received: _received,
    Over: _over,
    Left: _left,
    Not: _not,
    AllOf: _all_of,
    AnyOf: _any_of,
}
