"""A story held against a regulation: played, asked, and what did not come out as told."""

from dataclasses import dataclass

from reglament.core.contract.compile import Memo
from reglament.core.hours.almanac import Almanac
from reglament.core.hours.faults import CalendarExhausted, DayLengthUnknown
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.books import CalendarUnusable
from reglament.core.replay.check import Mismatch, mismatches
from reglament.core.replay.played import Played, Surprise
from reglament.core.replay.run import play
from reglament.core.replay.story import Story

# What keeps a story from being played to its end: calendars without an answer.
Unplayable = CalendarUnusable | CalendarExhausted | DayLengthUnknown
UNPLAYABLE = (CalendarUnusable, CalendarExhausted, DayLengthUnknown)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What playing a story showed. It holds where it could be played, nothing surprised and nothing differs."""

    story: Story
    played: Played | None
    surprises: tuple[Surprise, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    trouble: Unplayable | None = None

    @property
    def holds(self) -> bool:
        return self.trouble is None and not self.surprises and not self.mismatches


def outcome(story: Story, regulation: Regulation, almanac: Almanac, *, memo: Memo | None = None) -> Outcome:
    """Play a story and ask its questions; never raises. `memo` as for `play`."""
    try:
        played = play(story, regulation, almanac, memo=memo)
        return Outcome(story, played, played.surprises, tuple(mismatches(story, played)))
    except UNPLAYABLE as trouble:
        return Outcome(story, None, trouble=trouble)


def is_caught(story: Story, regulation: Regulation, almanac: Almanac, *, memo: Memo) -> bool:
    """Whether the story fails under this regulation; stops at the first thing that differs."""
    try:
        played = play(story, regulation, almanac, memo=memo)
        return bool(played.surprises) or next(mismatches(story, played), None) is not None
    except UNPLAYABLE:
        return True
