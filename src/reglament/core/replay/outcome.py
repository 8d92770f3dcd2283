"""A story held against a regulation: played, asked, and what did not come out as told."""

from dataclasses import dataclass

from reglament.core.contract.compile import Memo
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.check import Mismatch, mismatches
from reglament.core.replay.played import Played, Surprise
from reglament.core.replay.run import play
from reglament.core.replay.story import Story


@dataclass(frozen=True, slots=True)
class Outcome:
    """What playing a story showed. It holds where nothing surprised and nothing differs."""

    story: Story
    played: Played
    surprises: tuple[Surprise, ...]
    mismatches: tuple[Mismatch, ...]

    @property
    def holds(self) -> bool:
        return not self.surprises and not self.mismatches


def outcome(story: Story, regulation: Regulation, almanac: Almanac, *, memo: Memo | None = None) -> Outcome:
    """Play a story and ask its questions. `memo` and errors as for `play`."""
    played = play(story, regulation, almanac, memo=memo)
    return Outcome(story, played, played.surprises, tuple(mismatches(story, played, regulation)))


def is_caught(story: Story, regulation: Regulation, almanac: Almanac, *, memo: Memo) -> bool:
    """Whether the story fails under this regulation; stops at the first thing that differs."""
    played = play(story, regulation, almanac, memo=memo)
    return bool(played.surprises) or next(mismatches(story, played, regulation), None) is not None
