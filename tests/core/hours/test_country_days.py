"""What a country's production calendar and dated exceptions do to the hours of a date, and years nobody has loaded."""

from dataclasses import replace
from datetime import date

import pytest

from reglament.core.hours.calendar import Calendar, DateException, Union, WeekSpan
from reglament.core.hours.compile import compile_calendar
from reglament.core.hours.hours import Hours
from tests.core.hours.cast import (
    DAY,
    EVERY_DAY,
    HOUR,
    NINE_TO_SIX,
    WEEKDAYS,
    YEAR,
    at,
    compiled,
    hours,
    made,
    plain,
    week,
)


def test_a_dated_exception_outranks_the_country_and_is_never_shortened() -> None:
    own = (
        DateException(date(2026, 11, 3), ((9 * HOUR, 18 * HOUR),)),
        DateException(date(2026, 11, 4), ((0, HOUR),)),
    )
    calendar = compiled(
        Calendar("UTC", NINE_TO_SIX, (*own, DateException(date(2026, 11, 5))), country="RU", short_days=True)
    )
    eve = at(calendar, "2026-11-03")
    assert [calendar.worked(eve + day * DAY, eve + (day + 1) * DAY) for day in range(3)] == [
        9 * HOUR,
        HOUR,
        0,
    ]


def test_the_spans_of_an_exception_may_stand_in_any_order() -> None:
    own = DateException(date(2026, 11, 7), ((15 * HOUR, 16 * HOUR), (9 * HOUR, 10 * HOUR)))
    calendar = compiled(Calendar("UTC", NINE_TO_SIX, (own,)))
    saturday = own.on.toordinal()
    assert calendar.opening(saturday) == at(calendar, "2026-11-07", "09:00")
    assert calendar.closing(saturday) == at(calendar, "2026-11-07", "16:00")


def test_a_calendar_may_work_through_a_countrys_holidays_and_still_shrink() -> None:
    calendar = compiled(Calendar("UTC", NINE_TO_SIX, country="RU", holidays=False, short_days=True))
    eve = at(calendar, "2026-11-03")
    assert [calendar.worked(eve + day * DAY, eve + (day + 1) * DAY) // HOUR for day in range(2)] == [8, 9]


def test_a_working_saturday_has_the_hours_of_the_weekday_its_rest_moved_to() -> None:
    spans = tuple(WeekSpan(day, 9 * HOUR, (10 + day) * HOUR) for day in range(5))
    calendar = compiled(Calendar("UTC", spans, country="RU", transferred_saturdays=True))
    saturday = at(calendar, "2024-11-02")  # stands for Tuesday 30 April
    assert calendar.worked(saturday, saturday + DAY) == 2 * HOUR


def test_a_short_day_loses_its_last_open_hour_across_breaks() -> None:
    calendar = compiled(
        Calendar("UTC", week(WEEKDAYS, (9, 12), (13, 13.25), (14, 14.5)), country="RU", short_days=True)
    )
    eve = at(calendar, "2026-11-03")
    assert calendar.spans(eve, eve + DAY) == ((eve + 9 * HOUR, eve + 12 * HOUR - 900),)


def test_a_short_day_of_less_than_an_hour_vanishes() -> None:
    calendar = compiled(Calendar("UTC", week(WEEKDAYS, (9, 10)), country="RU", short_days=True))
    assert not calendar.is_working_day(date(2026, 11, 3).toordinal())


def test_a_year_not_loaded_is_provisional_where_the_country_matters() -> None:
    start, end = 1_830_000_000, 1_900_000_000  # 2027-12-28 and 2030-03-17
    assert hours("office").provisional_years(start, end) == (2028, 2029, 2030)
    assert hours("office").provisional_years(end, start) == (2028, 2029, 2030)
    assert hours("always").provisional_years(start, end) == ()
    assert (
        compiled(Calendar("UTC", NINE_TO_SIX, country="RU", holidays=False)).provisional_years(start, end)
        == ()
    )
    both = compiled(Union((plain("UTC", WEEKDAYS, (9, 18)), Calendar("UTC", NINE_TO_SIX, country="RU"))))
    assert [both.provisional_years(start, start), both.provisional_years(end, end)] == [(), (2030,)]


def test_a_moment_asked_first_of_all_is_looked_up() -> None:
    assert compiled(hours("office").calendar).provisional_years(0, 0) == (1970,)


@pytest.mark.parametrize(
    ("asked", "new_year", "before", "behind"),
    [("2027-06-01", "2028-01-01", (), (2028,)), ("2013-06-01", "2013-01-01", (2012,), ())],
)
def test_a_year_asked_before_hides_no_provisional_one(
    asked: str, new_year: str, before: tuple[int, ...], behind: tuple[int, ...]
) -> None:
    for shift, expected in ((-1, before), (0, behind), (1, behind), (40 * DAY, behind)):
        office = compiled(hours("office").calendar)
        inside, edge = at(office, asked), at(office, new_year) + shift
        assert office.provisional_years(inside, inside) == ()
        assert office.provisional_years(edge, edge) == expected
        assert office.provisional_years(inside, edge) == office.provisional_years(edge, inside) == expected


def test_a_provisional_year_repeats_public_holidays_only() -> None:
    office = hours("office served short")
    days = [date(2028, 1, 8), date(2028, 2, 22), date(2028, 2, 23), date(2028, 3, 8), date(2028, 5, 1)]
    assert [office.is_working_day(day.toordinal()) for day in days] == [False, True, False, False, False]
    assert office.closing(date(2028, 2, 22).toordinal()) == at(office, "2028-02-22", "18:00")


def test_a_provisional_year_follows_the_nearest_loaded_one_and_skips_a_date_it_lacks() -> None:
    facts = made(
        replace(YEAR, year=2028, holidays=(date(2028, 2, 29), date(2028, 3, 1))),
        replace(YEAR, year=2032, holidays=(date(2032, 3, 2),)),
    )
    calendar = compile_calendar(Calendar("UTC", week(EVERY_DAY, (9, 18)), country="XX"), facts)
    assert isinstance(calendar, Hours)
    marches = {
        year: [calendar.is_working_day(date(year, 3, day).toordinal()) for day in (1, 2)]
        for year in (2029, 2030)
    }
    assert marches == {2029: [False, True], 2030: [True, False]}


def test_a_provisional_year_is_open_throughout_where_holidays_are_not_kept() -> None:
    facts = made(replace(YEAR, holidays=(date(2030, 3, 1),), short_days=(date(2030, 2, 28),)))
    calendar = compile_calendar(
        Calendar("UTC", NINE_TO_SIX, country="XX", holidays=False, short_days=True), facts
    )
    assert isinstance(calendar, Hours)
    assert [calendar.is_working_day(date(year, 3, 1).toordinal()) for year in (2030, 2029)] == [True, True]
