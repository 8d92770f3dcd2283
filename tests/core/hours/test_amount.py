"""Amounts as texts: every spelling, its canonical form, and what is refused with which advice."""

import pytest

from reglament.core.hours.amount import Amount, AmountFault, AmountKind, Ending
from reglament.core.hours.amount_text import read_amount, write_amount

HOUR = 3600
DAY = 86_400

SPELLINGS = {
    "2 working hours": Amount(AmountKind.WORKING_TIME, 2 * HOUR),
    "30 working minutes": Amount(AmountKind.WORKING_TIME, 1800),
    "1 working hour 30 minutes": Amount(AmountKind.WORKING_TIME, 5400),
    "40 working hours": Amount(AmountKind.WORKING_TIME, 40 * HOUR),
    "1 working hour 1 second": Amount(AmountKind.WORKING_TIME, HOUR + 1),
    "0 working seconds": Amount(AmountKind.WORKING_TIME, 0),
    "20 clock minutes": Amount(AmountKind.CLOCK_TIME, 1200),
    "30 clock days": Amount(AmountKind.CLOCK_TIME, 30 * DAY),
    "1 clock day 12 hours": Amount(AmountKind.CLOCK_TIME, 36 * HOUR),
    "0 clock seconds": Amount(AmountKind.CLOCK_TIME, 0),
    "10 working days": Amount(AmountKind.WORKING_DAYS, 10),
    "10 working days to midnight": Amount(AmountKind.WORKING_DAYS, 10, Ending.MIDNIGHT),
    "1 working day to closing": Amount(AmountKind.WORKING_DAYS, 1, Ending.CLOSING),
    "1 working day of length": Amount(AmountKind.WORKING_DAYS_OF_LENGTH, 1),
    "0 working days of length": Amount(AmountKind.WORKING_DAYS_OF_LENGTH, 0),
    "1 working day same time": Amount(AmountKind.WORKING_DAYS_SAME_TIME, 1),
    "by 12:00 of working day 1": Amount(AmountKind.BY_TIME_OF_WORKING_DAY, 1, time_of_day=12 * HOUR),
    "by 09:05 of working day 12": Amount(AmountKind.BY_TIME_OF_WORKING_DAY, 12, time_of_day=9 * HOUR + 300),
    "by 12:59 of working day 2": Amount(
        AmountKind.BY_TIME_OF_WORKING_DAY, 2, time_of_day=12 * HOUR + 59 * 60
    ),
    "by 24:00 of working day 2": Amount(AmountKind.BY_TIME_OF_WORKING_DAY, 2, time_of_day=DAY),
    "30 calendar days": Amount(AmountKind.CALENDAR_DAYS, 30),
    "30 calendar days to midnight": Amount(AmountKind.CALENDAR_DAYS, 30, Ending.MIDNIGHT),
    "2 calendar weeks": Amount(AmountKind.CALENDAR_WEEKS, 2),
    "1 calendar month": Amount(AmountKind.CALENDAR_MONTHS, 1),
    "3 calendar months same time": Amount(AmountKind.CALENDAR_MONTHS, 3, Ending.SAME_TIME),
    "5 calendar days or next working day": Amount(AmountKind.CALENDAR_DAYS, 5, rolls=True),
    "5 calendar days same time or next working day": Amount(
        AmountKind.CALENDAR_DAYS, 5, Ending.SAME_TIME, rolls=True
    ),
    "36525 clock days": Amount(AmountKind.CLOCK_TIME, 36_525 * DAY),
    "36525 calendar days": Amount(AmountKind.CALENDAR_DAYS, 36_525),
}

OTHER_SPELLINGS = {
    "  2   Working HOURS ": "2 working hours",
    "90 working minutes": "1 working hour 30 minutes",
    "1 clock week": "7 clock days",
    "1 working hours": "1 working hour",
    "0 working hours": "0 working seconds",
    "3600 clock seconds": "1 clock hour",
    "1 working days": "1 working day",
}


