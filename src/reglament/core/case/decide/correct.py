"""Correct: an entry happened at another moment, or never. History is never edited; who could gain by it needs a second person."""

from reglament.core.case.act import Correct
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.said import has_second, not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import (
    Assigned,
    Charged,
    Corrected,
    Delivered,
    Entry,
    EstimateAccepted,
    HandedOver,
    Linked,
    Marked,
    Merged,
    Paused,
    Received,
    Refunded,
    Replied,
    Split,
    WorkStarted,
)
from reglament.core.regulation.model.rule import PauseRule, TargetRule

# What the contract's or another case's stream knows of as well: taking it back here would leave them untrue.
ELSEWHERE_TOO = (Received, Charged, Refunded, EstimateAccepted, Linked, Split, Merged)
# What meets targets or stops their clocks: later is never better for who owes them.
ANSWERING = (Marked, Replied, HandedOver, Delivered, Assigned, WorkStarted, Paused)


def correct(act: Correct, now: Situation) -> Answer:
    """Correct one entry. A decision evaluates no target, so it cannot know what un-breaches: every correction that might
    (earlier, never, or a later start) needs the second person.
    """
    no = not_staff(now.by, "correct")
    if no:
        return no
    entry = _entry(act.seq, now)
    if entry is None:
        return deny("correct/unknown-entry", seq=act.seq)
    if not act.ground:
        return deny("correct/ground-missing", seq=act.seq)
    no = _impossible(act, entry, now)
    if no:
        return no
    if _may_gain(act, entry, now) and not has_second(now.by):
        return deny("correct/second-person", seq=act.seq)
    return Accepted((Corrected(act.seq, act.happened_at, act.ground, now.by.second),))


def _entry(seq: int, now: Situation) -> Entry | None:
    """The entry as it counts now; one that was annulled, as it was made."""
    return next((entry for entry in (*now.entries, *now.raw) if entry.seq == seq), None)


def _impossible(act: Correct, entry: Entry, now: Situation) -> Refused | None:
    if act.happened_at is None:
        return deny("correct/not-annulled", seq=act.seq) if isinstance(entry.event, ELSEWHERE_TOO) else None
    if act.happened_at > now.at:
        return deny("correct/future", seq=act.seq, happened_at=act.happened_at)
    received_at = now.state.received_at or 0
    if isinstance(entry.event, Received):
        if act.happened_at > entry.happened_at:
            return deny("correct/arrival-later", seq=act.seq, happened_at=act.happened_at)
    elif act.happened_at < received_at:
        return deny(
            "correct/before-arrival", seq=act.seq, happened_at=act.happened_at, received_at=received_at
        )
    return None


def _may_gain(act: Correct, entry: Entry, now: Situation) -> bool:
    annulled = all(known.seq != entry.seq for known in now.entries)
    if act.happened_at is None or annulled or act.happened_at < entry.happened_at:
        return True
    if not isinstance(entry.event, ANSWERING):
        return True
    regulation = now.regulation
    turning = [rule.starts for rule in regulation.of_kind(TargetRule)]
    turning += [rule.ends for rule in regulation.of_kind(PauseRule) if rule.ends is not None]
    return any(one.seq == entry.seq for happening in turning for one in now.timeline.of(happening))
