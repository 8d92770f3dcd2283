"""Laws of `worked`, `reach` and `reach_back` over irregular calendars in zones that jump."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reglament.core.hours.hours import Hours
from tests.core.hours.strategies import DAY, HOUR, hours_near

away = st.integers(-20 * DAY, 20 * DAY)
lengths = st.one_of(st.integers(-100 * HOUR, 100 * HOUR), st.sampled_from((-HOUR, -1, 0, 1, HOUR)))


@given(hours_near(), lengths)
def test_worked_and_reach_are_inverse_twins(near: tuple[Hours, int], amount: int) -> None:
    hours, start = near
    assert hours.worked(start, hours.reach(start, amount)) == amount


@given(hours_near(), lengths)
def test_worked_and_reach_back_are_inverse_twins(near: tuple[Hours, int], amount: int) -> None:
    hours, end = near
    assert hours.worked(hours.reach_back(end, amount), end) == amount


@given(hours_near(), st.integers(1, 100 * HOUR))
def test_reach_is_the_earliest_such_moment_and_reach_back_the_latest(
    near: tuple[Hours, int], amount: int
) -> None:
    hours, moment = near
    assert hours.worked(moment, hours.reach(moment, amount) - 1) == amount - 1
    assert hours.worked(hours.reach_back(moment, amount) + 1, moment) == amount - 1


@given(hours_near(), away, away)
def test_worked_is_additive(near: tuple[Hours, int], one: int, other: int) -> None:
    hours, start = near
    middle, end = start + one, start + one + other
    assert hours.worked(start, middle) + hours.worked(middle, end) == hours.worked(start, end)
    assert hours.worked(middle, start) == -hours.worked(start, middle)


@given(hours_near(), away)
def test_spans_add_up_to_what_was_worked(near: tuple[Hours, int], length: int) -> None:
    hours, start = near
    spans = hours.spans(start, start + length)
    assert sum(closes - opens for opens, closes in spans) == max(hours.worked(start, start + length), 0)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(set(edges))
    assert all(hours.is_open(opens) and hours.is_open(closes - 1) for opens, closes in spans)


@given(hours_near())
def test_the_next_open_moment_is_the_first(near: tuple[Hours, int]) -> None:
    hours, at = near
    found = hours.next_open(at)
    assert (hours.is_open(found), hours.worked(at, found), found >= at) == (True, 0, True)
    assert hours.is_open(at) == (found == at)


@given(hours_near(), st.lists(st.tuples(away, lengths), min_size=1, max_size=40))
def test_vectors_equal_scalars(near: tuple[Hours, int], asked: list[tuple[int, int]]) -> None:
    hours, start = near
    starts = np.array([start + shift for shift, _ in asked])
    amounts = np.array([length for _, length in asked])
    pairs = list(zip(starts.tolist(), amounts.tolist(), strict=True))
    assert hours.worked_many(starts, starts + amounts).tolist() == [
        hours.worked(one, one + two) for one, two in pairs
    ]
    assert hours.reach_many(starts, amounts).tolist() == [hours.reach(one, two) for one, two in pairs]


@given(hours_near(), st.integers(-40, 40))
def test_a_window_asked_for_later_changes_no_answer(near: tuple[Hours, int], years: int) -> None:
    hours, start = near
    spans = hours.spans(start, start + 9 * DAY)
    hours.worked(start, start + years * 365 * DAY)
    assert hours.spans(start, start + 9 * DAY) == spans


@given(hours_near())
def test_days_begin_one_after_another_and_hold_their_moments(near: tuple[Hours, int]) -> None:
    hours, at = near
    day = hours.local_day(at)
    begins = [hours.day_start(day + step) for step in range(-3, 4)]
    assert begins == sorted(begins)
    assert hours.day_start(day) <= at
    assert hours.wall(at) == (day, hours.wall(at)[1])
    assert hours.moment(*hours.wall(at)) <= at
