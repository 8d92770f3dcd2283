"""How the law that speaks for one metric changed along a story: legs, each with the choice in force on it (section 2)."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from reglament.core.case.event import (
    Classified,
    Closed,
    Entered,
    Entry,
    Held,
    Identified,
    Marked,
    Merged,
    Queued,
    Refused,
    Reopened,
    Revived,
    Supplied,
)
from reglament.core.contract.condition import Known
from reglament.core.target.choose import Choice, choose
from reglament.core.target.plan import MetricPlan
from reglament.core.target.stops import Place
from reglament.core.target.view import View

Break: TypeAlias = tuple[Place, int, tuple[str, ...]]
"""A moment at which a fact changed: its last entry, when it was known, the axes that act from it."""

_STATUS_EVENTS = (Held, Identified, Queued, Entered, Refused, Revived, Closed, Reopened, Merged)


class Change(NamedTuple):
    """A change of axes that moves starts: where it happened, and which axes."""

    place: Place
    axes: tuple[str, ...]


class Leg(NamedTuple):
    """From `place` on this choice speaks (None: no such target), until the next leg. `change` moves starts no earlier than itself."""

    place: Place
    known_at: int
    choice: Choice | None
    change: Change | None


class Version(NamedTuple):
    """What the retroactive axes said from one classification until the next. The first is the receipt's."""

    axes: Mapping[str, str | None]
    place: Place
    known_at: int


class _AsClassified:
    """Facts under another classification than the one of their own moment."""

    __slots__ = ("_axes", "_facts")

    def __init__(self, facts: Known, axes: Mapping[str, str | None]) -> None:
        self._facts = facts
        self._axes = axes

    def fact(self, name: str) -> str | None:
        return self._axes[name] if name in self._axes else self._facts.fact(name)

    def option(self, term: str) -> tuple[str, ...]:
        return self._facts.option(term)

    def is_marked(self, mark: str) -> bool:
        return self._facts.is_marked(mark)

    def given(self, name: str) -> str | None:
        return self._facts.given(name)

    def received_in(self, calendar: str) -> bool | None:
        return self._facts.received_in(calendar)

    def is_over(self, counter: str) -> bool:
        return self._facts.is_over(counter)

    def has_left(self, counter: str) -> bool:
        return self._facts.has_left(counter)


def versions(view: View, plan: MetricPlan) -> tuple[Version, ...]:
    """List what was said of the metric's retroactive axes, in order; what was said in the second of receipt is the first."""
    relevant = [placed for placed in view.classified if not plan.axes.isdisjoint(placed[1].axes)]
    if not relevant:
        return ()
    received = view.received
    brought = {name: value for name, value in view.request.axes.items() if name in plan.axes}
    found = [
        Version({**plan.axes_by_default, **brought}, (received.happened_at, received.seq), received.known_at)
    ]
    for entry, event in relevant:
        former = found[-1].axes
        news = {
            name: value for name, value in event.axes.items() if name in plan.axes and former[name] != value
        }
        if not news:
            continue
        if entry.happened_at == received.happened_at:
            found.clear()
        found.append(Version({**former, **news}, (entry.happened_at, entry.seq), entry.known_at))
    return tuple(found)


def course(view: View, plan: MetricPlan, version: Version | None) -> tuple[Leg, ...]:
    """Give the legs of a metric's law; `version` None: the case was never re-classified, the facts' own axes hold."""
    breaks = _breaks(view, plan)
    legs: list[Leg] = []
    change: Change | None = None
    for index, (place, known_at, axes) in enumerate(breaks):
        last = index + 1 == len(breaks)
        known: Known = view.whole if last else view.facts_through(place[0])
        if version is not None:
            known = _AsClassified(known, version.axes)
        choice = choose(plan, known, view.terms)
        if legs and _same(legs[-1].choice, choice):
            continue
        if axes and legs:
            change = Change(place, axes)
        legs.append(Leg(place, known_at, choice, change))
    return tuple(legs)


def _same(one: Choice | None, other: Choice | None) -> bool:
    return one is other or (one is not None and one.agrees(other))


def _breaks(view: View, plan: MetricPlan) -> list[Break]:
    """List the moments at which a fact some rule asks about changed: (place, known_at, axes acting from their change)."""
    received = view.received
    found: list[Break] = [((received.happened_at, received.seq), received.known_at, ())]
    for entry in sorted(_changing(view, plan), key=_place) if plan.changes else ():
        axes = _changed_axes(entry, plan)
        place, known_at, before = found[-1]
        if entry.happened_at == place[0]:
            found[-1] = (
                (place[0], max(place[1], entry.seq)),
                max(known_at, entry.known_at),
                (*before, *axes),
            )
        else:
            found.append(((entry.happened_at, entry.seq), entry.known_at, axes))
    return found


def _place(entry: Entry) -> Place:
    return entry.happened_at, entry.seq


def _changing(view: View, plan: MetricPlan) -> Iterator[Entry]:
    """Find the entries behind the receipt that change a fact some rule of the metric asks about, retroactive axes apart."""
    trail = view.timeline.trail
    if plan.marks or plan.fields:
        for entry in trail.of_kind(Marked):
            event = entry.event
            if isinstance(event, Marked) and (
                event.mark in plan.marks or not plan.fields.isdisjoint(event.fields)
            ):
                yield entry
    if plan.fields:
        for entry in trail.of_kind(Supplied):
            if isinstance(entry.event, Supplied) and not plan.fields.isdisjoint(entry.event.fields):
                yield entry
    if plan.from_change:
        yield from (entry for entry in trail.of_kind(Classified) if _changed_axes(entry, plan))
    if plan.status:
        yield from (entry for kind in _STATUS_EVENTS for entry in trail.of_kind(kind))


def _changed_axes(entry: Entry, plan: MetricPlan) -> tuple[str, ...]:
    event = entry.event
    if not plan.from_change or not isinstance(event, Classified):
        return ()
    return tuple(name for name in event.axes if name in plan.from_change)
