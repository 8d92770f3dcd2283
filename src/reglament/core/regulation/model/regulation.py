"""A whole regulation: one edition, its declarations and its clauses in order."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from reglament.core.hours.calendar import Calendar
from reglament.core.regulation.model.declared import Axis, Counter, Field, Mark, Noun, Term, Tier
from reglament.core.regulation.model.permission import (
    AccessRule,
    CountRule,
    PermitRule,
    PoolRule,
    PublishRule,
    RankRule,
    RefuseRule,
    RegistrationRule,
    ReopenRule,
    RequireRule,
    RetainRule,
    SetRule,
    ShareRule,
    ValidityRule,
    WindowRule,
)
from reglament.core.regulation.model.rule import (
    ExcuseRule,
    ExtendRule,
    NoneRule,
    PauseRule,
    Reading,
    TargetRule,
)
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import Place

AnyRule = (
    TargetRule
    | PauseRule
    | NoneRule
    | ExtendRule
    | ExcuseRule
    | RefuseRule
    | RequireRule
    | SetRule
    | CountRule
    | PoolRule
    | ReopenRule
    | RankRule
    | PermitRule
    | WindowRule
    | ShareRule
    | AccessRule
    | PublishRule
    | RetainRule
    | ValidityRule
    | RegistrationRule
)

SomeRule = TypeVar("SomeRule")


@dataclass(frozen=True, slots=True)
class NamedCalendar:
    """A declared calendar, or an operation (`union`, `intersection`, `without`) on others. Zone `customer` is filled per contract."""

    calendar: Calendar | None
    operation: str | None
    operands: tuple[str, ...]
    replaceable: bool
    place: Place
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: number, text in our own words, and its rules; `prose` says why one without rules needs none.

    `carried_by`: ids of other clauses' rules and `calendar <name>`, where what this clause says is executed.
    """

    number: str
    title: Title | None
    text: str
    prose: str | None
    covers: tuple[str, ...]
    rules: tuple[AnyRule, ...]
    place: Place
    carried_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Regulation:
    """One edition of a regulation, typed. `digest`: SHA-256 (hex) of the file's bytes.

    `rules` finds a rule by its id, `of_kind` all rules of one kind in the file's order; both are derived from `clauses`.
    """

    name: str
    edition: str
    title: Title
    effective_on: date
    published_on: date | None
    zone: str
    languages: tuple[str, ...]
    calendars: dict[str, NamedCalendar]
    tiers: dict[str, Tier]
    axes: dict[str, Axis]
    roles: dict[str, Noun]
    channels: dict[str, Noun]
    fields: dict[str, Field]
    metrics: dict[str, Noun]
    marks: dict[str, Mark]
    pauses: dict[str, Noun]
    grounds: dict[str, Noun]
    counters: dict[str, Counter]
    terms: dict[str, Term]
    clauses: tuple[Clause, ...]
    digest: str
    rules: dict[str, AnyRule] = field(init=False, repr=False, compare=False)
    kinds: dict[type, tuple[Any, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        in_order = [rule for clause in self.clauses for rule in clause.rules]
        object.__setattr__(self, "rules", {rule.id: rule for rule in in_order})
        kinds = {
            kind: tuple(rule for rule in in_order if type(rule) is kind)
            for kind in {type(rule) for rule in in_order}
        }
        object.__setattr__(self, "kinds", kinds)

    def of_kind(self, kind: type[SomeRule]) -> tuple[SomeRule, ...]:
        return self.kinds.get(kind, ())
