"""What the worked tables can't show: counted segments, remains, shares, limits, and holes by hand."""

from datetime import date

import pytest

from reglament.core.hours.amount import Amount
from reglament.core.hours.amount_text import read_amount
from reglament.core.hours.calendar import Calendar, DateException, WeekSpan
from reglament.core.hours.due import Reached, due
from reglament.core.hours.faults import CalendarExhausted, DayLengthUnknown
from reglament.core.hours.holes import Pause, gap_at, normalised
from reglament.core.hours.hours import Hours
from reglament.core.hours.share import at_percent, remaining, spent_percent
from tests.core.hours.cast import NINE_TO_SIX, compiled, hours

HOUR = 3600
DAY = 86_400


def amount(text: str) -> Amount:
    found = read_amount(text)
    assert isinstance(found, Amount), found
    return found


@pytest.fixture
def office() -> Hours:
    return hours("office")


def november(day: int, hour: float = 0) -> int:
    """A moment of November 2026 in Moscow."""
    return hours("office").moment(date(2026, 11, 1).toordinal() + day - 1, int(hour * HOUR))


def asked(text: str, *pauses: Pause, start: int) -> Reached:
    return due(hours=hours("office"), amount=amount(text), start=start, pauses=pauses)


def test_counted_stretches_of_working_time_add_up_to_the_amount() -> None:
    pauses = ((november(17, 12), november(17, 13)), (november(17, 20), november(18, 10)))
    assert asked("8 working hours", *pauses, start=november(17, 10)) == Reached(
        november(18, 11),
        (
            (november(17, 10), november(17, 12), 2 * HOUR),
            (november(17, 13), november(17, 20), 5 * HOUR),
            (november(18, 10), november(18, 11), HOUR),
        ),
        0,
    )


def test_a_stretch_in_which_nothing_counted_is_left_out() -> None:
    pauses = ((november(17, 20), november(17, 21)), (november(17, 22), november(18, 12)))
    assert asked("1 working hour", *pauses, start=november(17, 19)).counted == (
        (november(18, 12), november(18, 13), HOUR),
    )


def test_an_open_pause_keeps_what_was_counted_before_it() -> None:
    assert asked("4 working hours", (november(17, 11), None), start=november(17, 10)) == Reached(
        None, ((november(17, 10), november(17, 11), HOUR),), 3 * HOUR
    )


def test_a_zero_amount_is_due_at_once_even_inside_an_open_pause() -> None:
    start = november(17, 10)
    assert asked("0 working hours", (start - HOUR, None), start=start) == Reached(start, (), 0)
    assert asked("0 clock seconds", (start, None), start=start) == Reached(start, (), 0)


def test_counted_days_stand_between_the_pauses() -> None:
    pauses = ((november(12, 12), november(17, 12)), (november(18, 10), november(18, 11)))
    assert asked("5 working days", *pauses, start=november(9, 10)) == Reached(
        november(19, 18),
        (
            (november(9, 10), november(12, 12), 2),
            (november(17, 12), november(18, 10), 1),
            (november(18, 11), november(19, 18), 2),
        ),
        0,
    )


def test_days_before_an_open_pause_are_kept() -> None:
    assert asked("5 working days", (november(12, 12), None), start=november(9, 10)) == Reached(
        None, ((november(9, 10), november(12, 12), 2),), 3
    )


def test_a_pause_that_opens_at_the_last_closing_of_all_leaves_the_term_open() -> None:
    start = date(2026, 1, 5).toordinal() * DAY - date(1970, 1, 1).toordinal() * DAY
    twice = compiled(
        Calendar(
            "UTC", (), tuple(DateException(date(2026, 1, day), ((9 * HOUR, 18 * HOUR),)) for day in (5, 6))
        )
    )
    closing = start + DAY + 18 * HOUR
    found = due(hours=twice, amount=amount("1 working day"), start=start, pauses=((closing, None),))
    assert found == Reached(None, (), 1)


def test_a_pause_from_the_first_moment_on_counts_no_day_before_the_term() -> None:
    start, ended = november(16, 10), november(17, 6)
    assert asked("9 calendar days", (start, ended), start=start) == Reached(
        november(26), ((ended, november(26), 9),), 0
    )


