"""Charge: hours leave the pool for the whole case, rounded once; below zero only on a recorded ground."""

from reglament.core.case.act import Charge
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.pool import account_of, settle_hours, total_of
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation


def charge(act: Charge, now: Situation) -> Answer:
    """Charge what the case costs so far. Work logged afterwards is charged as the difference, never the same hour twice."""
    no = not_staff(now.by, "charge")
    if no:
        return no
    account = account_of(now)
    if account is None:
        return deny("charge/no-pool")
    if now.state.charged is not None and now.state.charged >= total_of(now, account):
        return deny("charge/already", account.rule, charged=now.state.charged)
    settled = settle_hours(now, account, act.ground)
    if isinstance(settled, Refused):
        return settled
    return Accepted((settled.event,), contract=settled.contract)
