"""When a case stood still: holds, waits, closings and refusals as spans between entries of its story."""

from typing import NamedTuple, TypeAlias

from reglament.core.case.event import (
    Closed,
    Entered,
    Entry,
    Event,
    Held,
    Identified,
    Merged,
    Queued,
    Refused,
    Reopened,
    Revived,
)
from reglament.core.case.trail import Trail

Place: TypeAlias = tuple[int, int]
"""(happened_at, seq): where an entry stands in a story."""

GATES = frozenset({"held", "waiting"})


class Stop(NamedTuple):
    """From one entry to another (`until` None: still so). `why`: held, waiting, closed, refused or merged; `deems` and on: a closing's."""

    why: str
    begins: Place
    until: Place | None
    deems: tuple[str, ...] = ()
    ground: str | None = None
    rule: str | None = None


_BEGINS: dict[type[Event], str] = {
    Held: "held",
    Queued: "waiting",
    Closed: "closed",
    Refused: "refused",
    Merged: "merged",
}
_ENDS: dict[type[Event], tuple[str, ...]] = {
    Identified: ("held",),
    Entered: ("waiting",),
    Reopened: ("closed", "refused"),
    Revived: ("refused",),
}
_KINDS: frozenset[type[Event]] = frozenset({*_BEGINS, *_ENDS})


def stops(trail: Trail) -> tuple[Stop, ...]:
    """List the stops in order of their beginning; a second beginning of the same kind before its end says nothing new."""
    entries = trail.of_kinds(_KINDS)
    if not entries:
        return ()
    still: dict[str, Stop] = {}
    found: list[Stop] = []
    for entry in sorted(entries, key=_place):
        kind = type(entry.event)
        if kind in _BEGINS:
            begun = _begun(_BEGINS[kind], entry)
            if begun is not None:
                still.setdefault(begun.why, begun)
        else:
            ended = [still.pop(why) for why in _ENDS[kind] if why in still]
            found.extend(stop._replace(until=_place(entry)) for stop in ended)
    found.extend(still.values())
    return tuple(sorted(found, key=_beginning))


def _begun(why: str, entry: Entry) -> Stop | None:
    event, place = entry.event, _place(entry)
    if isinstance(event, Merged) and event.into is None:
        return None
    if isinstance(event, Closed):
        return Stop(why, place, None, event.deems, event.ground, event.rule)
    return Stop(why, place, None)


def _place(entry: Entry) -> Place:
    return entry.happened_at, entry.seq


def _beginning(stop: Stop) -> Place:
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