def test_a_term_of_days_due_before_an_open_pause_keeps_its_due_moment() -> None:
    assert asked("1 working day", (november(10, 18.5), None), start=november(9, 10)).due_at == november(
        10, 18
    )


def test_a_pause_that_begins_at_the_closing_instant_holds_it_and_one_that_ends_there_does_not() -> None:
    start = november(9, 10)
    assert asked("1 working day", (november(10, 18), november(10, 19)), start=start).due_at == november(
        11, 18
    )
    assert asked("1 working day", (november(10, 17), november(10, 18)), start=start).due_at == november(
        10, 18
    )


def test_a_rolled_term_counts_no_more_days_than_it_has() -> None:
    assert asked("5 calendar days or next working day", start=november(16, 10)).counted == (
        (november(16, 10), november(24), 5),
    )


def test_a_term_past_a_hundred_years_is_exhausted() -> None:
    once = compiled(Calendar("UTC", (), (DateException(date(2026, 1, 5), ((0, HOUR),)),)))
    for text in (
        "2 working hours",
        "2 working days",
        "2 working days same time",
        "by 12:00 of working day 2",
    ):
        with pytest.raises(CalendarExhausted):
            due(hours=once, amount=amount(text), start=1_767_571_200)
    always = hours("always")
    long_pause = ((0, 36_000 * DAY),)
    with pytest.raises(CalendarExhausted):
        due(hours=always, amount=amount("1000 clock days"), start=0, pauses=long_pause)
    assert (
        due(hours=always, amount=amount("525 clock days"), start=0, pauses=long_pause).due_at == 36_525 * DAY
    )


def test_the_longest_terms_of_days_are_due_and_say_how_much_was_asked_when_they_are_not() -> None:
    always = hours("always")
    for text in ("36525 calendar days", "36525 working days"):
        assert due(hours=always, amount=amount(text), start=0).due_at == 36_525 * DAY + 21 * HOUR
    with pytest.raises(CalendarExhausted) as caught:
        due(hours=always, amount=amount("36525 working days"), start=0, pauses=((DAY, 3 * DAY),))
    assert (caught.value.start, caught.value.amount) == (0, 36_525 * DAY)


@pytest.mark.parametrize("begins", [november(day, hour) for day in range(16, 31) for hour in (0, 9, 24)])
@pytest.mark.parametrize("text", ["9 calendar days", "9 calendar days same time", "1 calendar week"])
def test_days_before_the_first_pause_are_counted_like_any_others(text: str, begins: int) -> None:
    """Against a pause of no day at all, which makes every day be looked at from the beginning."""
    pause = (begins, begins + 30 * HOUR)
    looked_at = (november(16, 10) + 1, november(16, 10) + 2)
    assert (
        asked(text, pause, start=november(16, 10)).due_at
        == asked(text, looked_at, pause, start=november(16, 10)).due_at
    )


def test_working_days_of_length_need_a_length() -> None:
    uneven = compiled(Calendar("UTC", (*NINE_TO_SIX, WeekSpan(5, 9 * HOUR, 12 * HOUR))))
    with pytest.raises(DayLengthUnknown) as caught:
        due(hours=uneven, amount=amount("1 working day of length"), start=0)
    assert str(caught.value) == "declare how long a full working day is" == caught.value.fault.hint


@pytest.mark.parametrize(
    ("text", "at", "left"),
    [
        ("4 working hours", november(17, 9), 4 * HOUR),
        ("4 working hours", november(17, 12), 2 * HOUR),
        ("4 working hours", november(17, 14), 0),
        ("4 working hours", november(18, 10), -5 * HOUR),
        ("4 clock hours", november(17, 20), -6 * HOUR),
        ("1 working day of length", november(17, 12), 7 * HOUR),
        ("3 working days", november(17, 19), 3),
        ("3 working days", november(18, 18) - 1, 3),
        ("3 working days", november(18, 18), 2),
        ("3 working days", november(24), 0 - 1),
        ("3 calendar days", november(19), 2),
        ("1 calendar week", november(19), 6),
    ],
)
def test_what_remains_is_the_amount_less_what_was_counted(
    office: Hours, text: str, at: int, left: int
) -> None:
    assert remaining(hours=office, amount=amount(text), start=november(17, 10), at=at) == left


