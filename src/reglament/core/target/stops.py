"""When a case stood still: holds, waits, closings and refusals as spans between entries of its story."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from reglament.core.case.event import (
    Closed,
    Entered,
    Entries,
    Entry,
    Held,
    Identified,
    Merged,
    Queued,
    Refused,
    Reopened,
    Revived,
)

Place: TypeAlias = tuple[int, int]
"""(happened_at, seq): where an entry stands in a story."""

GATES = frozenset({"held", "waiting"})


@dataclass(frozen=True, slots=True)
class Stop:
    """From one entry to another (`until` None: still so). `why`: held, waiting, closed, refused or merged; `deems` and on: a closing's."""

    why: str
    begins: Place
    until: Place | None
    deems: tuple[str, ...] = ()
    ground: str | None = None
    rule: str | None = None


_BEGINS: dict[type, str] = {
    Held: "held",
    Queued: "waiting",
    Closed: "closed",
    Refused: "refused",
    Merged: "merged",
}
_ENDS: dict[type, tuple[str, ...]] = {
    Identified: ("held",),
    Entered: ("waiting",),
    Reopened: ("closed", "refused"),
    Revived: ("refused",),
}


def stops(story: Entries) -> tuple[Stop, ...]:
    """List the stops in order of their beginning; a second beginning of the same kind before its end says nothing new."""
    still: dict[str, Stop] = {}
    found: list[Stop] = []
    for entry in story:
        kind = type(entry.event)
        if kind in _BEGINS:
            begun = _begun(_BEGINS[kind], entry)
            if begun is not None:
                still.setdefault(begun.why, begun)
        ended = [still.pop(why) for why in _ENDS.get(kind, ()) if why in still]
        found.extend(replace(stop, until=(entry.happened_at, entry.seq)) for stop in ended)
    found.extend(still.values())
    return tuple(sorted(found, key=_begins))


def _begun(why: str, entry: Entry) -> Stop | None:
    event, place = entry.event, (entry.happened_at, entry.seq)
    if isinstance(event, Merged) and event.into is None:
        return None
    if isinstance(event, Closed):
        return Stop(why, place, None, event.deems, event.ground, event.rule)
    return Stop(why, place, None)


def _begins(stop: Stop) -> Place:
    return stop.begins


def released(place: Place, standing: tuple[Stop, ...], survives: tuple[str, ...]) -> tuple[Place, str] | None:
    """Move a start out of the stops it lies in: (place, the last stop it waited in, or empty); None if one still stands.

    Whoever is held in the second of arrival has not started: gates count from their moment, not from their entry.
    """
    waited = ""
    for stop in standing:
        if stop.why in survives or (stop.until is not None and stop.until <= place):
            continue
        inside = stop.begins[0] <= place[0] if stop.why in GATES else stop.begins < place
        if not inside:
            continue
        if stop.until is None:
            return None
        place, waited = stop.until, stop.why
    return place, waited