@pytest.mark.parametrize("text", SPELLINGS)
def test_an_amount_is_read_and_written_back(text: str) -> None:
    amount = read_amount(text)
    assert amount == SPELLINGS[text]
    assert write_amount(SPELLINGS[text]) == text


@pytest.mark.parametrize("text", OTHER_SPELLINGS)
def test_other_spellings_have_one_canonical_form(text: str) -> None:
    amount = read_amount(text)
    assert isinstance(amount, Amount)
    assert write_amount(amount) == OTHER_SPELLINGS[text]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount.unreadable"),
        ("soon", "amount.unreadable"),
        ("2", "amount.unreadable"),
        ("working hours", "amount.unreadable"),
        ("2.5 working hours", "amount.unreadable"),
        ("2 working hours 3 hours", "amount.unreadable"),
        ("30 working minutes 1 hour", "amount.unreadable"),
        ("1 working hour 30 clock minutes", "amount.unreadable"),
        ("1 working week", "amount.unreadable"),
        ("1 working day 2 hours", "amount.unreadable"),
        ("1 working hour 1 day", "amount.unreadable"),
        ("10 working days to noon", "amount.unreadable"),
        ("10 working days same time or next working day", "amount.unreadable"),
        ("3 calendar days to closing", "amount.unreadable"),
        ("3 calendar hours", "amount.unreadable"),
        ("by 24:01 of working day 1", "amount.unreadable"),
        ("by 12:60 of working day 1", "amount.unreadable"),
        ("by 9:00 of working day 1", "amount.unreadable"),
        ("by 12:00", "amount.unreadable"),
        ("² working hours", "amount.unreadable"),
        ("1000000000 working hours", "amount.unreadable"),
        ("2 hours", "amount.kind_missing"),
        ("1 month", "amount.kind_missing"),
        ("-2 working hours", "amount.negative"),
        ("− 2 working days", "amount.negative"),
        ("by 12:00 of working day -1", "amount.negative"),
        ("0 working days", "amount.zero"),
        ("0 working days same time", "amount.zero"),
        ("0 calendar months", "amount.zero"),
        ("by 12:00 of working day 0", "amount.zero"),
        ("36526 calendar days", "amount.too_long"),
        ("36525 clock days 1 second", "amount.too_long"),
        ("36525 clock days 1 hour", "amount.too_long"),
        ("876601 working hours", "amount.too_long"),
        ("36526 working days of length", "amount.too_long"),
        ("by 12:00 of working day 36526", "amount.too_long"),
        ("5218 calendar weeks", "amount.too_long"),
        ("1179 calendar months", "amount.too_long"),
    ],
)
def test_what_is_no_amount_is_a_fault(text: str, code: str) -> None:
    fault = read_amount(text)
    assert isinstance(fault, AmountFault), fault
    assert (fault.code, fault.found) == (code, text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2 hours", "say which time is meant: `2 working hours` or `2 clock hours`"),
        ("1 day", "say which time is meant: `1 working day` or `1 clock day`"),
        ("2 weeks", "say which time is meant: `2 calendar weeks` or `2 clock weeks`"),
        ("3 months", "say which time is meant: `3 calendar months`"),
        ("-1 clock hour", "a term can't be negative: write 0 or more"),
    ],
)
def test_a_fault_says_what_to_write(text: str, hint: str) -> None:
    fault = read_amount(text)
    assert isinstance(fault, AmountFault)
    assert fault.hint == hint


@pytest.mark.parametrize("text", ["5217 calendar weeks", "1178 calendar months", "876600 working hours"])
def test_the_longest_terms_are_read(text: str) -> None:
    assert isinstance(read_amount(text), Amount)


def test_an_amount_that_names_no_time_of_day_carries_none() -> None:
    assert read_amount("10 working days") == Amount(AmountKind.WORKING_DAYS, 10, None, 0, rolls=False)