def test_nothing_is_counted_inside_a_pause(office: Hours) -> None:
    pauses = ((november(17, 11), november(17, 15)), (november(18, 17), None))
    left = [
        remaining(hours=office, amount=amount(text), start=november(17, 10), pauses=pauses, at=november(20))
        for text in ("20 working hours", "5 working days")
    ]
    assert left == [20 * HOUR - (4 + 8) * HOUR, 5]


@pytest.mark.parametrize(
    ("text", "pauses", "at", "percent"),
    [
        ("4 working hours", (), november(17, 9), 0),
        ("4 working hours", (), november(17, 11), 25),
        ("4 working hours", (), november(17, 11) - 1, 24),
        ("4 working hours", (), november(17, 16), 150),
        ("4 working hours", ((november(17, 11), None),), november(17, 16), 25),
        ("4 working hours", ((november(17, 16), None),), november(17, 12), 50),
        ("0 working hours", (), november(17, 12), 100),
        ("1 working day", (), november(17, 18), 47),
        ("1 working day", (), november(18, 18), 100),
        ("1 working day", ((november(18, 12), None),), november(18, 15), 78),
        ("1 working day", ((november(18, 12), november(18, 19)),), november(18, 12), 55),
        ("1 calendar day", (), november(17, 22), 31),
        ("by 12:00 of working day 1", (), november(18, 12), 100),
    ],
)
def test_a_share_is_spent(office: Hours, text: str, pauses: tuple[Pause, ...], at: int, percent: int) -> None:
    assert (
        spent_percent(hours=office, amount=amount(text), start=november(17, 10), pauses=pauses, at=at)
        == percent
    )


@pytest.mark.parametrize(
    ("text", "pauses", "percent", "moment"),
    [
        ("4 working hours", (), 75, november(17, 13)),
        ("1 working second", (), 50, november(17, 10) + 1),
        ("4 working hours", (), 150, november(17, 16)),
        ("4 working hours", ((november(17, 12), None),), 50, november(17, 12)),
        ("4 working hours", ((november(17, 12), None),), 51, None),
        ("1 working day", (), 50, november(18, 9.5)),
        ("1 working day", ((november(17, 12), None),), 50, None),
        ("1 calendar day", (), 50, november(18, 5)),
        ("4 clock hours", (), 50, november(17, 12)),
    ],
)
def test_a_share_will_be_spent(
    office: Hours, text: str, pauses: tuple[Pause, ...], percent: int, moment: int | None
) -> None:
    found = at_percent(
        hours=office, amount=amount(text), start=november(17, 10), pauses=pauses, percent=percent
    )
    assert found == moment


@pytest.mark.parametrize(
    ("pauses", "united"),
    [
        ((), ()),
        (((5, 5),), ()),
        (((9, 5),), ()),
        (((1, 3), (2, 5)), ((1, 5),)),
        (((1, 3), (3, 5)), ((1, 5),)),
        (((4, 5), (1, 3)), ((1, 3), (4, 5))),
        (((1, 9), (2, 5)), ((1, 9),)),
        (((-5, 3),), ((0, 3),)),
        (((-5, 0),), ()),
        (((-5, None),), ((0, None),)),
        (((1, None), (5, 9)), ((1, None),)),
        (((1, 7), (5, None)), ((1, None),)),
        (((1, None), (1, 2)), ((1, None),)),
        (((1, 2), (1, None), (3, None)), ((1, None),)),
        (((1, 2), (4, None)), ((1, 2), (4, None))),
    ],
)
def test_pauses_are_united_in_order_from_the_start(
    pauses: tuple[Pause, ...], united: tuple[Pause, ...]
) -> None:
    assert normalised(pauses, 0) == united


def test_a_moment_lies_between_two_holes_or_in_one() -> None:
    holes: tuple[Pause, ...] = ((2, 4), (6, 8), (9, None))
    assert [gap_at(holes, at) for at in range(11)] == [0, 0, None, None, 1, 1, None, None, 2, None, None]
    assert gap_at((), 5) == 0
