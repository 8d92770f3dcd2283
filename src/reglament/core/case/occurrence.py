"""When a happening happened: each word, mark and mapping of the regulation's language, recognised among a case's entries."""

from __future__ import annotations

from dataclasses import dataclass

from reglament.core.case.event import Entries
from reglament.core.hours.amount import Amount
from reglament.core.regulation.model.happening import Happening
from reglament.core.regulation.model.regulation import Regulation


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time it happened, UTC seconds; `seq` of the entry that completed it; `term` if that event names one."""

    at: int
    seq: int
    party: str
    role: str | None = None
    term: Amount | None = None


class Timeline:
    """The occurrences of a case's visible entries: indexed once, each happening worked out once."""

    def __init__(self, entries: Entries, regulation: Regulation) -> None:
        raise NotImplementedError

    def of(self, happening: Happening) -> tuple[Occurrence, ...]:
        """Give every occurrence that is not undone, in order of (at, seq)."""
        raise NotImplementedError


def occurrences(happening: Happening, entries: Entries, regulation: Regulation) -> tuple[Occurrence, ...]:
    """Do the same for one happening; whoever asks for several should keep a `Timeline`."""
    return Timeline(entries, regulation).of(happening)
