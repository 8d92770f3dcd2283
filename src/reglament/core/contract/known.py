"""What is known of a contract by itself: its tier, options, counters. The case's facts are built on the same answers."""

from dataclasses import dataclass

from reglament.core.contract.contract import Contract
from reglament.core.contract.limit import is_at_limit
from reglament.core.contract.standing import Standing
from reglament.core.contract.status import status_now, tags_in_force
from reglament.core.contract.terms import Terms
from reglament.core.hours.hours import Hours
from reglament.core.regulation.model.regulation import Regulation

TIER = "tier"


def tier_of(regulation: Regulation, contract: Contract | None, pinned: str | None = None) -> str | None:
    """Give the tier by its name in this edition: the contract's, else the one pinned, else the only one there is.

    A name the edition does not know is looked for among the earlier names of its tiers.
    """
    name = contract.tier if contract and contract.tier else pinned
    if name is None:
        return next(iter(regulation.tiers)) if len(regulation.tiers) == 1 else None
    if name in regulation.tiers:
        return name
    return next((tier for tier, declared in regulation.tiers.items() if name in declared.was), None)


def option_of(terms: Terms, term: str) -> tuple[str, ...]:
    """Give the values of a contract's option; where it sets none, the declared default; else nothing."""
    if terms.contract and term in terms.contract.terms:
        return terms.contract.terms[term]
    declared = terms.regulation.terms.get(term)
    return declared.default or () if declared else ()


def calendar_of(terms: Terms, name: str, tier: str | None) -> Hours | None:
    """Give a calendar by name; the name `tier` stands for the calendar of the tier served. None: nobody declared it."""
    if name == TIER:
        declared = terms.regulation.tiers.get(tier or "")
        name = declared.calendar or "" if declared else ""
    return terms.calendars.get(name)


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """Facts of a contract without a case: no marks, no fields, no arrival. `role` is the role an act gives somebody; `status` the contract's own."""

    terms: Terms
    standing: Standing | None
    at: int
    status: str
    role: str | None = None

    def fact(self, name: str) -> str | None:
        if name == TIER:
            return tier_of(self.terms.regulation, self.terms.contract)
        return {"contract": self.status, "role": self.role}.get(name)

    def option(self, term: str) -> tuple[str, ...]:
        return option_of(self.terms, term)

    def is_marked(self, _mark: str) -> bool:
        return False

    def given(self, _name: str) -> str | None:
        return None

    def received_in(self, _calendar: str) -> bool | None:
        return None

    def is_over(self, counter: str) -> bool:
        return is_at_limit(counter, self, terms=self.terms, standing=self.standing, at=self.at)

    def has_left(self, counter: str) -> bool:
        """By the contract itself, or by any certificate that is in force."""
        tags = tags_in_force(self.terms.contract, at=self.at, zone=self.terms.home)
        return any(has_left(self.standing, counter, tag) for tag in (None, *tags))


def has_left(standing: Standing | None, counter: str, certificate: str | None) -> bool:
    """Say whether a pool holds hours that no case has reserved, for a case with this certificate or with none."""
    pool = standing.pools.get(counter) if standing else None
    part = pool.of(certificate) if pool else None
    return part is not None and part.balance > sum(part.reserved.values())


def facts_of(terms: Terms, standing: Standing | None, at: int, role: str | None = None) -> ContractFacts:
    """Gather the facts of the contract in `terms` at `at` (UTC seconds)."""
    return ContractFacts(terms, standing, at, status_now(terms.contract, at=at, zone=terms.home), role)
