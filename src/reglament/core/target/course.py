"""How the law that speaks for one metric changed along a story: legs, each with the choice in force on it (section 2)."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from reglament.core.case.event import (
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
from reglament.core.target.view import View, placed

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
    axes = plan.axes
    if not axes:
        return ()
    found = view.versions.get(axes)
    if found is None:
        found = view.versions[axes] = _versions(view, plan)
    return found


def _versions(view: View, plan: MetricPlan) -> tuple[Version, ...]:
    axes = plan.axes
    brought = {name: value for name, value in view.request.axes.items() if name in axes}
    found = [Version({**plan.axes_by_default, **brought}, view.arrived, view.received.known_at)]
    for entry, event in view.classified:
        said = {name: value for name, value in event.axes.items() if name in axes}
        if not said:
            continue
        version = Version({**found[-1].axes, **said}, _place(entry), entry.known_at)
        if entry.happened_at == view.arrived[0]:
            found.clear()
        found.append(version)
    return tuple(found)


def course(view: View, plan: MetricPlan, version: Version | None) -> tuple[Leg, ...]:
    """Give the legs of a metric's law; `version` None: the case was never re-classified, the facts' own axes hold."""
    if not plan.changes:
        return (Leg(view.arrived, view.received.known_at, _choice(view, plan, version, view.whole), None),)
    breaks = _breaks(view, plan)
    legs: list[Leg] = []
    change: Change | None = None
    for index, (place, known_at, axes) in enumerate(breaks):
        last = index + 1 == len(breaks)
        choice = _choice(view, plan, version, view.whole if last else view.facts_through(place[0]))
        if legs and alike(legs[-1].choice, choice):
            continue
        if axes and legs:
            change = Change(place, axes)
        legs.append(Leg(place, known_at, choice, change))
    return tuple(legs)


def _choice(view: View, plan: MetricPlan, version: Version | None, known: Known) -> Choice | None:
    return choose(plan, known if version is None else _AsClassified(known, version.axes), view.terms)


def alike(one: Choice | None, other: Choice | None) -> bool:
    """Whether two choices, or the lack of one, would count the same."""
    return one is other or (one is not None and one.agrees(other))


def _breaks(view: View, plan: MetricPlan) -> list[Break]:
    """List the moments at which a fact some rule asks about changed: (place, known_at, axes acting from their change)."""
    found: list[Break] = [(view.arrived, view.received.known_at, ())]
    for entry, axes in sorted(_changing(view, plan), key=_first):
        place, known_at, before = found[-1]
        if entry.happened_at == place[0]:
            found[-1] = (max(place, _place(entry)), max(known_at, entry.known_at), (*before, *axes))
        else:
            found.append((_place(entry), entry.known_at, axes))
    return found


def _place(entry: Entry) -> Place:
    return entry.happened_at, entry.seq


def _first(changing: tuple[Entry, tuple[str, ...]]) -> Place:
    return _place(changing[0])


def _changing(view: View, plan: MetricPlan) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Find the entries that change a fact some rule of the metric asks about, with the axes that act from there."""
    trail = view.timeline.trail
    for entry, marked in placed(trail, Marked):
        if marked.mark in plan.marks or not plan.fields.isdisjoint(marked.fields):
            yield entry, ()
    for entry, supplied in placed(trail, Supplied):
        if not plan.fields.isdisjoint(supplied.fields):
            yield entry, ()
    for entry, classified in view.classified:
        axes = tuple(name for name in classified.axes if name in plan.from_change)
        if axes:
            yield entry, axes
    if plan.status:
        yield from ((entry, ()) for kind in _STATUS_EVENTS for entry in trail.of_kind(kind))
