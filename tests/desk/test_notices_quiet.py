"""Quiet hours on the wall clock of whoever is told, and how soon he may be told again."""

import pytest

from reglament.core.hours.almanac import Almanac
from reglament.core.hours.zone import Zone
from reglament.desk.watch.quiet import Quiet, period_at
from tests.books import MONDAY
from tests.desk.lab import DAY, HOUR


def quiet(almanac: Almanac, first: int | None, last: int | None, zone: str = "Europe/Moscow") -> Quiet:
    data = almanac.zone_bytes(zone)
    assert data is not None
    return Quiet(Zone(data), first, last)


@pytest.mark.parametrize(
    ("first", "last", "hour", "waits"),
    [
        (22, 7, 21, 0),
        (22, 7, 22, 9),
        (22, 7, 6, 1),
        (22, 7, 7, 0),
        (13, 15, 12, 0),
        (13, 15, 14, 1),
        (13, 15, 15, 0),
        (0, 8, 0, 8),
        (20, 24, 23, 1),
        (None, None, 3, 0),
        (9, 9, 9, 0),
    ],
)
def test_quiet_hours_end_at_their_hour(
    almanac: Almanac, first: int | None, last: int | None, hour: int, waits: int
) -> None:
    at = MONDAY + (hour - 8) * HOUR
    assert quiet(almanac, first, last).end(at) == at + waits * HOUR


def test_quiet_hours_end_by_the_wall_clock_of_the_person_across_a_change_of_it(almanac: Almanac) -> None:
    night = quiet(almanac, 22, 7, "Europe/Berlin")
    before_change = 1_774_735_200  # Saturday 28 March 2026, 23:00 in Berlin; at 02:00 clocks go on by an hour
    assert night.end(before_change) == before_change + 7 * HOUR


@pytest.mark.parametrize(("told_at", "period"), [(None, 0), (-DAY, 0), (-600, 0), (-599, 1), (0, 600)])
def test_nobody_is_told_twice_in_ten_minutes(told_at: int | None, period: int) -> None:
    before = None if told_at is None else MONDAY + told_at
    assert period_at(now=MONDAY, told_at=before) == MONDAY + period
