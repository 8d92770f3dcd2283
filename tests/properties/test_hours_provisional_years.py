"""What was asked of a calendar before changes nothing in which years it calls provisional, at whatever moment."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.hours.calendar import Calendar
from reglament.core.hours.hours import Hours
from reglament.core.hours.line import END_OF_MOMENTS, FIRST_MOMENT
from reglament.core.hours.zone import year_start
from tests.core.hours.cast import NINE_TO_SIX, almanac, compiled

OFFICES = {
    zone: Calendar(zone, NINE_TO_SIX, country="RU")
    for zone in ("Europe/Moscow", "Asia/Vladivostok", "America/New_York")
}
LOADED = almanac().years["RU"]

near_new_year = st.builds(
    lambda year, hours, second: year_start(year) + hours * 3600 + second,
    st.integers(2011, 2030),
    st.integers(-48, 48),
    st.integers(-1, 1),
)


def years_of(hours: Hours, start: int, end: int) -> list[int]:
    """The local years of a span, by the calendar's zone alone."""
    first, last = (
        (datetime.fromtimestamp(at, UTC) + timedelta(seconds=hours.zone.offset(at))).year
        for at in sorted((start, end))
    )
    return [*range(first, last + 1)]


@given(st.sampled_from([*OFFICES]), st.lists(st.tuples(near_new_year, near_new_year), min_size=1, max_size=8))
def test_a_year_is_provisional_however_often_others_were_asked(
    zone: str, asked: list[tuple[int, int]]
) -> None:
    hours = compiled(OFFICES[zone])
    for start, end in asked:
        expected = tuple(year for year in years_of(hours, start, end) if year not in LOADED)
        assert hours.provisional_years(start, end) == expected


@given(st.sampled_from([*OFFICES]), st.integers(2013, 2027), st.integers(-2, 1), st.booleans())
def test_a_year_asked_after_its_neighbour_is_looked_up(zone: str, year: int, shift: int, ends: bool) -> None:  # noqa: FBT001
    """Moments within two seconds of the local new year, asked after one inside the year before or behind it."""
    hours = compiled(OFFICES[zone])
    inside = hours.day_start(date(year, 6, 1).toordinal())
    assert hours.provisional_years(inside, inside) == ()
    edge = hours.day_start(date(year + ends, 1, 1).toordinal()) + shift
    expected = tuple(one for one in years_of(hours, edge, edge) if one not in LOADED)
    assert hours.provisional_years(edge, edge) == expected
    assert (
        hours.provisional_years(inside, edge)
        == hours.provisional_years(edge, inside)
        == tuple(one for one in years_of(hours, inside, edge) if one not in LOADED)
    )


@given(st.sampled_from([*OFFICES]), st.sampled_from([FIRST_MOMENT, END_OF_MOMENTS - 1]))
def test_the_first_and_the_last_moment_can_be_asked(zone: str, at: int) -> None:
    without_country = compiled(Calendar(zone, NINE_TO_SIX))
    assert without_country.provisional_years(at, at) == ()
