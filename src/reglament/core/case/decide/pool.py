"""Hours bought: which pool a case draws on, what it is charged in the end, and what the balance forbids."""

from dataclasses import dataclass, replace

from reglament.core.case.answer import Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.draft import Draft, caution, follow
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Charged
from reglament.core.case.facts import holds
from reglament.core.contract.event import CaseEnded, ContractEvent, HoursCharged, HoursReserved
from reglament.core.contract.standing import Pool
from reglament.core.regulation.model.permission import PoolRule


@dataclass(frozen=True, slots=True)
class Account:
    """The pool a case stands under and whether such a case is `charged` for; one that is not is reported with nothing."""

    rule: PoolRule
    pool: Pool
    charged: bool

    def free_for(self, case: str) -> int:
        """Seconds neither charged nor set aside for another case."""
        others = sum(seconds for name, seconds in self.pool.reserved.items() if name != case)
        return self.pool.balance - others


@dataclass(frozen=True, slots=True)
class Settled:
    """A charge that can be made: its event and what the contract's stream gets."""

    event: Charged
    contract: tuple[ContractEvent, ...]


def account_of(now: Situation) -> Account | None:
    """Find the pool of the case: a rule that charges it before one that does not; none where the contract has no such pool."""
    seen = now.facts()
    found: Account | None = None
    for rule in applying(now.regulation.of_kind(PoolRule), seen):
        whole = now.standing.pools.get(rule.counter)
        if whole is None:
            continue
        pool = _spendable(whole.of(now.state.certificate), now)
        if holds(rule.charged, seen):
            return Account(rule, pool, charged=True)
        found = found or Account(rule, pool, charged=False)
    return found


def _spendable(pool: Pool, now: Situation) -> Pool:
    """What a certificate still holds is spent by nobody whose case did not come while it was in force."""
    if now.state.certificate is None or now.state.contract == "valid":
        return pool
    return replace(pool, granted=pool.charged - pool.refunded)


def rounded(seconds: int, step: int) -> int:
    """Round up to whole steps: once for the whole case, never per entry of work."""
    step = max(1, step)
    return -(-seconds // step) * step


def settle_hours(now: Situation, account: Account, ground: str | None) -> Settled | Refused:
    """Charge what the whole case costs less what it was charged before; below zero only as the rule allows."""
    rule, pool = account.rule, account.pool
    spent = now.state.logged
    due = max(0, total_of(now, account) - (now.state.charged or 0))
    left = pool.balance - due
    if due and left < 0:
        if not rule.below_zero_with_ground:
            return deny("charge/over-balance", rule, needed=due, left=pool.balance)
        if not ground:
            return deny("charge/ground-missing", rule, needed=due, left=pool.balance)
    event = Charged(rule.counter, spent, due, left, ground)
    touched = due or now.case in pool.reserved
    return Settled(
        event, (HoursCharged(now.case, rule.counter, due, now.state.certificate),) if touched else ()
    )


def charge_when_due(draft: Draft) -> Draft | Refused:
    """Charge the case if that which charges it has just happened.

    Staff are refused where the balance does not allow it: they can record a ground first. Nobody else is kept from closing
    by it; the charge then stays open and staff see it.
    """
    account = account_of(draft.now)
    if account is None or not draft.happened(account.rule.charged_at):
        return draft
    if draft.now.state.charged is not None and draft.now.state.charged >= total_of(draft.now, account):
        return draft
    settled = settle_hours(draft.now, account, None)
    if isinstance(settled, Refused):
        return settled if draft.before.by.party == "staff" else caution(draft, "charge/pending")
    return follow(draft, settled.event, contract=settled.contract)


def total_of(now: Situation, account: Account) -> int:
    """What the whole case costs by the work logged so far, seconds."""
    return rounded(now.state.logged, account.rule.round_to) if account.charged else 0


def leave_books(draft: Draft) -> Draft:
    """A case that has just ended gives its places back, and what was set aside for it unless a charge is still to come."""
    now = draft.now
    if draft.is_live or now.case not in now.standing.cases:
        return draft
    events: list[ContractEvent] = [CaseEnded(now.case)]
    if "charge/pending" not in draft.answer.cautions:
        charged = {event.counter for event in draft.answer.contract if isinstance(event, HoursCharged)}
        events += [
            HoursReserved(now.case, counter, 0)
            for counter, pool in now.standing.pools.items()
            if pool.reserved.get(now.case) and counter not in charged
        ]
    return follow(draft, contract=tuple(events))
