"""Merge: a case goes into another open case of the same contract and ends."""

from reglament.core.case.act import MergeInto
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Merged


def merge(act: MergeInto, now: Situation) -> Answer:
    """The contract's stream knows its open cases, so a case of another contract or one that has ended is not found there."""
    no = not_staff(now.by, "merge")
    if no:
        return no
    if act.into == now.case:
        return deny("link/itself")
    if act.into not in now.standing.cases:
        return deny("merge/not-open-here", into=act.into)
    return Accepted((Merged(into=act.into),), other={act.into: (Merged(taken_in=now.case),)})
