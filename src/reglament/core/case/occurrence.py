"""When a happening happened: each word, mark and mapping of the regulation's language, recognised among a case's entries."""

from collections.abc import Callable, Mapping
from operator import attrgetter, itemgetter
from typing import Any

from reglament.core.case.asking import GIVING
from reglament.core.case.event import Classified, Closed, Entries, Received
from reglament.core.case.trail import Occurrence, Trail, at_entry, at_use
from reglament.core.case.word import paused, read_word, resumed
from reglament.core.hours.amount import Amount
from reglament.core.regulation.model.happening import (
    Carried,
    ClassifiedAs,
    ClosedWith,
    DoneBy,
    FirstOf,
    Happening,
    LatestOf,
    MarkRecorded,
    PausedFor,
    Supplied,
    Word,
)
from reglament.core.regulation.model.regulation import Regulation

__all__ = ["Occurrence", "Timeline", "occurrences"]

Occurrences = tuple[Occurrence, ...]

_place = attrgetter("at", "seq")


class Timeline:
    """The occurrences of a case's visible entries: sorted once, each happening worked out once, when first asked."""

    __slots__ = ("_found", "trail")

    def __init__(self, entries: Entries, regulation: Regulation) -> None:
        self.trail = Trail(entries, regulation)
        # By identity: hashing a happening costs more than finding it. It is kept, so no identity is used twice.
        self._found: dict[int, tuple[Happening, Occurrences]] = {}

    def of(self, happening: Happening) -> Occurrences:
        """Give every occurrence that is not undone, in order of (at, seq), no two by one entry at one moment."""
        found = self._found.get(id(happening))
        if found is None:
            listed = _READERS[type(happening)](happening, self)
            found = happening, tuple(listed) if len(listed) < 2 else _in_order(listed)
            self._found[id(happening)] = found
        return found[1]


def occurrences(happening: Happening, entries: Entries, regulation: Regulation) -> Occurrences:
    """Do the same for one happening; whoever asks for several should keep a `Timeline`."""
    return Timeline(entries, regulation).of(happening)


def _in_order(listed: list[Occurrence]) -> Occurrences:
    by_place = {_place(one): one for one in reversed(listed)}
    return tuple(map(by_place.__getitem__, sorted(by_place)))


def _word(happening: Word, timeline: Timeline) -> list[Occurrence]:
    return read_word(happening.name, timeline.trail)


def _mark(happening: MarkRecorded, timeline: Timeline) -> list[Occurrence]:
    return [at_use(use) for use in timeline.trail.uses().get(happening.mark, ())]


def _carried(happening: Carried, timeline: Timeline) -> list[Occurrence]:
    """A mark put on a message after the fact is carried from then on. The doer is who recorded the mark, not the carrier."""
    found: list[Occurrence] = []
    for use in timeline.trail.uses().get(happening.mark, ()):
        if use.message is None:
            continue
        if happening.stage == "sent":
            found.append(at_use(use))
            continue
        for entry in timeline.trail.stages(happening.stage, use.message):
            at, seq = max((use.at, use.seq), (entry.happened_at, entry.seq))
            found.append(Occurrence(at, seq, use.party, use.role))
    return found


def _supplied(happening: Supplied, timeline: Timeline) -> list[Occurrence]:
    for entry in timeline.trail.entries:
        event = entry.event
        if isinstance(event, GIVING) and happening.field in event.fields:
            return [at_entry(entry)]
    return []


def _classified_as(happening: ClassifiedAs, timeline: Timeline) -> list[Occurrence]:
    """The receipt counts where the case came with the value or has it by default; every later act that names it counts."""
    axis, value = happening.axis, happening.value
    declared = timeline.trail.regulation.axes.get(axis)
    default = declared.default if declared else None
    found = [
        at_entry(entry)
        for entry in timeline.trail.of_kind(Received)
        if isinstance(entry.event, Received) and entry.event.axes.get(axis, default) == value
    ]
    found += [
        at_entry(entry)
        for entry in timeline.trail.of_kind(Classified)
        if isinstance(entry.event, Classified) and entry.event.axes.get(axis) == value
    ]
    return found


def _paused_for(happening: PausedFor, timeline: Timeline) -> list[Occurrence]:
    return (paused if happening.begins else resumed)(timeline.trail, happening.reason)


def _closed_with(happening: ClosedWith, timeline: Timeline) -> list[Occurrence]:
    entries = timeline.trail.of_kind(Closed)
    return [
        at_entry(e) for e in entries if isinstance(e.event, Closed) and e.event.ground == happening.ground
    ]


def _done_by(happening: DoneBy, timeline: Timeline) -> list[Occurrence]:
    who = happening.who
    return [one for one in timeline.of(happening.happening) if who in (one.party, one.role)]


def _first_of(happening: FirstOf, timeline: Timeline) -> list[Occurrence]:
    return [one for part in happening.parts for one in timeline.of(part)]


def _latest_of(happening: LatestOf, timeline: Timeline) -> list[Occurrence]:
    """Complete once every part has happened; then all of them are awaited anew. A term that any part names is kept."""
    everything = range(len(happening.parts))
    merged = sorted(
        (
            (one.at, one.seq, place, one)
            for place in everything
            for one in timeline.of(happening.parts[place])
        ),
        key=itemgetter(0, 1, 2),
    )
    awaited = set(everything)
    found: list[Occurrence] = []
    term: Amount | None = None
    for _, _, place, one in merged:
        if found and (one.at, one.seq) == (found[-1].at, found[-1].seq):
            continue
        awaited.discard(place)
        term = one.term or term
        if not awaited:
            found.append(one._replace(term=term))
            awaited, term = set(everything), None
    return found


_READERS: Mapping[type, Callable[[Any, Timeline], list[Occurrence]]] = {
    Word: _word,
    MarkRecorded: _mark,
    Carried: _carried,
    Supplied: _supplied,
    ClassifiedAs: _classified_as,
    PausedFor: _paused_for,
    ClosedWith: _closed_with,
    DoneBy: _done_by,
    FirstOf: _first_of,
    LatestOf: _latest_of,
}
