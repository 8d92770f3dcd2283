"""Pauses: which spans of time stand outside the clocks, by reason and rule; a demanded notice must be handed over first."""

from collections.abc import Mapping
from dataclasses import dataclass

from reglament.core.case.event import Entries
from reglament.core.regulation.model.regulation import Regulation


@dataclass(frozen=True, slots=True)
class PauseSpan:
    """A half-open span that really paused, UTC seconds; `end` None while it lasts. `seq` of the pause, `ended_seq` of its end."""

    reason: str
    rule: str
    start: int
    end: int | None
    seq: int
    ended_seq: int | None = None


@dataclass(frozen=True, slots=True)
class OpenPause:
    """A pause nobody has ended; `begins_at` None while its demanded notice is not handed over (or came back)."""

    rule: str
    asked_at: int
    notice: str | None
    begins_at: int | None


@dataclass(frozen=True, slots=True)
class Pauses:
    """All that paused (`spans`, in order of start) and what is still asked for (`open`, by reason)."""

    spans: tuple[PauseSpan, ...]
    open: Mapping[str, OpenPause]


def pauses(entries: Entries, regulation: Regulation) -> Pauses:
    """Find the pauses among visible entries. Closing and refusal end whatever pause is open."""
    raise NotImplementedError
