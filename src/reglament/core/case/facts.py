"""What conditions look at: the case as folded, the contract, its counters, and the regulation's defaults."""

from typing import NamedTuple

from reglament.core.case.state import CaseState
from reglament.core.contract.condition import holds
from reglament.core.contract.known import calendar_of, has_left, option_of, tier_of
from reglament.core.contract.limit import is_at_limit
from reglament.core.contract.standing import Standing
from reglament.core.contract.status import status_now
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.permission import ValidityRule

__all__ = ["Facts", "facts", "holds"]


class Facts(NamedTuple):
    """Facts of one case at `at`. `contract`: its status at the moment the regulation looks at it; `tier`: the one served."""

    terms: Terms
    state: CaseState
    standing: Standing | None
    at: int
    tier: str | None
    contract: str

    def fact(self, name: str) -> str | None:
        """Give the value of an axis, or of one of the words every regulation has."""
        value = self.state.axes.get(name)
        if value is not None:
            return value
        if name == "tier":
            return self.tier
        if name == "contract":
            return self.contract
        if name == "status":
            return self.state.status
        received = self.state.received
        if received is None:
            return None
        if name == "channel":
            return received.channel
        if name == "role":
            return received.role
        return received.product if name == "product" else None

    def option(self, term: str) -> tuple[str, ...]:
        return option_of(self.terms, term)

    def is_marked(self, mark: str) -> bool:
        return mark in self.state.marks

    def given(self, name: str) -> str | None:
        return self.state.fields.get(name)

    def received_in(self, calendar: str) -> bool | None:
        """Say whether the case arrived in the calendar's hours; None before its receipt and of a calendar nobody declared."""
        hours = calendar_of(self.terms, calendar, self.tier)
        received_at = self.state.received_at
        return None if hours is None or received_at is None else hours.is_open(received_at)

    def is_over(self, counter: str) -> bool:
        # Whether a limit applies may not hang on a counter in turn: a circle of limits would never end.
        plain = self._replace(standing=None)
        return is_at_limit(counter, plain, terms=self.terms, standing=self.standing, at=self.at)

    def has_left(self, counter: str) -> bool:
        """By the certificate the case came with, if that was in force; else by the contract itself."""
        certificate = self.state.certificate
        entitled = certificate is None or self.state.contract == "valid"
        return entitled and has_left(self.standing, counter, certificate)


def facts(*, terms: Terms, state: CaseState, standing: Standing | None, at: int) -> Facts:
    """Gather the facts of a case at `at` (UTC seconds); `standing` None: no counter is over, no pool has hours."""
    pinned = state.received.pinned.tier if state.received else None
    tier = tier_of(terms.regulation, terms.contract, pinned)
    contract = state.contract or status_now(terms.contract, at=at, zone=terms.home)
    seen = Facts(terms, state, standing, at, tier, contract)
    return _looked_at_later(seen) if state.looked_at else seen


def _looked_at_later(seen: Facts) -> Facts:
    """Look at the contract again where a rule that applies says so; the first such rule speaks."""
    for rule in seen.terms.regulation.of_kind(ValidityRule):
        at = seen.state.looked_at.get(rule.id)
        if at is not None and holds(rule.condition, seen):
            return seen._replace(contract=status_now(seen.terms.contract, at=at, zone=seen.terms.home))
    return seen
