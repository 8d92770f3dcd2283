"""When access ends after a contract's end, and by which rule."""

from dataclasses import replace
from datetime import date

from reglament.core.contract.condition import holds
from reglament.core.contract.contract import Contract
from reglament.core.contract.known import calendar_of, facts_of, tier_of
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.hours.amount import TIME_KINDS
from reglament.core.hours.due import due
from reglament.core.regulation.model.permission import AccessRule


def access_ends_at(terms: Terms, *, standing: Standing | None, at: int) -> int | None:
    """Give the moment (UTC seconds) at which access ends; see `end_of_access`."""
    found = end_of_access(terms, standing=standing, at=at)
    return found[0] if found else None


def end_of_access(terms: Terms, *, standing: Standing | None, at: int) -> tuple[int, AccessRule] | None:
    """Give the moment (UTC seconds) at which access ends, and the first access rule that applies at `at`, which says so.

    The contract is the one in force by the standing: a renewed one gives access back, whatever text a case was received
    under. Counted from the end of its last day in the home zone, or from its revocation. None: no rule, or no end.
    Raises CalendarExhausted where no answer lies within 100 years.
    """
    if standing is not None and standing.contract is not None:
        terms = replace(terms, contract=standing.contract)
    end = _end(terms.contract, terms)
    if end is None:
        return None
    ended_at, last_moment = end
    seen = facts_of(terms, standing, at)
    tier = tier_of(terms.regulation, terms.contract)
    for rule in terms.regulation.of_kind(AccessRule):
        hours = calendar_of(terms, rule.on, tier)
        if hours is not None and holds(rule.condition, seen):
            start = ended_at if rule.after.kind in TIME_KINDS else last_moment
            ends_at = due(hours=hours, amount=rule.after, start=start).due_at
            return None if ends_at is None else (ends_at, rule)
    return None


def _end(contract: Contract | None, terms: Terms) -> tuple[int, int] | None:
    """The moment of the end, and one on its day: the very end of a day no longer belongs to it, but days count from it."""
    if contract is None:
        return None
    last = _last_day(contract)
    midnight = None if last is None else terms.home.instant(last.toordinal() + 1, 0)
    if contract.revoked_at is not None and (midnight is None or contract.revoked_at < midnight):
        return contract.revoked_at, contract.revoked_at
    return None if midnight is None else (midnight, midnight - 1)


def _last_day(contract: Contract) -> date | None:
    if contract.until_on is not None or contract.from_on is not None or not contract.certificates:
        return contract.until_on
    days = [certificate.until_on for certificate in contract.certificates]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None
