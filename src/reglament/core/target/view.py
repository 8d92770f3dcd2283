"""A case as one evaluation sees it: its story, indexed once, with the facts at any point of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from reglament.core.case.event import (
    CalendarRevised,
    Classified,
    Corrected,
    Entries,
    Entry,
    Excused,
    Extended,
    Marked,
    Received,
    Supplied,
)
from reglament.core.case.facts import Facts, facts
from reglament.core.case.fold import fold
from reglament.core.case.occurrence import Occurrence, Timeline
from reglament.core.case.trail import Trail
from reglament.core.case.visible import visible
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.hours.hours import Hours
from reglament.core.regulation.model.happening import Happening
from reglament.core.target.editions import Calendars, Revision, Revisions
from reglament.core.target.plan import MetricPlan
from reglament.core.target.stops import Place, stops
from reglament.core.target.target import Target

if TYPE_CHECKING:
    from reglament.core.target.course import Leg, Version
    from reglament.core.target.reclassify import Judged
    from reglament.core.target.run import Run

Ended: TypeAlias = "tuple[tuple[Leg, ...], tuple[Run, ...]]"
Kind = TypeVar("Kind", CalendarRevised, Classified, Corrected, Excused, Extended, Marked, Supplied)


class View:
    """What one evaluation has worked out about a story so far; lives as long as that evaluation. `targets`: once asked for.

    `received` is the entry and `request` the event with which the case began, `arrived` its place; `corrected` pairs each correction with the
    moment first told of the entry it corrects. `ended`: the periods of a metric's series that are over, under these legs of its law, and
    `judged`: instances of a series that are over, each with its target; both are begun by a `former` look at the same story, for what is over stays so
    while nothing happens.
    """

    __slots__ = (
        "_occurrences",
        "_prefixes",
        "archive",
        "arrived",
        "at",
        "calendars",
        "classified",
        "corrected",
        "deemings",
        "ended",
        "excuses",
        "extensions",
        "judged",
        "pauses",
        "received",
        "request",
        "standing",
        "stops",
        "story",
        "targets",
        "terms",
        "timeline",
        "told",
        "versions",
        "whole",
    )

    def __init__(
        self,
        *,
        terms: Terms,
        entries: Entries,
        story: Entries,
        at: int,
        standing: Standing | None,
        archive: Mapping[str, Hours],
        began: tuple[Entry, Received],
        former: View | None = None,
    ) -> None:
        self.terms = terms
        self.archive = archive
        self.story = story
        self.at = at
        self.standing = standing
        self.received, self.request = began
        self.arrived: Place = (self.received.happened_at, self.received.seq)
        self.timeline = Timeline(story, terms.regulation)
        state = fold(story, terms.regulation, self.timeline)
        self.whole = facts(terms=terms, state=state, standing=standing, at=at)
        self.pauses = state.pause_spans
        trail = self.timeline.trail
        self.stops = stops(trail)
        self.deemings = tuple(stop for stop in self.stops if stop.deems)
        self.extensions = placed(trail, Extended)
        self.excuses = placed(trail, Excused)
        self.classified = placed(trail, Classified)
        self.told = len(entries)
        self.corrected = _corrected(entries, placed(trail, Corrected))
        revisions = _revisions(placed(trail, CalendarRevised))
        self.calendars = Calendars(terms.calendars, archive, self.request.pinned.calendars, revisions)
        self.targets: tuple[Target, ...] | None = None
        self.versions: dict[frozenset[str], tuple[Version, ...]] = {}
        same = former if former is not None and former.goes_on(self) else None
        self.ended: dict[str, Ended] = dict(same.ended) if same else {}
        self.judged: dict[str, tuple[tuple[Judged, Target], ...]] = dict(same.judged) if same else {}
        self._occurrences: dict[int, tuple[Occurrence, ...]] = {}
        self._prefixes: dict[int, Facts] = {}

    def goes_on(self, later: View) -> bool:
        """Whether nothing but time has passed between this look and a later one."""
        same_law = self.terms is later.terms and self.archive is later.archive
        return same_law and self.at <= later.at and self.story == later.story

    def of(self, plan: MetricPlan, happening: Happening) -> tuple[Occurrence, ...]:
        """Give the occurrences of a happening of the plan's rules. They are found by identity: hashing them costs more."""
        number = plan.numbers[id(happening)]
        found = self._occurrences.get(number)
        if found is None:
            found = self._occurrences[number] = self.timeline.of(happening)
        return found

    @property
    def is_whole(self) -> bool:
        """Whether it sees everything that is known of the case by now: nothing is dated ahead, and nothing was moved."""
        return not self.corrected and len(self.story) == self.told

    def facts_through(self, moment: int) -> Facts:
        """Give the facts as they were once everything of that moment had happened."""
        found = self._prefixes.get(moment)
        if found is None:
            prefix = tuple(entry for entry in self.story if entry.happened_at <= moment)
            state = fold(prefix, self.terms.regulation)
            found = facts(terms=self.terms, state=state, standing=self.standing, at=moment)
            self._prefixes[moment] = found
        return found


def view_of(
    terms: Terms,
    entries: Entries,
    *,
    at: int,
    known_at: int,
    standing: Standing | None,
    archive: Mapping[str, Hours],
    former: View | None = None,
) -> View | None:
    """See a case at `at` from what was known at `known_at`; None where nothing has been received yet.

    `former`: an earlier look at it; periods that were over then are not worked out anew while nothing happens.
    """
    story = visible(entries, at=at, known_at=known_at)
    receipt = began(story)
    if receipt is None:
        return None
    return View(
        terms=terms,
        entries=entries,
        story=story,
        at=at,
        standing=standing,
        archive=archive,
        began=receipt,
        former=former,
    )


def began(story: Entries) -> tuple[Entry, Received] | None:
    """Find the receipt; None where nothing has been received yet."""
    for entry in story:
        if isinstance(entry.event, Received):
            return entry, entry.event
    return None


def placed(trail: Trail, kind: type[Kind]) -> list[tuple[Entry, Kind]]:
    """List the entries of a kind, each with its event."""
    found = trail.of_kind(kind)
    return [(entry, entry.event) for entry in found if isinstance(entry.event, kind)] if found else []


def _corrected(
    entries: Entries, corrections: list[tuple[Entry, Corrected]]
) -> tuple[tuple[Corrected, int], ...]:
    if not corrections:
        return ()
    told = {entry.seq: entry.happened_at for entry in entries}
    return tuple((event, told[event.seq]) for _, event in corrections if event.seq in told)


def _revisions(revised: list[tuple[Entry, CalendarRevised]]) -> Revisions:
    found: dict[str, tuple[Revision, ...]] = {}
    for entry, event in revised:
        found[event.calendar] = (*found.get(event.calendar, ()), (entry.known_at, event.old, event.new))
    return found
