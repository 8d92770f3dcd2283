"""Snooze and wake: out of the queue until a moment, and back. No clock stops."""

from reglament.core.case.act import Snooze, Wake
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Snoozed, Woken


def snooze(act: Snooze, now: Situation) -> Answer:
    no = not_staff(now.by, "snooze")
    if no:
        return no
    if act.until_at <= now.at:
        return deny("snooze/past", until_at=act.until_at)
    return Accepted((Snoozed(act.until_at),))


def wake(act: Wake, now: Situation) -> Answer:
    del act
    return deny("wake/not-snoozed") if now.state.snoozed_until is None else Accepted((Woken(),))
