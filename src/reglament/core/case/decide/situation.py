"""What a decision looks at: the case and its entries, who asks, the terms, the contract's standing, the moment."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reglament.core.case.act import Doer
from reglament.core.case.event import Entries, Entry, Event
from reglament.core.case.facts import Facts, facts
from reglament.core.case.fold import fold
from reglament.core.case.occurrence import Timeline
from reglament.core.case.state import CaseState
from reglament.core.case.visible import visible
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.regulation import Regulation

SYSTEM = Doer("system")

# Later than any moment a calendar knows: a decision is made on all that is known, even on what is dated ahead.
END_OF_TIME = 1 << 60


@dataclass(frozen=True, slots=True)
class Situation:
    """A case as it stands when something is decided at `at` (UTC seconds): `raw` entries, what they say in order, the state."""

    case: str
    by: Doer
    raw: Entries
    timeline: Timeline
    state: CaseState
    terms: Terms
    standing: Standing
    at: int

    @property
    def regulation(self) -> Regulation:
        return self.terms.regulation

    @property
    def next_seq(self) -> int:
        """Number the next entry gets; every entry of this decision has this number or a later one."""
        return 1 + max((entry.seq for entry in self.raw), default=0)

    @property
    def entries(self) -> Entries:
        """Entries in order of their moments, corrections applied."""
        return self.timeline.trail.entries

    def facts(self) -> Facts:
        """What conditions look at, counters included."""
        return facts(terms=self.terms, state=self.state, standing=self.standing, at=self.at)


def situation(
    *, case: str, by: Doer, entries: Entries, terms: Terms, standing: Standing, at: int
) -> Situation:
    """Fold all entries known so far, whatever the act's own moment: an act told late is decided on what is known now."""
    timeline, state = _read(entries, terms.regulation)
    return Situation(case, by, entries, timeline, state, terms, standing, at)


def after(now: Situation, events: tuple[Event, ...], by: Doer) -> Situation:
    """Give the situation once these events are entered as done by `by` at the moment of the act."""
    if not events:
        return now
    known_at = max((now.at, *(entry.known_at for entry in now.raw)))
    added = tuple(
        Entry(seq, now.at, known_at, by.party, event, by.role, by.actor)
        for seq, event in enumerate(events, start=now.next_seq)
    )
    raw = (*now.raw, *added)
    timeline, state = _read(raw, now.regulation)
    return replace(now, raw=raw, timeline=timeline, state=state)


def _read(entries: Entries, regulation: Regulation) -> tuple[Timeline, CaseState]:
    seen = visible(entries, at=END_OF_TIME, known_at=END_OF_TIME)
    timeline = Timeline(seen, regulation)
    return timeline, fold(seen, regulation, timeline)
