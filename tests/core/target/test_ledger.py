"""A ledger spreads a target over its calendar: open time, what was closed between and why, holes, the running total."""

import pytest

from reglament.core.target.code import Code
from reglament.core.target.evaluate import targets
from reglament.core.target.ledger import Kind, ledger
from reglament.core.target.target import Step
from tests.core.hours.cast import hours
from tests.core.target.built import regulation, target, terms
from tests.core.target.ledgers import HOUR, dates, lines, told
from tests.core.target.told import at, story


def test_a_working_time_is_told_by_open_spans_nights_and_days_off() -> None:
    found = lines("12 working hours", "2026-11-13 16:00 received", "2026-11-13 17:00")
    assert told(found) == [
        ("13 16:00", "13 18:00", "counted", 2 * HOUR, 2 * HOUR),
        ("13 18:00", "16 09:00", "days off", 0, 2 * HOUR),
        ("16 09:00", "16 18:00", "counted", 9 * HOUR, 11 * HOUR),
        ("16 18:00", "17 09:00", "night", 0, 11 * HOUR),
        ("17 09:00", "17 10:00", "counted", HOUR, 12 * HOUR),
    ]
    assert dates(found[1]) == [(14, "weekend", None, None), (15, "weekend", None, None)]
    assert {line.rule for line in found} == {"1/fix"}


def test_a_break_inside_a_working_day_is_no_night() -> None:
    lunch = {"lunch": hours("ulan-ude")}
    found = lines(
        "2 working hours", "2026-11-17 06:00 received", "2026-11-17 07:00", on="lunch", calendars=lunch
    )
    assert told(found) == [
        ("17 06:00", "17 07:00", "counted", HOUR, HOUR),
        ("17 07:00", "17 08:00", "break", 0, HOUR),
        ("17 08:00", "17 09:00", "counted", HOUR, 2 * HOUR),
    ]


def test_what_is_asked_out_of_hours_begins_with_what_was_closed() -> None:
    assert told(lines("1 working hour", "2026-11-17 05:00 received", "2026-11-17 06:00")) == [
        ("17 05:00", "17 09:00", "night", 0, 0),
        ("17 09:00", "17 10:00", "counted", HOUR, HOUR),
    ]
    (off, _) = lines("1 working hour", "2026-11-14 05:00 received", "2026-11-14 06:00")
    assert (off.kind, len(off.dates)) == (Kind.DAYS_OFF, 2)


def test_pauses_stand_between_what_is_counted() -> None:
    text = "2026-11-17 10:00 received; 2026-11-17 12:00 paused waiting; 2026-11-17 20:00 resumed waiting"
    found = lines("4 working hours", text, "2026-11-17 21:00")
    assert told(found) == [
        ("17 10:00", "17 12:00", "counted", 2 * HOUR, 2 * HOUR),
        ("17 12:00", "17 20:00", "paused", 0, 2 * HOUR),
        ("17 20:00", "18 09:00", "night", 0, 2 * HOUR),
        ("18 09:00", "18 11:00", "counted", 2 * HOUR, 4 * HOUR),
    ]
    assert (found[1].rule, found[1].why) == ("1/waiting", "waiting")


def test_closed_time_between_two_pauses_is_told() -> None:
    text = (
        "2026-11-17 10:00 received; 2026-11-17 12:00 paused waiting; 2026-11-17 20:00 resumed waiting; "
        "2026-11-17 22:00 paused waiting; 2026-11-18 10:00 resumed waiting"
    )
    assert told(lines("4 working hours", text, "2026-11-18 11:00"))[1:4] == [
        ("17 12:00", "17 20:00", "paused", 0, 2 * HOUR),
        ("17 20:00", "17 22:00", "night", 0, 2 * HOUR),
        ("17 22:00", "18 10:00", "paused", 0, 2 * HOUR),
    ]


