"""Declared calendars put together from their parts, as far as that comes to an end."""

from collections.abc import Mapping
from dataclasses import replace

from reglament.core.hours.calendar import AnyCalendar, Calendar, Intersection, Union, Without
from reglament.core.regulation.grammar.vocabulary import CUSTOMER
from reglament.core.regulation.model.regulation import NamedCalendar, Regulation

MOST_PARTS = 100
DEEPEST = 12


def built(regulation: Regulation) -> dict[str, AnyCalendar]:
    """Every calendar that is not built of itself and of no more than a hundred parts; the customer's zone is the home zone."""
    done: dict[str, AnyCalendar] = {}
    sizes: dict[str, tuple[int, int]] = {}
    for name in _parts_first(regulation.calendars):
        named = regulation.calendars[name]
        if named.calendar is not None:
            done[name] = _at_home(named.calendar, regulation.zone)
            sizes[name] = (1, 1)
        elif all(part in done for part in named.operands):
            parts = sum(sizes[part][0] for part in named.operands)
            depth = 1 + max(sizes[part][1] for part in named.operands)
            if parts <= MOST_PARTS and depth <= DEEPEST:
                done[name] = _combined(named, tuple(done[part] for part in named.operands))
                sizes[name] = (parts, depth)
    return done


def _parts_first(named: Mapping[str, NamedCalendar]) -> list[str]:
    """Names in an order in which parts stand before what is built of them; those in or above a circle are left out."""
    waits = {name: {part for part in one.operands if part in named} for name, one in named.items()}
    above: dict[str, list[str]] = {}
    for name, parts in waits.items():
        for part in parts:
            above.setdefault(part, []).append(name)
    ready = [name for name, parts in waits.items() if not parts]
    found: list[str] = []
    while ready:
        name = ready.pop()
        found.append(name)
        for whole in above.get(name, ()):
            waits[whole].discard(name)
            if not waits[whole]:
                ready.append(whole)
    return found


def _combined(named: NamedCalendar, parts: tuple[AnyCalendar, ...]) -> AnyCalendar:
    match named.operation:
        case "union":
            return Union(parts)
        case "intersection":
            return Intersection(parts)
        case _:
            return Without(parts[0], parts[1:])


def _at_home(calendar: Calendar, zone: str) -> Calendar:
    return replace(calendar, zone=zone) if calendar.zone == CUSTOMER else calendar
