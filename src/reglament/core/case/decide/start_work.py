"""Start work: work begins; where hours are charged, not before the estimate is accepted."""

from reglament.core.case.act import StartWork
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.pool import account_of
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import WorkStarted


def start_work(act: StartWork, now: Situation) -> Answer:
    del act
    return not_staff(now.by, "start work") or not_accepted(now) or Accepted((WorkStarted(),))


def not_accepted(now: Situation) -> Refused | None:
    """Say no to work on a charged case whose hours nobody accepted."""
    account = account_of(now)
    if account and account.charged and account.rule.estimate_needed and now.state.accepted_seconds is None:
        return deny("work/not-accepted", account.rule)
    return None
