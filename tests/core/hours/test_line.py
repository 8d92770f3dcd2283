"""The line of open time against a slow count over its spans, at every edge, second by second around it, in all windows."""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest

from reglament.core.hours.arrays import Open, clipped
from reglament.core.hours.faults import CalendarExhausted
from reglament.core.hours.line import END_OF_MOMENTS, FIRST_MOMENT, LONGEST, Line
from reglament.core.hours.zone import year_start

JANUARY = year_start(2026)

# Spans that start inside a bucket, share one, last a second, cross new year, and lie years apart.
SPANS = (
    (year_start(2019) + 7, year_start(2019) + 1_031),
    (JANUARY - 5_003, JANUARY - 4_990),
    (JANUARY - 100, JANUARY + 1_500),
    (JANUARY + 1_501, JANUARY + 1_502),
    (JANUARY + 1_510, JANUARY + 1_777),
    (JANUARY + 4_096, JANUARY + 5_120),
    (JANUARY + 90_001, JANUARY + 97_003),
    (year_start(2028) - 60, year_start(2028)),
    (year_start(2037) + 11, year_start(2037) + 3_013),
)
LENGTH = sum(closes - opens for opens, closes in SPANS)
MOMENTS = sorted(
    {edge + shift for span in SPANS for edge in span for shift in (-1, 0, 1)}
    | {JANUARY + 512, JANUARY + 2_048, JANUARY + 50_000, year_start(2025), year_start(2030), year_start(2020)}
)


@dataclass(frozen=True)
class Listed:
    """A source that holds its spans as a list."""

    spans: tuple[tuple[int, int], ...] = SPANS

    def opened(self, year: int) -> Open:
        starts, ends = (np.array([span[edge] for span in self.spans], np.int64) for edge in (0, 1))
        return clipped((starts, ends), year_start(year), year_start(year + 1))


def before(at: int) -> int:
    return sum(min(max(at, opens), closes) - opens for opens, closes in SPANS)


def earliest(target: int) -> int | None:
    """The first moment with so many open seconds before it, for a positive count."""
    for opens, closes in SPANS:
        if before(closes) >= target:
            return opens + target - before(opens)
    return None


def latest(target: int) -> int | None:
    """The last moment with so many open seconds before it, if some come after it."""
    for opens, closes in SPANS:
        if before(closes) > target:
            return opens + target - before(opens)
    return None


@pytest.mark.parametrize(
    "first_asked", [JANUARY + 9, year_start(2019), year_start(2037) + 12, year_start(2028) - 1]
)
def test_worked_is_the_difference_of_what_lies_before(first_asked: int) -> None:
    line = Line(Listed())
    line.worked(first_asked, first_asked)
    for start, end in product(MOMENTS, MOMENTS):
        assert line.worked(start, end) == before(end) - before(start), (start, end)


@pytest.mark.parametrize("amount", [1, 2, 12, 13, 1_023, 1_024, 1_599, 1_600, 1_601, 2_000, 9_000, LENGTH])
def test_reach_finds_the_earliest_moment_and_reach_back_the_latest(amount: int) -> None:
    line = Line(Listed())
    for at in MOMENTS:
        forth, back = earliest(before(at) + amount), latest(before(at) - amount)
        for expected, ask in ((forth, line.reach), (back if before(at) >= amount else None, line.reach_back)):
            if expected is None:
                with pytest.raises(CalendarExhausted):
                    ask(at, amount)
            else:
                assert ask(at, amount) == expected, (at, amount)


def test_what_is_open_and_what_opens_next() -> None:
    line = Line(Listed())
    for at in MOMENTS:
        is_open = any(opens <= at < closes for opens, closes in SPANS)
        assert line.is_open(at) == is_open, at
        expected = at if is_open else min((opens for opens, _ in SPANS if opens > at), default=None)
        if expected is None:
            with pytest.raises(CalendarExhausted):
                line.next_open(at)
        else:
            assert line.next_open(at) == expected, at


