"""A compiled calendar asked by hand: edges of openings and closings, days, combinations, limits, digests."""

from datetime import date

import numpy as np
import pytest

from reglament.core.hours.calendar import Calendar, DateException, Intersection, Union, WeekSpan, Without
from reglament.core.hours.faults import CalendarExhausted, CalendarFault
from tests.core.hours.cast import (
    DAY,
    EVERY_DAY,
    HOUR,
    NINE_TO_SIX,
    WEEKDAYS,
    at,
    compiled,
    hours,
    plain,
)

TUESDAY = date(2026, 11, 17).toordinal()


def test_the_opening_instant_is_open_and_the_closing_instant_is_closed() -> None:
    office = hours("office")
    opening, closing = office.opening(TUESDAY), office.closing(TUESDAY)
    assert opening == at(office, "2026-11-17", "09:00")
    assert closing == at(office, "2026-11-17", "18:00")
    assert [office.is_open(moment) for moment in (opening - 1, opening, closing - 1, closing)] == [
        False,
        True,
        True,
        False,
    ]


def test_worked_of_a_reversed_span_is_negative() -> None:
    office = hours("office")
    start, end = at(office, "2026-11-16", "10:00"), at(office, "2026-11-18", "11:00")
    assert (office.worked(start, end), office.worked(end, start)) == (19 * HOUR, -19 * HOUR)


def test_reach_takes_the_earliest_moment_and_reach_back_the_latest() -> None:
    office = hours("office")
    closing, opening = at(office, "2026-11-16", "18:00"), at(office, "2026-11-17", "09:00")
    assert office.reach(at(office, "2026-11-16", "17:00"), HOUR) == closing
    assert office.reach_back(at(office, "2026-11-17", "10:00"), HOUR) == opening
    assert [office.reach(opening, 0), office.reach_back(closing, 0)] == [opening, closing]
    assert (
        office.reach(opening, -HOUR) == office.reach_back(opening, HOUR) == at(office, "2026-11-16", "17:00")
    )
    assert (
        office.reach_back(closing, -HOUR) == office.reach(closing, HOUR) == at(office, "2026-11-17", "10:00")
    )


def test_next_open_is_now_or_the_next_opening() -> None:
    office = hours("office")
    open_at, closed_at = at(office, "2026-11-16", "10:00"), at(office, "2026-11-14", "10:00")
    assert [office.next_open(open_at), office.next_open(closed_at)] == [
        open_at,
        at(office, "2026-11-16", "09:00"),
    ]


def test_spans_are_cut_at_both_ends() -> None:
    lunch = hours("ulan-ude")
    start, end = at(lunch, "2026-11-17", "09:00"), at(lunch, "2026-11-18", "09:00")
    assert lunch.spans(start, end) == (
        (start, at(lunch, "2026-11-17", "12:00")),
        (at(lunch, "2026-11-17", "13:00"), at(lunch, "2026-11-17", "17:30")),
        (at(lunch, "2026-11-18", "08:30"), end),
    )
    assert [lunch.spans(end, start), lunch.spans(start, start)] == [(), ()]


def test_spans_do_not_break_at_midnight_or_new_year_where_hours_go_on() -> None:
    always = hours("always")
    start, end = at(always, "2025-12-01"), at(always, "2026-02-01")
    assert always.spans(start, end) == ((start, end),)


def test_a_window_grows_to_either_side() -> None:
    office = hours("office")
    old, new = at(office, "1995-03-01"), at(office, "2044-03-01")
    assert office.worked(old, new) == office.worked(old, 1_800_000_000) + office.worked(1_800_000_000, new)
    assert office.reach_back(new, office.worked(old, new)) == at(office, "1995-03-01", "09:00")


