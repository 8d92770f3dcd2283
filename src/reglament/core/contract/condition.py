"""Whether a condition holds. What it asks of the case or the contract comes through `Known`, so one walker serves both."""

from typing import Protocol

from reglament.core.regulation.model.condition import Condition


class Known(Protocol):
    """What conditions may ask. A case answers all of it, a contract alone its own part."""

    def fact(self, name: str) -> str | None:
        """Value of an axis, tier, channel, role, contract, status or product."""

    def option(self, term: str) -> tuple[str, ...]:
        """Values of a contract's option, the declared default where it sets none."""

    def is_marked(self, mark: str) -> bool: ...
    def given(self, name: str) -> str | None:
        """Value of a field."""

    def received_in(self, calendar: str) -> bool | None:
        """Whether the case arrived in the calendar's hours; None before there is a case."""

    def is_over(self, counter: str) -> bool: ...
    def has_left(self, counter: str) -> bool: ...


def holds(condition: Condition, known: Known) -> bool:
    """Say whether the condition holds of what is known."""
    raise NotImplementedError
