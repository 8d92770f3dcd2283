"""Log work: time worked, as it was; rounding comes once, when the case is charged."""

from reglament.core.case.act import LogWork
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.pool import account_of
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.decide.start_work import not_accepted
from reglament.core.case.event import WorkLogged


def log_work(act: LogWork, now: Situation) -> Answer:
    no = not_staff(now.by, "log work")
    if no:
        return no
    if act.seconds <= 0:
        return deny("work/nothing")
    return not_accepted(now) or _overrun(act, now) or Accepted((WorkLogged(act.seconds, act.who),))


def _overrun(act: LogWork, now: Situation) -> Refused | None:
    account, accepted = account_of(now), now.state.accepted_seconds
    if (
        account is None
        or not account.charged
        or not account.rule.overrun_needs_acceptance
        or accepted is None
    ):
        return None
    total = now.state.logged + act.seconds
    return (
        deny("work/over-accepted", account.rule, accepted=accepted, total=total) if total > accepted else None
    )
