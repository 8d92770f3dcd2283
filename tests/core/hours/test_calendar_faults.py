"""What `compile_calendar` refuses, as values: every fault of a declaration at once, with its place."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reglament.core.hours.almanac import Almanac
from reglament.core.hours.calendar import (
    AnyCalendar,
    Calendar,
    DateException,
    Intersection,
    Union,
    WeekSpan,
    Without,
)
from reglament.core.hours.compile import compile_calendar
from reglament.core.hours.faults import CalendarFault
from reglament.core.hours.hours import Hours
from tests.core.hours.cast import EVERY_DAY, NINE_TO_SIX, WEEKDAYS, YEAR, almanac, made, plain, week

HOUR = 3600
DAY = 86_400
OFFICE = plain("Europe/Moscow", WEEKDAYS, (9, 18))
DAWN = plain("Europe/Moscow", WEEKDAYS, (0, 9))


def faults(calendar: AnyCalendar, facts: Almanac | None = None) -> tuple[CalendarFault, ...]:
    found = compile_calendar(calendar, facts or almanac())
    assert not isinstance(found, Hours)
    return found


def own(*spans: tuple[int, int]) -> Calendar:
    return Calendar("UTC", tuple(WeekSpan(0, opens, closes) for opens, closes in spans))


@pytest.mark.parametrize(
    ("calendar", "code", "where"),
    [
        (Calendar("UTC", ()), "calendar.no_hours", ("week",)),
        (Calendar("UTC", (), (DateException(date(2026, 1, 5)),)), "calendar.no_hours", ("week",)),
        (Calendar("Mars/Olympus", NINE_TO_SIX), "calendar.unknown_zone", ("zone",)),
        (Calendar("../../etc/passwd", NINE_TO_SIX), "calendar.unknown_zone", ("zone",)),
        (Calendar("UTC", (WeekSpan(7, 0, HOUR),)), "calendar.weekday", ("week", 0)),
        (Calendar("UTC", (WeekSpan(-1, 0, HOUR),)), "calendar.weekday", ("week", 0)),
        (own((86_400, 90_000)), "calendar.span_outside_day", ("week", 0)),
        (own((-1, 90)), "calendar.span_outside_day", ("week", 0)),
        (own((10, 10)), "calendar.span_empty", ("week", 0)),
        (own((0, 86_401)), "calendar.span_too_long", ("week", 0)),
        (own((0, HOUR), (HOUR - 1, 2 * HOUR)), "calendar.overlap", ("week",)),
        (Calendar("UTC", NINE_TO_SIX, day_length=0), "calendar.day_length", ("day_length",)),
        (Calendar("UTC", NINE_TO_SIX, day_length=86_401), "calendar.day_length", ("day_length",)),
        (Calendar("UTC", NINE_TO_SIX, country="XX"), "calendar.unknown_country", ("country",)),
        (Calendar("UTC", NINE_TO_SIX, transferred_saturdays=True), "calendar.country_needed", ("country",)),
        (Calendar("UTC", NINE_TO_SIX, short_days=True), "calendar.country_needed", ("country",)),
        (Calendar("UTC", NINE_TO_SIX, overlays=("storm",)), "calendar.country_needed", ("country",)),
        (
            Calendar("UTC", NINE_TO_SIX, country="RU", overlays=("storm",)),
            "calendar.unknown_overlay",
            ("overlays",),
        ),
        (
            Calendar("UTC", NINE_TO_SIX, (DateException(date(2026, 1, 5), ((9, 9),)),)),
            "calendar.span_empty",
            ("exceptions", 0),
        ),
        (
            Calendar("UTC", NINE_TO_SIX, (DateException(date(2026, 1, 5), ((9, 12), (11, 14))),)),
            "calendar.overlap",
            ("exceptions", 0),
        ),
        (
            Calendar("UTC", NINE_TO_SIX, (DateException(date(2026, 1, 5)), DateException(date(2026, 1, 5)))),
            "calendar.date_twice",
            ("exceptions", 1),
        ),
        (Union(()), "calendar.no_parts", ()),
        (Without(OFFICE, ()), "calendar.no_parts", ()),
        (Union((OFFICE, Calendar("UTC", ()))), "calendar.no_hours", ("parts", 1, "week")),
        (Union((OFFICE,), zone="Mars/Olympus"), "calendar.unknown_zone", ("zone",)),
        (Intersection((OFFICE, DAWN)), "calendar.no_hours", ()),
        (Without(OFFICE, (plain("UTC", EVERY_DAY, (0, 24)),)), "calendar.no_hours", ()),
    ],
)
def test_a_calendar_nobody_can_work_by_is_a_fault(
    calendar: AnyCalendar, code: str, where: tuple[str | int, ...]
) -> None:
    assert [(fault.code, fault.where) for fault in faults(calendar)] == [(code, where)]


def test_faults_are_collected_with_their_figures_and_a_hint() -> None:
    found = faults(Calendar("Mars/Olympus", (WeekSpan(9, 5, 5),), country="XX"))
    assert [(fault.code, fault.values) for fault in found] == [
        ("calendar.unknown_zone", (("zone", "Mars/Olympus"),)),
        ("calendar.weekday", (("weekday", 9),)),
        ("calendar.span_empty", (("opens", 5), ("closes", 5))),
        ("calendar.unknown_country", (("country", "XX"), ("known", "RU"))),
    ]
    assert all(fault.hint for fault in found)


def test_an_overlap_shows_both_spans() -> None:
    (fault,) = faults(own((9 * HOUR, 13 * HOUR), (12 * HOUR, 18 * HOUR)))
    assert dict(fault.values) == {
        "opens": 9 * HOUR,
        "closes": 13 * HOUR,
        "next opens": 12 * HOUR,
        "next closes": 18 * HOUR,
    }


def test_an_unknown_overlay_names_the_known_ones() -> None:
    (fault,) = faults(Calendar("UTC", NINE_TO_SIX, country="RU", overlays=("storm",)))
    assert fault.values == (("overlay", "storm"), ("known", "presidential non-working days"))


@pytest.mark.parametrize("spans", [((9, 12), (12, 18)), ((0, 24),), ((22, 30),), ((0, 6), (22, 24))])
def test_spans_that_only_touch_are_no_fault(spans: tuple[tuple[float, float], ...]) -> None:
    assert isinstance(compile_calendar(plain("UTC", EVERY_DAY, *spans), almanac()), Hours)


def test_a_night_shift_may_not_run_into_the_next_mornings_hours_not_even_round_the_week() -> None:
    tuesday = Calendar("UTC", (WeekSpan(0, 22 * HOUR, 31 * HOUR), WeekSpan(1, 6 * HOUR, 12 * HOUR)))
    monday = Calendar("UTC", (WeekSpan(6, 22 * HOUR, 31 * HOUR), WeekSpan(0, 6 * HOUR, 12 * HOUR)))
    assert [fault.code for fault in faults(tuesday)] == ["calendar.overlap"]
    (fault,) = faults(monday)
    assert dict(fault.values) == {
        "opens": 6 * DAY + 22 * HOUR,
        "closes": 7 * DAY + 7 * HOUR,
        "next opens": 7 * DAY + 6 * HOUR,
        "next closes": 7 * DAY + 12 * HOUR,
    }


def test_dated_hours_alone_make_a_calendar() -> None:
    window = Calendar("UTC", (), (DateException(date(2026, 1, 5), ((0, HOUR),)),))
    assert isinstance(compile_calendar(window, almanac()), Hours)


def test_two_parts_that_meet_on_one_date_only_make_a_calendar() -> None:
    late = Calendar(
        "Europe/Moscow",
        week(WEEKDAYS, (18, 24)),
        (DateException(date(2041, 1, 7), ((9 * HOUR, 10 * HOUR),)),),
    )
    assert isinstance(compile_calendar(Intersection((OFFICE, late)), almanac()), Hours)


def nested(levels: int) -> AnyCalendar:
    deep: AnyCalendar = OFFICE
    for _ in range(levels):
        deep = Union((deep,))
    return deep


def test_calendars_combined_without_end_are_a_fault() -> None:
    assert isinstance(compile_calendar(nested(16), almanac()), Hours)
    for levels in (17, 200):
        assert [fault.code for fault in faults(nested(levels))] == ["calendar.too_deep"]


@pytest.mark.parametrize("length", [1, 86_400])
def test_a_day_may_be_declared_a_second_or_a_whole_day_long(length: int) -> None:
    assert isinstance(compile_calendar(Calendar("UTC", NINE_TO_SIX, day_length=length), almanac()), Hours)


@pytest.mark.parametrize(("year", "ever_open"), [(1899, False), (1900, True), (2299, True), (2300, False)])
def test_parts_may_meet_in_any_year_that_can_be_computed(year: int, ever_open: bool) -> None:  # noqa: FBT001
    once = DateException(date(year, 6, 1), ((3 * HOUR, 4 * HOUR),))
    early, late = (Calendar("UTC", week(WEEKDAYS, hours), (once,)) for hours in ((6, 9), (18, 24)))
    assert isinstance(compile_calendar(Intersection((early, late)), almanac()), Hours) == ever_open


@pytest.mark.parametrize(("year", "ever_open"), [(2019, False), (2020, True), (2031, True), (2032, False)])
def test_parts_may_meet_in_any_loaded_year_of_twelve(year: int, ever_open: bool) -> None:  # noqa: FBT001
    june = date(year, 6, 1)
    saturday = june + timedelta(days=5 - june.weekday())
    facts = made(
        replace(
            YEAR,
            year=year,
            transfers=((saturday, saturday + timedelta(days=2)),),
            working_days_off=(saturday,),
        )
    )
    served = Calendar("UTC", NINE_TO_SIX, country="XX", transferred_saturdays=True)
    both = Intersection((served, plain("UTC", range(5, 6), (0, 24))))
    assert isinstance(compile_calendar(both, facts), Hours) == ever_open


def test_a_country_without_years_is_unknown() -> None:
    facts = almanac()
    empty = Almanac(facts.zone_bytes, {"RU": {}}, facts.tzdata_version)
    assert [fault.code for fault in faults(Calendar("UTC", NINE_TO_SIX, country="RU"), empty)] == [
        "calendar.unknown_country"
    ]
