"""Zones: transitions to the second, found alike however the years are asked for, and the first moment of a wall time."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from reglament.core.hours.zone import EPOCH_ORDINAL, Zone, year_start
from tests.core.hours.cast import almanac

HOUR = 3600
DAY = 86_400


def zone(name: str) -> Zone:
    found = almanac().zone_bytes(name)
    assert found is not None
    return Zone(found)


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("name", "at", "before", "after"),
    [
        ("Europe/Moscow", "2011-03-26 23:00", 3 * HOUR, 4 * HOUR),
        ("Europe/Moscow", "2014-10-25 22:00", 4 * HOUR, 3 * HOUR),
        ("Europe/Berlin", "2026-10-25 01:00", 2 * HOUR, HOUR),
        ("America/New_York", "2026-03-08 07:00", -5 * HOUR, -4 * HOUR),
        ("Australia/Lord_Howe", "2026-10-03 15:30", 10 * HOUR + 1800, 11 * HOUR),
        ("Pacific/Apia", "2011-12-30 10:00", -10 * HOUR, 14 * HOUR),
        ("Asia/Kathmandu", "1985-12-31 18:30", 5 * HOUR + 1800, 5 * HOUR + 2700),
        ("Europe/Moscow", "1917-07-01 20:28:41", 9_079, 12_679),
        ("Europe/Paris", "1911-03-10 23:50:39", 561, 0),
        ("Europe/Amsterdam", "1937-06-30 23:00", HOUR, HOUR),
    ],
)
def test_an_offset_changes_at_its_second(name: str, at: str, before: int, after: int) -> None:
    found = zone(name)
    assert [found.offset(utc(at) + shift) for shift in (-1, 0)] == [before, after]


def test_years_asked_in_any_order_give_the_same_offsets() -> None:
    moments = [year_start(year) + half for year in range(1990, 2031) for half in (0, 182 * DAY)]
    at_once, outwards, inwards = zone("Europe/Berlin"), zone("Europe/Berlin"), zone("Europe/Berlin")
    at_once.cover(1985, 2035)
    expected = [at_once.offset(at) for at in moments]
    middle_first = sorted(moments, key=lambda at: abs(at - year_start(2010)))
    for asked in (middle_first, middle_first[::-1]):
        for at in asked:
            outwards.offset(at)
            inwards.instant(at // DAY + EPOCH_ORDINAL, 0)
    assert [outwards.offset(at) for at in moments] == expected
    assert [inwards.offset(at) for at in moments] == expected
    assert len({*expected}) == 2


def test_a_wall_time_near_the_edge_of_the_known_years_is_placed_right() -> None:
    for name, ahead in (("Pacific/Kiritimati", 14 * HOUR), ("Pacific/Pago_Pago", -11 * HOUR)):
        for year in (2025, 2028):
            found = zone(name)
            found.cover(2026, 2026)
            assert found.instant(date(year, 1, 1).toordinal(), 0) == year_start(year) - ahead


def test_wall_and_offset_agree() -> None:
    found = zone("Asia/Kathmandu")
    at = utc("2026-06-01 20:00")
    assert found.wall(at) == (date(2026, 6, 2).toordinal(), HOUR + 2700)


def test_bytes_that_are_no_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="magic"):
        Zone(b"")


def test_a_wall_time_of_a_new_year_whose_first_hours_change_the_offset_is_placed_right() -> None:
    known = zone("America/Caracas")
    known.instant(date(1964, 6, 1).toordinal(), 0)
    assert known.instant(date(1965, 1, 1).toordinal(), HOUR) == utc("1965-01-01 05:00")


def test_a_wall_time_that_the_clock_never_reached_before_it_was_set_back_is_found_alike_one_by_one_and_together() -> (
    None
):
    known = zone("Europe/Berlin")
    ordinal = date(2026, 10, 25).toordinal()
    walls = [(ordinal - EPOCH_ORDINAL) * DAY + second for second in (3 * HOUR - 1, 3 * HOUR, 3 * HOUR + 1)]
    alone = [known.instant(ordinal, second) for second in (3 * HOUR - 1, 3 * HOUR, 3 * HOUR + 1)]
    assert alone[1] == utc("2026-10-25 02:00")
    assert known.instants(np.array(walls, np.int64)).tolist() == alone
