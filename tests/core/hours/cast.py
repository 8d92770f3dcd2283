"""The calendars that the worked tables and tests speak of, compiled once against the shipped almanac."""

from datetime import date
from functools import cache

from reglament.config.almanac import load_almanac
from reglament.core.hours.almanac import Almanac
from reglament.core.hours.calendar import AnyCalendar, Calendar, Union, WeekSpan
from reglament.core.hours.compile import compile_calendar
from reglament.core.hours.hours import Hours
from reglament.core.hours.production import Decree, ProductionYear

HOUR = 3600
DAY = 86_400
WEEKDAYS = range(5)
EVERY_DAY = range(7)


@cache
def almanac() -> Almanac:
    return load_almanac()


def week(days: range, *spans: tuple[float, float]) -> tuple[WeekSpan, ...]:
    """The same spans on each of the days, given in hours."""
    return tuple(
        WeekSpan(day, int(opens * HOUR), int(closes * HOUR)) for day in days for opens, closes in spans
    )


NINE_TO_SIX = week(WEEKDAYS, (9, 18))


def office(*, zone: str = "Europe/Moscow", served: bool = False, short: bool = False) -> Calendar:
    return Calendar(zone, NINE_TO_SIX, country="RU", transferred_saturdays=served, short_days=short)


def plain(zone: str, days: range, *spans: tuple[float, float]) -> Calendar:
    return Calendar(zone, week(days, *spans))


CALENDARS: dict[str, AnyCalendar] = {
    "always": plain("Europe/Moscow", EVERY_DAY, (0, 24)),
    "office": office(),
    "office served": office(served=True),
    "office short": office(short=True),
    "office served short": office(served=True, short=True),
    "kaliningrad": office(zone="Europe/Kaliningrad"),
    "vladivostok": office(zone="Asia/Vladivostok"),
    "ulan-ude": Calendar("Asia/Irkutsk", week(WEEKDAYS, (8.5, 12), (13, 17.5)), country="RU"),
    "presidential": Calendar(
        "Europe/Moscow", NINE_TO_SIX, country="RU", overlays=("presidential non-working days",)
    ),
    "berlin": plain("Europe/Berlin", EVERY_DAY, (0, 24)),
    "berlin nights": plain("Europe/Berlin", EVERY_DAY, (22, 30)),
    "new york nights": plain("America/New_York", EVERY_DAY, (22, 30)),
    "lord howe": plain("Australia/Lord_Howe", EVERY_DAY, (0, 6)),
    "apia": plain("Pacific/Apia", WEEKDAYS, (9, 17)),
    "sun": Union(
        tuple(plain(zone, WEEKDAYS, (9, 17)) for zone in ("Asia/Tokyo", "Europe/Berlin", "America/New_York")),
        zone="UTC",
    ),
}


@cache
def hours(name: str) -> Hours:
    return compiled(CALENDARS[name])


def compiled(calendar: AnyCalendar) -> Hours:
    found = compile_calendar(calendar, almanac())
    assert isinstance(found, Hours), found
    return found


def at(calendar: Hours, on: str, clock: str = "00:00") -> int:
    """Give the moment of a wall time, `at(office, "2026-11-17", "09:00")`."""
    hour, minute = clock.split(":")
    return calendar.moment(date.fromisoformat(on).toordinal(), int(hour) * HOUR + int(minute) * 60)


YEAR = ProductionYear("XX", 2030, Decree("1", date(2029, 10, 1), "made up"), (), (), (), (), (), (), ())


def made(*years: ProductionYear) -> Almanac:
    """Give an almanac of these years of the made-up country XX."""
    facts = almanac()
    return Almanac(facts.zone_bytes, {"XX": {year.year: year for year in years}}, facts.tzdata_version)