def test_an_open_pause_ends_the_ledger() -> None:
    text = "2026-11-17 10:00 received; 2026-11-17 12:00 paused waiting"
    assert told(lines("4 working hours", text, "2026-11-18 11:00")) == [
        ("17 10:00", "17 12:00", "counted", 2 * HOUR, 2 * HOUR),
        ("17 12:00", "…", "paused", 0, 2 * HOUR),
    ]


def test_a_stop_says_why() -> None:
    text = "2026-11-17 10:00 received; 2026-11-17 11:00 closed; 2026-11-17 12:00 reopened"
    (_, stopped, _) = lines("4 working hours", text, "2026-11-17 13:00")
    assert (stopped.kind, stopped.why) == (Kind.STOPPED, "closed")


def test_clock_time_is_one_line_whatever_is_closed() -> None:
    assert told(lines("72 clock hours", "2026-11-13 16:00 received", "2026-11-13 17:00")) == [
        ("13 16:00", "16 16:00", "counted", 72 * HOUR, 72 * HOUR)
    ]
    text = "2026-11-13 16:00 received; 2026-11-13 18:00 paused waiting; 2026-11-13 19:00 resumed waiting"
    assert [line[2] for line in told(lines("3 clock hours", text, "2026-11-13 20:00"))] == [
        "counted",
        "paused",
        "counted",
    ]


def test_days_are_told_one_by_one_with_the_days_off_between() -> None:
    found = lines("3 working days", "2026-11-12 10:00 received", "2026-11-12 11:00")
    assert told(found) == [
        ("13 00:00", "13 18:00", "day", 1, 1),
        ("14 00:00", "16 00:00", "days off", 0, 1),
        ("16 00:00", "16 18:00", "day", 1, 2),
        ("17 00:00", "17 18:00", "day", 1, 3),
    ]
    assert dates(found[1]) == [(14, "weekend", None, None), (15, "weekend", None, None)]


def test_a_day_whose_closing_lies_in_a_pause_is_not_counted() -> None:
    text = "2026-11-09 10:00 received; 2026-11-10 12:00 paused waiting; 2026-11-11 12:00 resumed waiting"
    assert told(lines("2 working days", text, "2026-11-12 11:00")) == [
        ("10 12:00", "11 12:00", "paused", 0, 0),
        ("11 12:00", "11 18:00", "day", 1, 1),
        ("12 00:00", "12 18:00", "day", 1, 2),
    ]


def test_a_pause_that_begins_at_a_closing_takes_that_day() -> None:
    text = "2026-11-09 10:00 received; 2026-11-11 18:00 paused waiting; 2026-11-12 09:00 resumed waiting"
    assert told(lines("3 working days", text, "2026-11-12 11:00")) == [
        ("10 00:00", "10 18:00", "day", 1, 1),
        ("11 18:00", "12 09:00", "paused", 0, 1),
        ("12 09:00", "12 18:00", "day", 1, 2),
        ("13 00:00", "13 18:00", "day", 1, 3),
    ]


def test_days_off_before_a_pause_are_told_too() -> None:
    text = "2026-11-12 10:00 received; 2026-11-16 12:00 paused waiting; 2026-11-16 13:00 resumed waiting"
    assert told(lines("2 working days", text, "2026-11-16 14:00")) == [
        ("13 00:00", "13 18:00", "day", 1, 1),
        ("14 00:00", "16 00:00", "days off", 0, 1),
        ("16 12:00", "16 13:00", "paused", 0, 1),
        ("16 13:00", "16 18:00", "day", 1, 2),
    ]


def test_a_day_whose_closing_ends_a_pause_is_counted() -> None:
    text = "2026-11-09 10:00 received; 2026-11-10 12:00 paused waiting; 2026-11-10 18:00 resumed waiting"
    assert told(lines("1 working day", text, "2026-11-10 19:00")) == [
        ("10 12:00", "10 18:00", "paused", 0, 0),
        ("10 18:00", "10 18:00", "day", 1, 1),
    ]


