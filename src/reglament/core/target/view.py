"""A case as one evaluation sees it: its story, indexed once, with the facts at any point of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reglament.core.case.event import (
    CalendarRevised,
    Classified,
    Corrected,
    Entries,
    Entry,
    Excused,
    Extended,
    Received,
)
from reglament.core.case.facts import Facts, facts
from reglament.core.case.fold import fold
from reglament.core.case.occurrence import Timeline
from reglament.core.case.pauses import PauseSpan
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.hours.hours import Hours
from reglament.core.target.run import Calendars
from reglament.core.target.stops import Stop, stops


@dataclass(slots=True)
class View:
    """What one evaluation has worked out about a story so far; lives as long as that evaluation."""

    terms: Terms
    story: Entries
    at: int
    standing: Standing | None
    timeline: Timeline
    whole: Facts
    stops: tuple[Stop, ...]
    pauses: tuple[PauseSpan, ...]
    calendars: Calendars
    extensions: Mapping[str, list[tuple[Entry, Extended]]]
    excuses: Mapping[str, list[tuple[Entry, Excused]]]
    classified: tuple[tuple[Entry, Classified], ...]
    received: Entry
    request: Received
    corrected: tuple[tuple[Corrected, int], ...]
    _prefixes: dict[int, Facts] = field(default_factory=dict)

    def facts_through(self, moment: int) -> Facts:
        """Give the facts as they were once everything of that moment had happened."""
        found = self._prefixes.get(moment)
        if found is None:
            prefix = tuple(entry for entry in self.story if entry.happened_at <= moment)
            state = fold(prefix, self.terms.regulation)
            found = facts(terms=self.terms, state=state, standing=self.standing, at=moment)
            self._prefixes[moment] = found
        return found


def view(
    *,
    terms: Terms,
    entries: Entries,
    story: Entries,
    at: int,
    standing: Standing | None,
    archive: Mapping[str, Hours],
) -> View | None:
    """Index a visible story; None where nothing has been received yet."""
    found = next(((entry, entry.event) for entry in story if isinstance(entry.event, Received)), None)
    if found is None:
        return None
    received, request = found
    timeline = Timeline(story, terms.regulation)
    state = fold(story, terms.regulation, timeline)
    extensions: dict[str, list[tuple[Entry, Extended]]] = {}
    excuses: dict[str, list[tuple[Entry, Excused]]] = {}
    classified: list[tuple[Entry, Classified]] = []
    revisions: dict[str, tuple[tuple[int, str], ...]] = {}
    for entry in story:
        event = entry.event
        if isinstance(event, Extended):
            extensions.setdefault(event.metric, []).append((entry, event))
        elif isinstance(event, Excused):
            excuses.setdefault(event.metric, []).append((entry, event))
        elif isinstance(event, Classified):
            classified.append((entry, event))
        elif isinstance(event, CalendarRevised):
            revisions[event.calendar] = (*revisions.get(event.calendar, ()), (entry.known_at, event.new))
    return View(
        terms=terms,
        story=story,
        at=at,
        standing=standing,
        timeline=timeline,
        whole=facts(terms=terms, state=state, standing=standing, at=at),
        stops=stops(story),
        pauses=state.pause_spans,
        calendars=Calendars(terms.calendars, archive, request.pinned.calendars, revisions),
        extensions=extensions,
        excuses=excuses,
        classified=tuple(classified),
        received=received,
        request=request,
        corrected=_corrected(entries, story),
    )


def _corrected(entries: Entries, story: Entries) -> tuple[tuple[Corrected, int], ...]:
    """Pair each correction in the story with the moment first told of the entry it corrects."""
    corrections = [entry.event for entry in story if isinstance(entry.event, Corrected)]
    if not corrections:
        return ()
    told = {entry.seq: entry.happened_at for entry in entries}
    return tuple((event, told[event.seq]) for event in corrections if event.seq in told)
