"""When access ends: so long after the contract does, where a rule says so."""

from reglament.core.case.facts import Facts, holds
from reglament.core.contract.terms import Terms
from reglament.core.hours.due import due
from reglament.core.regulation.model.permission import AccessRule


def access_ends_at(terms: Terms, facts: Facts) -> int | None:
    """Give the moment, UTC seconds; None where the contract has no end or no rule speaks of it."""
    ends_at = _contract_ends_at(terms)
    if ends_at is None:
        return None
    for rule in terms.regulation.of_kind(AccessRule):
        hours = terms.calendars.get(rule.on)
        if hours is not None and holds(rule.condition, facts):
            return due(hours=hours, amount=rule.after, start=ends_at).due_at
    return None


def _contract_ends_at(terms: Terms) -> int | None:
    """Give the end of the last day, read in the home zone, or the revocation if that is sooner."""
    contract = terms.contract
    if contract is None:
        return None
    ends = [] if contract.until_on is None else [terms.home.instant(contract.until_on.toordinal() + 1, 0)]
    if contract.revoked_at is not None:
        ends.append(contract.revoked_at)
    return min(ends, default=None)