def test_a_single_holiday_and_a_pause_from_midnight() -> None:
    text = "2026-11-02 10:00 received; 2026-11-05 00:00 paused waiting; 2026-11-05 09:00 resumed waiting"
    assert told(lines("2 working days", text, "2026-11-05 10:00")) == [
        ("03 00:00", "03 18:00", "day", 1, 1),
        ("04 00:00", "05 00:00", "days off", 0, 1),
        ("05 00:00", "05 09:00", "paused", 0, 1),
        ("05 09:00", "05 18:00", "day", 1, 2),
    ]


def test_only_whole_days_off_are_told_before_a_pause() -> None:
    text = "2026-11-12 10:00 received; 2026-11-15 12:00 paused waiting; 2026-11-16 09:00 resumed waiting"
    assert told(lines("2 working days", text, "2026-11-16 10:00"))[1:3] == [
        ("14 00:00", "15 00:00", "days off", 0, 1),
        ("15 12:00", "16 09:00", "paused", 0, 1),
    ]


def test_a_pause_from_a_midnight_leaves_the_evening_before_a_night() -> None:
    text = "2026-11-13 16:00 received; 2026-11-14 00:00 paused waiting; 2026-11-16 09:00 resumed waiting"
    assert [line[2] for line in told(lines("4 working hours", text, "2026-11-16 10:00"))] == [
        "counted",
        "night",
        "paused",
        "counted",
    ]
    a_second_later = text.replace("14 00:00 paused", "14 00:00:01 paused")
    assert [line[2] for line in told(lines("4 working hours", a_second_later, "2026-11-16 10:00"))][
        1
    ] == "days off"


def test_an_extension_of_another_kind_is_told_in_its_own_unit() -> None:
    text = "2026-11-17 10:00 received; 2026-11-17 11:00 extended fix 1 working day"
    assert told(lines("4 working hours", text, "2026-11-17 12:00")) == [
        ("17 10:00", "17 14:00", "counted", 4 * HOUR, 4 * HOUR),
        ("18 00:00", "18 18:00", "day", 1, 1),
    ]


def test_without_the_years_there_are_names_but_no_decrees() -> None:
    of = terms(regulation([target("fix", "fix", met_by="fixed", within="19 working hours")]))
    moment = at("2027-02-19 17:00")
    (found,) = targets(of, story("2027-02-19 17:00 received"), at=moment, known_at=moment)
    off = next(line for line in ledger(found, of.calendars) if line.kind is Kind.DAYS_OFF)
    assert [kind for _, kind, _, _ in dates(off)] == ["weekend", "weekend", "holiday", "holiday"]


def test_a_target_without_steps_has_no_ledger() -> None:
    of = terms(regulation([target("fix", "fix", met_by="fixed", within="4 working hours")]))
    moment = at("2026-11-17 10:00")
    (found,) = targets(of, story("2026-11-17 10:00 received"), at=moment, known_at=moment, steps=False)
    with pytest.raises(ValueError, match="no start"):
        ledger(found, of.calendars)


def test_steps_that_carry_no_moments_are_a_mistake_of_whoever_made_them() -> None:
    of = terms(regulation([target("fix", "fix", met_by="fixed", within="4 working hours")]))
    moment = at("2026-11-17 10:00")
    (found,) = targets(of, story("2026-11-17 10:00 received"), at=moment, known_at=moment)
    for odd in (("today", moment, 1), (moment, "today", 1), (moment, moment, "1")):
        steps = tuple(
            replace_values(step, odd) if step.code == Code.COUNTED else step for step in found.steps
        )
        with pytest.raises(TypeError, match="whole numbers"):
            ledger(found._replace(steps=steps), of.calendars)


def replace_values(step: Step, values: tuple[object, ...]) -> Step:
    return step._replace(values=values)
