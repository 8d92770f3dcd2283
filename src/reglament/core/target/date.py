"""What a date is in a calendar, and by which decree: weekend, holiday, day off by transfer, working Saturday, short day."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from reglament.core.hours.calendar import Calendar
from reglament.core.hours.hours import Hours
from reglament.core.hours.production import ProductionYear

Years: TypeAlias = Mapping[str, Mapping[int, ProductionYear]]
"""Country → year → its facts."""


class DateNote(NamedTuple):
    """A date (ordinal) and what sets it apart. `kind`: weekend, holiday, day off, overlay, exception, closed, working saturday
    or short day; `name` of an overlay; `decree` by which it is so, where the year is loaded.
    """

    ordinal: int
    kind: str
    name: str | None = None
    decree: str | None = None


def closed_date(hours: Hours, ordinal: int, years: Years) -> DateNote:
    """Say why a date without open time has none."""
    calendar = hours.calendar
    if not isinstance(calendar, Calendar):
        return DateNote(ordinal, "closed")
    on = date.fromordinal(ordinal)
    if any(one.on == on for one in calendar.exceptions):
        return DateNote(ordinal, "exception")
    official = _official(calendar, on, years)
    if official is not None:
        return official
    served = any(span.weekday == on.weekday() for span in calendar.week)
    return DateNote(ordinal, "holiday" if served else "weekend")


def _official(calendar: Calendar, on: date, years: Years) -> DateNote | None:
    year = _year(calendar, on, years)
    if year is None:
        return None
    for overlay in year.overlays:
        if overlay.name in calendar.overlays and on in overlay.days:
            return DateNote(on.toordinal(), "overlay", overlay.name, overlay.basis)
    if calendar.holidays and on in year.holidays:
        return DateNote(on.toordinal(), "holiday")
    if calendar.holidays and on in year.days_off:
        return DateNote(on.toordinal(), "day off", None, year.decree.number)
    return None


def open_notes(hours: Hours, ordinal: int, years: Years) -> Iterator[DateNote]:
    """Say what sets a served date apart, if anything does."""
    calendar = hours.calendar
    if not isinstance(calendar, Calendar):
        return
    on = date.fromordinal(ordinal)
    if any(one.on == on for one in calendar.exceptions):
        yield DateNote(ordinal, "exception")
        return
    year = _year(calendar, on, years)
    if year is None:
        return
    if calendar.transferred_saturdays and on in year.working_days_off:
        yield DateNote(ordinal, "working saturday", None, year.decree.number)
    if calendar.short_days and on in year.short_days:
        yield DateNote(ordinal, "short day", None, year.decree.number)


def _year(calendar: Calendar, on: date, years: Years) -> ProductionYear | None:
    return years.get(calendar.country, {}).get(on.year) if calendar.country else None
