"""From a declared calendar to `Hours`, or to the faults that forbid it."""

from collections.abc import Mapping

from reglament.core.hours.almanac import Almanac
from reglament.core.hours.calendar import AnyCalendar, Calendar
from reglament.core.hours.check import faults_of, parts_of
from reglament.core.hours.combined import CombinedDays
from reglament.core.hours.days import PlainDays
from reglament.core.hours.digest import digest_of
from reglament.core.hours.faults import CalendarFault
from reglament.core.hours.hours import Dated, Hours
from reglament.core.hours.production import ProductionYear
from reglament.core.hours.zone import Zone

PROBED_YEARS = range(2020, 2032)
"""Years in which a combination must be open at least once; eleven hold every week pattern of the Gregorian calendar."""


def compile_calendar(calendar: AnyCalendar, almanac: Almanac) -> Hours | tuple[CalendarFault, ...]:
    """Compile a calendar against an almanac; otherwise every fault of it, collected. Reads nothing, loops over nothing endless."""
    faults = tuple(faults_of(calendar, almanac))
    if faults:
        return faults
    zones: dict[str, Zone] = {}
    source = _source(calendar, almanac, zones)
    if not isinstance(calendar, Calendar) and not _ever_open(source, calendar):
        return (
            CalendarFault(
                "calendar.no_hours", (), (), "the parts are never open together: change one of them"
            ),
        )
    return Hours(
        calendar=calendar,
        source=source,
        edges=source.edges if isinstance(source, PlainDays) else None,
        day_length=_day_length(calendar),
        digest=digest_of((calendar, *_facts_used(calendar, almanac))),
    )


def _source(calendar: AnyCalendar, almanac: Almanac, zones: dict[str, Zone]) -> PlainDays | CombinedDays:
    if isinstance(calendar, Calendar):
        return PlainDays(calendar, _facts(calendar, almanac), _zone(calendar.zone, almanac, zones))
    parts = [_source(part, almanac, zones) for part in parts_of(calendar)]
    return CombinedDays(
        combination=calendar,
        parts=tuple(part.opened for part in parts),
        part_provisional=tuple(part.provisional for part in parts),
        zone=_zone(calendar.zone, almanac, zones) if calendar.zone else parts[0].zone,
    )


def _zone(name: str, almanac: Almanac, zones: dict[str, Zone]) -> Zone:
    if name not in zones:
        zones[name] = Zone(almanac.zone_bytes(name) or b"")
    return zones[name]


def _facts(calendar: Calendar, almanac: Almanac) -> Mapping[int, ProductionYear]:
    """Give the production years a calendar really asks; none if it keeps nothing of them."""
    asks = calendar.holidays or calendar.transferred_saturdays or calendar.short_days or calendar.overlays
    return almanac.years[calendar.country] if calendar.country and asks else {}


def _facts_used(calendar: AnyCalendar, almanac: Almanac) -> tuple[object, ...]:
    own: tuple[object, ...] = (almanac.zone_bytes(calendar.zone),) if calendar.zone else ()
    if isinstance(calendar, Calendar):
        return (*own, *(year for _, year in sorted(_facts(calendar, almanac).items())))
    return own + tuple(fact for part in parts_of(calendar) for fact in _facts_used(part, almanac))


def _ever_open(source: Dated, calendar: AnyCalendar) -> bool:
    probed = sorted({*PROBED_YEARS, *_years_named(calendar)})
    return any(len(source.opened(year)[0]) for year in probed)


def _years_named(calendar: AnyCalendar) -> set[int]:
    if isinstance(calendar, Calendar):
        return {one.on.year for one in calendar.exceptions if 1900 <= one.on.year <= 2299}
    return {year for part in parts_of(calendar) for year in _years_named(part)}


def _day_length(calendar: AnyCalendar) -> int | CalendarFault:
    if calendar.day_length is not None:
        return calendar.day_length
    lengths: set[int] = set()
    if isinstance(calendar, Calendar):
        by_weekday = [sum(s.closes - s.opens for s in calendar.week if s.weekday == day) for day in range(7)]
        lengths = {length for length in by_weekday if length}
    if len(lengths) == 1:
        return lengths.pop()
    found = ", ".join(str(length) for length in sorted(lengths))
    return CalendarFault(
        "calendar.day_length_unknown",
        ("day_length",),
        (("seconds", found),),
        "declare how long a full working day is",
    )
