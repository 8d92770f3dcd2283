"""Conditions: what must be true of a case for a rule to apply. Evaluated in core.case, never here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Is:
    """A fact (an axis, tier, channel, role, contract, status, product) has one of these values."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """Any of these marks has been recorded and not withdrawn."""

    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """All of these fields have been given."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lacks:
    """At least one of these fields is missing."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldIs:
    """A field has one of these values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermIs:
    """A contract's option has (a list option: holds) one of these values."""

    term: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """The case arrived while this calendar was open (`inside`) or closed."""

    calendar: str
    inside: bool


@dataclass(frozen=True, slots=True)
class Over:
    """A counter has reached its limit."""

    counter: str


@dataclass(frozen=True, slots=True)
class Left:
    """A pool has hours left."""

    counter: str


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every condition holds; an empty one always does."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one condition holds."""

    conditions: tuple[Condition, ...]


Condition = Is | Marked | Has | Lacks | FieldIs | TermIs | Received | Over | Left | Not | AllOf | AnyOf

ALWAYS: Condition = AllOf(())
