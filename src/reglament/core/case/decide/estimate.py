"""Estimate: approximate hours are announced for a charged case; a new estimate replaces the former until it is accepted."""

from reglament.core.case.act import Estimate
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.pool import account_of
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Estimated


def estimate(act: Estimate, now: Situation) -> Answer:
    """Announce hours. More than the pool has free is no bar, only a caution: the customer may buy more."""
    no = not_staff(now.by, "estimate")
    if no:
        return no
    account = account_of(now)
    if account is None or not account.charged:
        return deny("estimate/not-charged", account.rule if account else None)
    if act.seconds <= 0:
        return deny("estimate/nothing", account.rule)
    short = act.seconds > account.free_for(now.case)
    return Accepted((Estimated(act.seconds, act.term),), cautions=("estimate/over-balance",) if short else ())
