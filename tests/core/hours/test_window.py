"""The look-up tables stay small and their look-ups short, however long the window and however fine the spans."""

from itertools import pairwise

import numpy as np
import pytest

from reglament.core.hours.arrays import Open
from reglament.core.hours.window import WIDEST_TABLE, Window, build
from reglament.core.hours.zone import year_start


def every(step: int, length: int, years: range) -> Window:
    """A window in which `length` seconds of every `step` are open."""

    def opened(year: int) -> Open:
        starts = np.arange(year_start(year), year_start(year + 1), step, dtype=np.int64)
        return starts, np.minimum(starts + length, year_start(year + 1))

    return build(years[0], years[-1], [opened(year) for year in years])


def longest_walk(index: list[int], spans: int) -> int:
    """The most spans a look-up may have to move on."""
    return max(after - before for before, after in pairwise([*index, spans - 1]))


@pytest.mark.parametrize(
    ("step", "length", "years", "shift", "walk"),
    [
        (86_400, 32_400, range(2024, 2028), 10, 1),
        (1_024, 512, range(2026, 2027), 10, 1),
        (1_000, 500, range(2026, 2027), 9, 1),
        (700, 7, range(2026, 2027), 9, 1),
        (200, 100, range(2026, 2027), 7, 1),
        (60, 30, range(2026, 2027), 6, 2),
        (86_400, 32_400, range(1950, 2000), 11, 1),
        (86_400, 32_400, range(1950, 2050), 12, 1),
        (86_400, 32_400, range(1900, 2300), 14, 1),
    ],
)
def test_a_table_is_fine_enough_and_no_larger_than_it_may_be(
    step: int, length: int, years: range, shift: int, walk: int
) -> None:
    window = every(step, length, years)
    low, high, found, index, nexts, _, caps = window.forward
    assert (low, high) == (year_start(years[0]), year_start(years[-1] + 1))
    assert found == shift
    assert len(index) == ((high - low - 1) >> shift) + 1 <= WIDEST_TABLE
    assert longest_walk(index, len(nexts)) == walk == window.vectors.steps
    assert window.total == caps[-1]


@pytest.mark.parametrize(
    ("step", "length", "shift", "walk"),
    [
        (86_400, 32_400, 10, 1),
        (86_400, 600, 9, 1),
        (86_400, 60, 5, 1),
        (86_400, 1, 0, 1),
        (2_048, 2_047, 10, 1),
    ],
)
def test_the_table_over_open_seconds_is_as_fine(step: int, length: int, shift: int, walk: int) -> None:
    window = every(step, length, range(2026, 2028))
    _, _, _, _, nexts, _, _, found, index = window.backward
    assert (found, len(index)) == (shift, ((window.total - 1) >> shift) + 1)
    assert longest_walk(index, len(nexts)) == walk == window.vectors.back_steps


def test_a_window_without_a_single_span_can_still_be_asked() -> None:
    nothing = (np.empty(0, np.int64), np.empty(0, np.int64))
    window = build(2026, 2026, [nothing])
    assert (window.total, set(window.forward[3]), window.vectors.steps) == (0, {0}, 0)
