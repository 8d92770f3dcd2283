"""What sets a date apart is told with it: weekend, holiday, transfer, overlay, exception, short day, and the decree."""

from dataclasses import replace
from datetime import date

import pytest

from reglament.core.hours.calendar import AnyCalendar, Calendar, DateException, Union
from reglament.core.target.ledger import Kind
from tests.core.hours.cast import CALENDARS, almanac, compiled, hours, office
from tests.core.target.ledgers import HOUR, dates, lines, told


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [
        (
            "office",
            [
                (20, "weekend", None, None),
                (21, "weekend", None, None),
                (22, "day off", None, "1187"),
                (23, "holiday", None, None),
            ],
        ),
        (
            "office served",
            [(21, "weekend", None, None), (22, "day off", None, "1187"), (23, "holiday", None, None)],
        ),
    ],
)
def test_days_off_are_told_by_name_and_decree(calendar: str, expected: list[tuple[object, ...]]) -> None:
    found = lines(
        "19 working hours",
        "2027-02-19 17:00 received",
        "2027-02-19 17:30",
        on="own",
        calendars={"own": hours(calendar)},
    )
    off = [line for line in found if line.kind is Kind.DAYS_OFF]
    assert dates(off[0]) == expected


def test_a_served_short_saturday_is_told() -> None:
    found = lines(
        "9 working hours",
        "2027-02-19 17:00 received",
        "2027-02-19 17:30",
        on="own",
        calendars={"own": hours("office served short")},
    )
    assert told(found)[2] == ("20 09:00", "20 17:00", "counted", 8 * HOUR, 9 * HOUR)
    assert dates(found[2]) == [(20, "working saturday", None, "1187"), (20, "short day", None, "1187")]
    assert dates(found[0]) == []
    plain = lines("9 working hours", "2027-02-19 17:00 received", "2027-02-19 17:30")
    assert [dates(line) for line in plain if line.kind is Kind.COUNTED] == [[], []]


def closed(calendar: AnyCalendar, text: str = "2026-11-13 17:00 received") -> list[tuple[object, ...]]:
    """The dates told apart between a Friday evening and the Tuesday after."""
    found = lines("2 working hours", text, text[:16], on="own", calendars={"own": compiled(calendar)})
    return [note for line in found for note in dates(line)]


def test_a_dated_exception_is_told_whether_closed_or_open() -> None:
    monday, saturday = date(2026, 11, 16), date(2026, 11, 14)
    assert closed(replace(office(), exceptions=(DateException(monday),))) == [
        (14, "weekend", None, None),
        (15, "weekend", None, None),
        (16, "exception", None, None),
    ]
    assert closed(replace(office(), exceptions=(DateException(saturday, ((9 * HOUR, 10 * HOUR),)),))) == [
        (14, "exception", None, None)
    ]


def test_an_overlay_is_told_by_its_name() -> None:
    found = closed(CALENDARS["presidential"], "2020-03-27 17:00 received")
    assert found[0] == (28, "weekend", None, None)
    basis = almanac().years["RU"][2020].overlays[0].basis
    assert found[2] == (30, "overlay", "presidential non-working days", basis)


def test_a_holiday_of_a_year_that_is_not_loaded_is_told_without_a_decree() -> None:
    found = closed(office(), "2029-12-31 17:00 received")
    assert found[0] == (1, "holiday", None, None)


def test_holidays_a_calendar_does_not_keep_are_not_told() -> None:
    keeps_none = replace(office(), holidays=False)
    assert closed(keeps_none, "2026-11-03 17:00 received") == []
    assert closed(office(), "2026-11-03 17:00 received") == [(4, "holiday", None, None)]
    assert closed(Calendar("Europe/Moscow", office().week), "2026-11-03 17:00 received") == []


def test_a_combination_only_knows_that_it_was_closed() -> None:
    assert closed(Union((office(), office()))) == [(14, "closed", None, None), (15, "closed", None, None)]