@pytest.mark.parametrize("moment", [-2_208_988_801, 10_413_792_000, 10**18, -(10**18)])
def test_moments_before_1900_and_after_2299_are_exhausted(moment: int) -> None:
    office = compiled(plain("UTC", WEEKDAYS, (9, 18)))
    for ask in (
        lambda: office.worked(0, moment),
        lambda: office.reach(moment, 1),
        lambda: office.reach(moment, 0),
        lambda: office.reach_back(moment, 1),
        lambda: office.reach_back(moment, 0),
        lambda: office.is_open(moment),
        lambda: office.local_day(moment),
        lambda: office.wall(moment),
        lambda: office.moment(moment // DAY + 719_163, 0),
        lambda: office.spans(min(0, moment), max(0, moment)),
    ):
        with pytest.raises(CalendarExhausted):
            ask()


def test_the_first_and_the_last_moment_are_inside() -> None:
    always = compiled(plain("UTC", EVERY_DAY, (0, 24)))
    assert always.worked(-2_208_988_800, 10_413_791_999) == 10_413_791_999 + 2_208_988_800


def test_a_reach_of_a_hundred_years_is_the_longest() -> None:
    always = compiled(plain("UTC", EVERY_DAY, (0, 24)))
    longest = 36_525 * DAY
    assert [always.reach(0, longest), always.reach_back(longest, longest)] == [longest, 0]
    with pytest.raises(CalendarExhausted):
        always.reach(0, longest + 1)
    with pytest.raises(CalendarExhausted):
        always.reach_back(longest, longest + 1)
    with pytest.raises(CalendarExhausted):
        always.reach_many(np.array([0]), np.array([longest + 1]))


def test_a_calendar_of_one_dated_hour_is_exhausted_after_it_and_before_it() -> None:
    once = compiled(Calendar("UTC", (), (DateException(date(2026, 1, 5), ((0, HOUR),)),)))
    hour = at(once, "2026-01-05")
    assert once.reach(hour - DAY, HOUR) == hour + HOUR
    assert once.next_open(hour - DAY) == hour
    for ask in (
        lambda: once.reach(hour, HOUR + 1),
        lambda: once.reach_back(hour, 1),
        lambda: once.next_open(hour + HOUR),
        lambda: once.next_open(hour - 37_000 * DAY),
        lambda: once.reach_many(np.array([hour]), np.array([HOUR + 1])),
        lambda: once.reach_many(np.array([hour]), np.array([-1])),
    ):
        with pytest.raises(CalendarExhausted):
            ask()


def test_day_functions_speak_the_wall_of_the_zone() -> None:
    far_east = hours("vladivostok")
    evening_utc = 1_763_400_000  # 2025-11-17 17:20 UTC, 03:20 of the 18th in Vladivostok
    assert far_east.local_day(evening_utc) == date(2025, 11, 18).toordinal()
    assert far_east.wall(evening_utc) == (date(2025, 11, 18).toordinal(), 3 * HOUR + 20 * 60)
    assert far_east.day_start(date(2025, 11, 18).toordinal()) == evening_utc - 3 * HOUR - 20 * 60


def test_a_night_shift_belongs_to_the_date_it_opened_on() -> None:
    nights = hours("berlin nights")
    night = at(nights, "2026-11-15", "02:00")
    assert date.fromordinal(nights.working_day_of(night)) == date(2026, 11, 14)
    assert nights.closing(date(2026, 11, 14).toordinal()) == at(nights, "2026-11-15", "06:00")
    assert date.fromordinal(nights.working_day_of(at(nights, "2026-11-15", "06:00"))) == date(2026, 11, 15)


def test_a_date_the_zone_skipped_is_no_working_day() -> None:
    apia = hours("apia")
    skipped = date(2011, 12, 30).toordinal()
    assert [apia.is_working_day(day) for day in (skipped - 1, skipped, skipped + 1)] == [True, False, False]
    assert (apia.opening(skipped), apia.closing(skipped)) == (None, None)


def test_a_wall_time_that_happens_twice_means_the_first_and_one_that_never_happens_the_jump() -> None:
    berlin = hours("berlin")
    twice, never = date(2026, 10, 25).toordinal(), date(2026, 3, 29).toordinal()
    assert berlin.moment(twice, 2 * HOUR + 1800) - berlin.day_start(twice) == 2 * HOUR + 1800
    assert berlin.moment(twice, 3 * HOUR) - berlin.day_start(twice) == 4 * HOUR
    assert {berlin.moment(never, second) - berlin.day_start(never) for second in (7200, 9000, 10_800)} == {
        2 * HOUR
    }


def test_moscow_kept_three_offsets() -> None:
    moscow = hours("always")
    offsets = {
        year: moscow.zone.offset(at(moscow, f"{year}-12-01")) // HOUR for year in (2010, 2011, 2013, 2014)
    }
    assert offsets == {2010: 3, 2011: 4, 2013: 4, 2014: 3}


@pytest.mark.parametrize(
    ("calendar", "length"),
    [
        (plain("UTC", WEEKDAYS, (9, 12), (13, 18)), 8 * HOUR),
        (plain("UTC", EVERY_DAY, (0, 24)), DAY),
        (Calendar("UTC", (*NINE_TO_SIX, WeekSpan(5, 9 * HOUR, 12 * HOUR)), day_length=9 * HOUR), 9 * HOUR),
        (Union((plain("UTC", WEEKDAYS, (9, 18)),), day_length=HOUR), HOUR),
    ],
)
def test_a_full_day_is_as_long_as_declared_or_as_every_weekday(calendar: Calendar, length: int) -> None:
    assert compiled(calendar).day_length() == length


def test_days_of_different_length_are_a_fault_that_shows_them() -> None:
    found = compiled(Calendar("UTC", (*NINE_TO_SIX, WeekSpan(5, 9 * HOUR, 12 * HOUR)))).day_length()
    assert isinstance(found, CalendarFault)
    assert (found.code, found.values) == ("calendar.day_length_unknown", (("seconds", "10800, 32400"),))
    assert isinstance(compiled(Union((plain("UTC", WEEKDAYS, (9, 18)),))).day_length(), CalendarFault)


def test_union_intersection_and_without_are_sets_of_moments() -> None:
    morning, afternoon = plain("UTC", WEEKDAYS, (8, 13)), plain("UTC", WEEKDAYS, (12, 17))
    day = at(compiled(morning), "2026-11-17")
    both = {
        "union": compiled(Union((morning, afternoon))).spans(day, day + DAY),
        "intersection": compiled(Intersection((morning, afternoon))).spans(day, day + DAY),
        "without": compiled(Without(morning, (afternoon,))).spans(day, day + DAY),
    }
    assert both == {
        "union": ((day + 8 * HOUR, day + 17 * HOUR),),
        "intersection": ((day + 12 * HOUR, day + 13 * HOUR),),
        "without": ((day + 8 * HOUR, day + 12 * HOUR),),
    }


def test_a_combination_has_days_of_its_own_zone_that_close_at_midnight_at_the_latest() -> None:
    nights = plain("Europe/Berlin", WEEKDAYS, (22, 30))
    calendar = compiled(Union((nights,)))
    saturday = date(2026, 11, 14).toordinal()
    assert calendar.is_working_day(saturday)
    assert calendar.closing(saturday - 1) == calendar.day_start(saturday)
    assert calendar.closing(saturday) == at(calendar, "2026-11-14", "06:00")
    assert calendar.opening(saturday) == calendar.day_start(saturday)
    assert not calendar.is_working_day(saturday + 1)
    assert (
        compiled(Union((nights,), zone="UTC")).local_day(at(calendar, "2026-11-14", "00:30")) == saturday - 1
    )


def test_four_times_six_hours_follow_the_sun_round_the_clock() -> None:
    zones = ("Etc/GMT-12", "Etc/GMT-6", "Etc/GMT", "Etc/GMT+6")
    sun = compiled(Union(tuple(plain(zone, EVERY_DAY, (0, 6)) for zone in zones), zone="UTC"))
    assert sun.spans(1_780_000_000, 1_780_864_000) == ((1_780_000_000, 1_780_864_000),)


def test_empty_vectors_give_empty_vectors() -> None:
    none = np.empty(0, np.int64)
    office = hours("office")
    assert [len(office.worked_many(none, none)), len(office.reach_many(none, none))] == [0, 0]