@pytest.mark.parametrize("shift", [-1, 0, 1])
@pytest.mark.parametrize("edge", [year_start(2025), year_start(2029)])
def test_a_window_is_widened_for_a_moment_at_its_very_edge(edge: int, shift: int) -> None:
    at, opening = edge + shift, SPANS[4][0]

    def line() -> Line:
        """A line whose window is 2025 to 2028."""
        made = Line(Listed())
        made.worked(JANUARY, JANUARY)
        return made

    assert line().worked(at, JANUARY) == -line().worked(JANUARY, at) == before(JANUARY) - before(at)
    assert line().reach(at, 1) == earliest(before(at) + 1)
    assert line().reach_back(at, 1) == latest(before(at) - 1)
    assert line().is_open(at) == (before(at + 1) > before(at))
    assert line().next_open(at) == latest(before(at))
    assert line().spans(min(at, opening), max(at, opening)) == tuple(
        (opens, closes) for opens, closes in SPANS if min(at, opening) <= opens < max(at, opening)
    )


def test_spans_are_those_that_meet_the_asked_one_cut_to_it() -> None:
    line = Line(Listed())
    for start, end in product(MOMENTS, MOMENTS):
        cut = tuple((max(opens, start), min(closes, end)) for opens, closes in SPANS)
        assert line.spans(start, end) == tuple(span for span in cut if span[0] < span[1]), (start, end)


def test_vectors_answer_like_scalars_over_more_than_one_chunk() -> None:
    pairs = np.array(list(product(MOMENTS, MOMENTS)) * 6)
    assert len(pairs) > 2 * 8_192
    starts, ends = pairs[:, 0], pairs[:, 1]
    expected = {at: before(at) for at in MOMENTS}
    worked = [expected[end] - expected[start] for start, end in pairs.tolist()]
    assert Line(Listed()).worked_many(starts, ends).tolist() == worked
    line = Line(Listed())
    assert Line(Listed()).reach_many(starts, np.array(worked)).tolist() == [
        line.reach(start, amount) for start, amount in zip(starts.tolist(), worked, strict=True)
    ]


@pytest.mark.parametrize("amounts", [[1, 1], [0, 0], [-1, -1], [0, -1], [1, 0], [1, -1]])
def test_vectors_of_one_sign_and_of_mixed_signs_are_reached(amounts: list[int]) -> None:
    starts = [JANUARY + 1_600, JANUARY + 96_000]
    line = Line(Listed())
    assert Line(Listed()).reach_many(np.array(starts), np.array(amounts)).tolist() == [
        line.reach(start, amount) for start, amount in zip(starts, amounts, strict=True)
    ]


@pytest.mark.parametrize(
    ("one", "other"), [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1), (0, 0), (1, 1), (2, 2)]
)
def test_vectors_widen_the_window_for_either_of_their_ends(one: int, other: int) -> None:
    far = (year_start(2019), JANUARY, year_start(2037) + 99)
    line = Line(Listed())
    line.worked(JANUARY, JANUARY)
    starts, ends = np.array([far[one], JANUARY]), np.array([far[other], JANUARY])
    assert line.worked_many(starts, ends).tolist() == [before(far[other]) - before(far[one]), 0]


def test_a_vector_names_the_row_that_is_exhausted() -> None:
    start = JANUARY
    for amounts in ([1, LENGTH], [-1, -LENGTH]):
        with pytest.raises(CalendarExhausted) as caught:
            Line(Listed()).reach_many(np.array([start, start]), np.array(amounts))
        assert (caught.value.start, caught.value.amount) == (start, amounts[1])
    with pytest.raises(CalendarExhausted, match=f"within 100 years of moment {start} for {LENGTH} s"):
        Line(Listed()).reach(start, LENGTH)
    with pytest.raises(CalendarExhausted, match=f"for -{LENGTH} s"):
        Line(Listed()).reach_back(start, LENGTH)


