"""When access ends after a contract's end."""

from datetime import date

from reglament.core.contract.condition import holds
from reglament.core.contract.contract import Contract
from reglament.core.contract.known import facts_of, tier_of
from reglament.core.contract.terms import Terms
from reglament.core.hours.amount import TIME_KINDS
from reglament.core.hours.due import due
from reglament.core.hours.hours import Hours
from reglament.core.regulation.model.permission import AccessRule

TIER = "tier"


def access_ends_at(terms: Terms, *, at: int) -> int | None:
    """Give the moment (UTC seconds) at which access ends, by the first access rule that applies to the contract at `at`.

    Counted from the end of the contract's last day in the home zone, or from its revocation. None: no rule, or no end.
    Raises CalendarExhausted where no answer lies within 100 years.
    """
    ended_at = _ended_at(terms.contract, terms)
    if ended_at is None:
        return None
    seen = facts_of(terms, None, at)
    for rule in terms.regulation.of_kind(AccessRule):
        hours = _hours(rule.on, terms)
        if hours is not None and holds(rule.condition, seen):
            # Days are counted from the day after the contract's last one, to which its very end no longer belongs.
            start = ended_at if rule.after.kind in TIME_KINDS else ended_at - 1
            return due(hours=hours, amount=rule.after, start=start).due_at
    return None


def _ended_at(contract: Contract | None, terms: Terms) -> int | None:
    if contract is None:
        return None
    last = _last_day(contract)
    ends = [] if last is None else [terms.home.instant(last.toordinal() + 1, 0)]
    return min([*ends, *([] if contract.revoked_at is None else [contract.revoked_at])], default=None)


def _last_day(contract: Contract) -> date | None:
    if contract.until_on is not None or contract.from_on is not None or not contract.certificates:
        return contract.until_on
    return max(certificate.until_on for certificate in contract.certificates)


def _hours(name: str, terms: Terms) -> Hours | None:
    if name == TIER:
        tier = terms.regulation.tiers.get(tier_of(terms.regulation, terms.contract) or "")
        name = tier.calendar or "" if tier else ""
    return terms.calendars.get(name)
