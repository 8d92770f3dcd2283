"""What a declared calendar may not be: every fault of it, collected, before anything is compiled."""

from collections.abc import Iterator
from itertools import pairwise

from reglament.core.hours.almanac import Almanac
from reglament.core.hours.calendar import DAY, AnyCalendar, Calendar, DaySpan, Intersection, Union, Without
from reglament.core.hours.faults import CalendarFault

WEEK = 7 * DAY
DEEPEST = 16

Where = tuple[str | int, ...]


def parts_of(calendar: AnyCalendar) -> tuple[AnyCalendar, ...]:
    match calendar:
        case Calendar():
            return ()
        case Union(parts=parts) | Intersection(parts=parts):
            return parts
        case Without(whole=whole, removed=removed):
            return (whole, *removed)


def faults_of(calendar: AnyCalendar, almanac: Almanac, where: Where = ()) -> Iterator[CalendarFault]:
    """Give every fault of a declaration that can be seen without compiling it."""
    if len(where) > 2 * DEEPEST:
        yield CalendarFault(
            "calendar.too_deep", where, (("deepest", DEEPEST),), "combine fewer calendars inside each other"
        )
        return
    if calendar.zone is not None and almanac.zone_bytes(calendar.zone) is None:
        yield CalendarFault(
            "calendar.unknown_zone",
            (*where, "zone"),
            (("zone", calendar.zone),),
            "name a zone as in Europe/Moscow",
        )
    if calendar.day_length is not None and not 0 < calendar.day_length <= DAY:
        yield CalendarFault(
            "calendar.day_length",
            (*where, "day_length"),
            (("seconds", calendar.day_length),),
            "give up to 24 hours",
        )
    if isinstance(calendar, Calendar):
        yield from _hours_faults(calendar, where)
        yield from _country_faults(calendar, almanac, where)
        return
    parts = parts_of(calendar)
    if not parts or (isinstance(calendar, Without) and len(parts) == 1):
        yield CalendarFault("calendar.no_parts", where, (), "name the calendars to combine")
    for place, part in enumerate(parts):
        yield from faults_of(part, almanac, (*where, "parts", place))


def _hours_faults(calendar: Calendar, where: Where) -> Iterator[CalendarFault]:
    if not calendar.week and not any(one.spans for one in calendar.exceptions):
        yield CalendarFault("calendar.no_hours", (*where, "week"), (), "give at least one weekday hours")
    for place, span in enumerate(calendar.week):
        if not 0 <= span.weekday <= 6:
            yield CalendarFault(
                "calendar.weekday",
                (*where, "week", place),
                (("weekday", span.weekday),),
                "weekdays run from 0 to 6",
            )
        yield from _span_faults((span.opens, span.closes), (*where, "week", place))
    placed = [(span.weekday * DAY + span.opens, span.weekday * DAY + span.closes) for span in calendar.week]
    yield from _overlaps(placed, (*where, "week"))
    seen = set()
    for place, one in enumerate(calendar.exceptions):
        at = (*where, "exceptions", place)
        if one.on in seen:
            yield CalendarFault(
                "calendar.date_twice", at, (("on", one.on.isoformat()),), "keep one entry for the date"
            )
        seen.add(one.on)
        for own in one.spans:
            yield from _span_faults(own, at)
        yield from _overlaps(list(one.spans), at)


def _span_faults(span: DaySpan, where: Where) -> Iterator[CalendarFault]:
    opens, closes = span
    values = (("opens", opens), ("closes", closes))
    if not 0 <= opens < DAY:
        yield CalendarFault(
            "calendar.span_outside_day", where, values, "let a span open between 00:00 and 24:00"
        )
    elif not opens < closes:
        yield CalendarFault("calendar.span_empty", where, values, "let a span close after it opens")
    elif closes > opens + DAY:
        yield CalendarFault("calendar.span_too_long", where, values, "let a span last 24 hours at most")


def _overlaps(spans: list[DaySpan], where: Where) -> Iterator[CalendarFault]:
    """Find spans that overlap, the last one of a week also with the first one of the next."""
    ordered = sorted(spans)
    next_week = [(opens + WEEK, closes + WEEK) for opens, closes in ordered[:1]]
    for (opens, closes), (next_opens, next_closes) in pairwise([*ordered, *next_week]):
        if next_opens < closes:
            values = (
                ("opens", opens),
                ("closes", closes),
                ("next opens", next_opens),
                ("next closes", next_closes),
            )
            yield CalendarFault(
                "calendar.overlap", where, values, "let one span end before or where the next begins"
            )


def _country_faults(calendar: Calendar, almanac: Almanac, where: Where) -> Iterator[CalendarFault]:
    wanted = calendar.transferred_saturdays or calendar.short_days or calendar.overlays
    if calendar.country is None:
        if wanted:
            yield CalendarFault(
                "calendar.country_needed", (*where, "country"), (), "name the country these days come from"
            )
        return
    years = almanac.years.get(calendar.country)
    if not years:
        known = ", ".join(sorted(almanac.years))
        values = (("country", calendar.country), ("known", known))
        yield CalendarFault(
            "calendar.unknown_country", (*where, "country"), values, "name a country whose years are loaded"
        )
        return
    known_overlays = {overlay.name for year in years.values() for overlay in year.overlays}
    for name in calendar.overlays:
        if name not in known_overlays:
            overlay_values = (("overlay", name), ("known", ", ".join(sorted(known_overlays))))
            yield CalendarFault(
                "calendar.unknown_overlay",
                (*where, "overlays"),
                overlay_values,
                "name an overlay of the country",
            )
