"""Compiled calendars against a slow reference that looks at the wall clock minute by minute and knows no arithmetic."""

from datetime import UTC, date, datetime
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import event, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from reglament.core.hours.calendar import AnyCalendar, Calendar, DaySpan, Intersection, Union, Without
from reglament.core.hours.compile import compile_calendar
from reglament.core.hours.hours import Hours
from tests.core.hours.cast import almanac, compiled
from tests.core.hours.strategies import DAY, JUMPS, MINUTE, calendars

EPOCH = date(1970, 1, 1).toordinal()
DAYS = 12
Minutes = NDArray[np.int64]
Flags = NDArray[np.bool_]


def walls(zone: str, moments: Minutes) -> Minutes:
    """What the wall clock shows, in seconds since 1970-01-01 of its own time; clocks only jump at quarters of an hour."""
    info = ZoneInfo.from_file(BytesIO((files("tzdata") / "zoneinfo").joinpath(*zone.split("/")).read_bytes()))
    offsets = {
        quarter: datetime.fromtimestamp(quarter * 900, UTC).astimezone(info).utcoffset()
        for quarter in range(int(moments[0]) // 900, int(moments[-1]) // 900 + 1)
    }
    seconds = {
        quarter: int(offset.total_seconds()) for quarter, offset in offsets.items() if offset is not None
    }
    return np.array([at + seconds[at // 900] for at in moments.tolist()])


def spans_on(calendar: Calendar, day: int) -> tuple[DaySpan, ...]:
    """The page's section 3, said again in its own order."""
    on = date.fromordinal(day)
    for exception in calendar.exceptions:
        if exception.on == on:
            return exception.spans
    if calendar.country and calendar.holidays:
        years = almanac().years[calendar.country]
        if on.year in years:
            if on in years[on.year].days_off or on in years[on.year].holidays:
                return ()
        else:
            nearest = min(years, key=lambda year: abs(year - on.year))
            if (on.month, on.day) in {(off.month, off.day) for off in years[nearest].holidays}:
                return ()
    return tuple((span.opens, span.closes) for span in calendar.week if span.weekday == on.weekday())


def open_minutes(calendar: Calendar, moments: Minutes) -> Flags:
    """A wall time means the first moment at which the wall shows it or anything later: a running maximum finds it."""
    shown = np.maximum.accumulate(walls(calendar.zone, moments))
    is_open = np.zeros(len(moments), np.bool_)
    first = int(shown[0]) // DAY + EPOCH
    for day in range(first - 3, first + DAYS + 8):
        for opens, closes in spans_on(calendar, day):
            begins = np.searchsorted(shown, (day - EPOCH) * DAY + opens)
            ends = np.searchsorted(shown, (day - EPOCH) * DAY + closes)
            is_open[begins:ends] = True
    return is_open


def window(calendar: Calendar, shift: int) -> Minutes:
    """Minutes from three days before the compared ones, so that the wall's running maximum is settled."""
    jump = JUMPS[calendar.zone][shift % 2].toordinal() - EPOCH
    begin = jump * DAY - DAYS * DAY // 2 + shift * MINUTE
    return np.arange(begin - 3 * DAY, begin + DAYS * DAY, MINUTE)


@given(calendars(), st.integers(0, 4 * 24 * 60))
def test_a_calendar_is_open_in_the_minutes_its_walls_say(calendar: Calendar, shift: int) -> None:
    moments = window(calendar, shift)
    expected = open_minutes(calendar, moments)[3 * 24 * 60 :]
    moments = moments[3 * 24 * 60 :]
    hours = compiled(calendar)
    assert np.array_equal(hours.worked_many(moments, moments + MINUTE), expected * MINUTE)
    before = np.cumsum(expected) * MINUTE
    assert [hours.worked(int(moments[0]), int(at) + MINUTE) for at in moments[::97]] == before[::97].tolist()


@given(
    calendars(),
    calendars(),
    st.sampled_from(("union", "intersection", "without")),
    st.integers(0, 4 * 24 * 60),
)
def test_a_combination_is_open_in_the_minutes_its_parts_say(
    one: Calendar, other: Calendar, kind: str, shift: int
) -> None:
    moments = window(one, shift)
    mine, theirs = open_minutes(one, moments), open_minutes(other, moments)
    combinations: dict[str, tuple[AnyCalendar, Flags]] = {
        "union": (Union((one, other)), mine | theirs),
        "intersection": (Intersection((one, other)), mine & theirs),
        "without": (Without(one, (other,)), mine & ~theirs),
    }
    combination, expected = combinations[kind]
    hours = compile_calendar(combination, almanac())
    if not isinstance(hours, Hours):
        event("never open together")
        assert not expected.any()
        return
    kept = moments[3 * 24 * 60 :]
    assert np.array_equal(hours.worked_many(kept, kept + MINUTE), expected[3 * 24 * 60 :] * MINUTE)