def test_a_moment_without_an_answer_is_named_with_what_was_asked() -> None:
    last = SPANS[-1][1]
    for moment, amount in ((last, 1), (END_OF_MOMENTS, 0)):
        with pytest.raises(CalendarExhausted) as caught:
            Line(Listed()).next_open(moment)
        assert (caught.value.start, caught.value.amount) == (moment, amount)


def test_an_opening_a_hundred_years_off_is_found_behind_the_edge_of_the_window() -> None:
    start, opening = year_start(1950), year_start(2050)
    assert opening - start == LONGEST
    line = Line(Listed(((opening, opening + 1),)))
    line.is_open(year_start(2047))
    assert line.spans(start, start + 1) == ()
    assert line.next_open(start) == opening


def test_the_last_years_can_be_left_backwards() -> None:
    line = Line(Listed(((FIRST_MOMENT, END_OF_MOMENTS),)))
    amount = 5 * 366 * 86_400
    assert line.reach_back(END_OF_MOMENTS - 1, amount) == END_OF_MOMENTS - 1 - amount


def test_the_first_years_can_be_left_forwards() -> None:
    line = Line(Listed(((FIRST_MOMENT, END_OF_MOMENTS),)))
    amount = 5 * 366 * 86_400
    assert line.reach(FIRST_MOMENT, amount) == FIRST_MOMENT + amount


@pytest.mark.parametrize(("inside", "outside"), [(0, -1), (END_OF_MOMENTS - FIRST_MOMENT - 1, 1)])
def test_a_window_never_reaches_past_the_known_centuries(inside: int, outside: int) -> None:
    line = Line(Listed())
    assert not line.is_open(FIRST_MOMENT + inside)
    with pytest.raises(CalendarExhausted):
        line.is_open(FIRST_MOMENT + inside + outside)


def test_a_span_in_the_last_bucket_of_a_window_is_found_by_vectors() -> None:
    high = year_start(2029)
    line = Line(Listed(((high - 100, high - 50),)))
    line.worked(JANUARY, JANUARY)
    starts, ends = np.array([JANUARY, high - 200, high - 80]), np.array([high - 70, high - 10, high - 1])
    assert line.worked_many(starts, ends).tolist() == [30, 50, 30]
    assert line.reach_many(starts, np.array([1, 50, 30])).tolist() == [high - 99, high - 50, high - 50]


def test_answers_exactly_a_hundred_years_off_are_given_and_one_second_more_is_not() -> None:
    begun = year_start(1950)
    near = Listed(((begun, begun + 1), (begun + LONGEST, begun + LONGEST + 2)))
    gaps = {
        gap: Listed(((begun, begun + 1), (begun + 1 + gap, begun + 2 + gap)))
        for gap in (LONGEST, LONGEST + 1)
    }
    assert Line(gaps[LONGEST]).next_open(begun + 1) == begun + 1 + LONGEST
    assert (
        Line(near).reach(begun + 1, 1) == begun + LONGEST + 1 == Line(near).reach_back(begun + LONGEST + 2, 1)
    )
    assert Line(near).reach_back(begun + LONGEST, 1) == begun
    assert Line(near).reach_many(np.array([begun + LONGEST]), np.array([-1])).tolist() == [begun]
    for ask, amount in (
        (lambda: Line(gaps[LONGEST + 1]).next_open(begun + 1), 1),
        (lambda: Line(near).reach_back(begun + LONGEST + 1, 2), -2),
        (lambda: Line(near).reach_many(np.array([begun + LONGEST + 1]), np.array([-2])), -2),
        (lambda: Line(near).reach(begun, 2), 2),
        (lambda: Line(near).reach_many(np.array([begun]), np.array([3])), 3),
    ):
        with pytest.raises(CalendarExhausted) as caught:
            ask()
        assert caught.value.amount == amount
