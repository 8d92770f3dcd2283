"""Shapes of the nouns a regulation declares, each fault naming the nearest known one; of any noun where none is at hand."""

from collections.abc import Callable, Iterable

from reglament.core.regulation.model.declared import Field, Term
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.shape.base import Shape
from reglament.core.regulation.shape.choice import words
from reglament.core.regulation.shape.many import OneOrMany
from reglament.core.regulation.shape.scalar import text

STRANGER = "stranger"
PARTIES = ("staff", "customer", "system", "channel", "timer", "third party")


class Nouns:
    """The declared nouns of one regulation as shapes; without a regulation every word is let in (for the JSON Schema)."""

    def __init__(self, regulation: Regulation | None) -> None:
        self._regulation = regulation

    @property
    def known(self) -> bool:
        """Whether there is a regulation whose nouns are meant."""
        return self._regulation is not None

    def _declared(self, names: Callable[[Regulation], Iterable[str]], wanted: str) -> Shape[str]:
        if self._regulation is None:
            return text(wanted=wanted, says=f"a declared {wanted}")
        return words(*names(self._regulation))

    def channel(self) -> Shape[str]:
        return self._declared(lambda regulation: regulation.channels, "channel")

    def role(self) -> Shape[str]:
        return self._declared(lambda regulation: (*regulation.roles, STRANGER), "role")

    def who(self) -> Shape[str]:
        """A party or a declared role."""
        return self._declared(lambda regulation: (*PARTIES, *regulation.roles, STRANGER), "party or role")

    def mark(self) -> Shape[str]:
        return self._declared(lambda regulation: regulation.marks, "mark")

    def reason(self) -> Shape[str]:
        return self._declared(lambda regulation: regulation.pauses, "pause reason")

    def ground(self) -> Shape[str]:
        return self._declared(lambda regulation: regulation.grounds, "ground")

    def metric(self) -> Shape[str]:
        return self._declared(lambda regulation: regulation.metrics, "metric")

    def tier(self) -> Shape[str]:
        return self._declared(lambda regulation: regulation.tiers, "tier")

    def tier_of_a_contract(self) -> Shape[str]:
        """A tier by its name now or by an earlier one: contracts are older than editions."""
        return self._declared(_tiers_ever, "tier")

    def field(self) -> Shape[str]:
        return self._declared(lambda regulation: regulation.fields, "field")

    def calendar(self) -> Shape[str]:
        return self._declared(lambda regulation: regulation.calendars, "calendar")

    def pool(self) -> Shape[str]:
        return self._declared(lambda _: self.pools(), "counter of hours")

    def pools(self) -> tuple[str, ...]:
        """Counters of hours."""
        counters = self._regulation.counters if self._regulation else {}
        return tuple(name for name, counter in counters.items() if counter.of == "hours")

    def first_tier(self) -> str | None:
        return next(iter(self._regulation.tiers), None) if self._regulation else None

    def first_role(self) -> str:
        """Who writes when a story does not say."""
        return next(iter(self._regulation.roles), STRANGER) if self._regulation else STRANGER

    def axes(self) -> dict[str, Shape[str]]:
        """A shape for every axis: one of its values."""
        axes = self._regulation.axes if self._regulation else {}
        return {name: words(*axis.values) for name, axis in axes.items()}

    def metrics(self) -> tuple[str, ...]:
        return tuple(self._regulation.metrics) if self._regulation else ()

    def term_values(self) -> dict[str, Shape[object]]:
        """A shape for every declared option of a contract."""
        terms = self._regulation.terms if self._regulation else {}
        return {name: _term(name, term) for name, term in terms.items()}

    def field_values(self) -> dict[str, Shape[str]]:
        """A shape for every declared field."""
        fields = self._regulation.fields if self._regulation else {}
        return {name: _field(name, field) for name, field in fields.items()}


def _tiers_ever(regulation: Regulation) -> Iterable[str]:
    return (*regulation.tiers, *(name for tier in regulation.tiers.values() for name in tier.was))


def _field(name: str, field: Field) -> Shape[str]:
    if field.kind == "choice":
        return words(*field.values)
    if field.kind == "yes no":
        return words("yes", "no")
    return text(wanted=name)


def _term(name: str, term: Term) -> Shape[object]:
    if term.kind == "yes no":
        return words("yes", "no")
    if term.kind == "number":
        return text(wanted=name)
    return OneOrMany(words(*term.values))
