"""Amounts, lengths, moments and hours as people read them."""

from datetime import UTC, datetime

import pytest
from inline_snapshot import snapshot

from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.hours.amount_text import read_amount
from reglament.core.hours.calendar import AnyCalendar, Intersection, Without
from reglament.words.amount import amount_text
from reglament.words.length import left, length
from reglament.words.listing import alternatives, listing
from reglament.words.moment import both, moment, span, zone_name
from reglament.words.opening import opening_text
from tests.core.hours.cast import CALENDARS, office, plain
from tests.words.cast import zone


def said(text: str) -> tuple[str, str]:
    amount = read_amount(text)
    assert isinstance(amount, Amount)
    return amount_text(amount, "ru"), amount_text(amount, "en")


def at(wall: str) -> int:
    """UTC seconds of a wall time in Moscow."""
    return int(datetime.fromisoformat(f"{wall}+03:00").astimezone(UTC).timestamp())


@pytest.mark.parametrize(
    ("written", "russian", "english"),
    [
        ("1 working hour", "1 рабочий час", "1 working hour"),
        ("2 working hours", "2 рабочих часа", "2 working hours"),
        ("5 working hours", "5 рабочих часов", "5 working hours"),
        ("1 working hour 30 minutes", "1 рабочий час 30 минут", "1 working hour 30 minutes"),
        ("30 working minutes", "30 рабочих минут", "30 working minutes"),
        ("90 working seconds", "1 рабочая минута 30 секунд", "1 working minute 30 seconds"),
        ("0 working hours", "0 рабочих минут", "0 working minutes"),
        ("8 clock hours", "8 часов круглосуточно", "8 hours round the clock"),
        ("20 clock minutes", "20 минут круглосуточно", "20 minutes round the clock"),
        ("30 clock days", "30 суток", "30 days of 24 hours"),
        ("21 working days", "21 рабочий день", "21 working days"),
        ("10 working days to midnight", "10 рабочих дней до 24:00", "10 working days to 24:00"),
        ("3 working days to closing", "3 рабочих дня до закрытия", "3 working days to closing"),
        ("1 working day of length", "1 рабочий день, считая по часам", "1 working day counted in hours"),
        (
            "2 working days same time",
            "2 рабочих дня до того же времени",
            "2 working days to the same time of day",
        ),
        ("by 12:00 of working day 1", "до 12:00 1-го рабочего дня", "by 12:00 of working day 1"),
        ("30 calendar days", "30 календарных дней", "30 calendar days"),
        ("2 calendar weeks", "2 календарные недели", "2 calendar weeks"),
        ("3 calendar months", "3 календарных месяца", "3 calendar months"),
    ],
)
def test_amounts_name_their_kind(written: str, russian: str, english: str) -> None:
    assert said(written) == (russian, english)


def test_a_term_that_rolls_says_where_to() -> None:
    assert said("5 calendar days or next working day") == snapshot(
        (
            "5 календарных дней, а если это выходной — до следующего рабочего дня",
            "5 calendar days, or the next working day if that is off",
        )
    )


def test_lengths_are_hours_and_minutes() -> None:
    seconds = (0, 59, 60, 3600, 8100, 360_000, -5400)
    assert [length(one, "ru") for one in seconds] == snapshot(
        ["0 мин", "59 с", "1 мин", "1 ч", "2 ч 15 мин", "100 ч", "−1 ч 30 мин"]
    )
    assert [length(one, "en") for one in seconds] == snapshot(
        ["0 min", "59 s", "1 min", "1 h", "2 h 15 min", "100 h", "−1 h 30 min"]
    )


def test_what_is_left_is_told_in_the_unit_of_the_amount() -> None:
    asked = [
        (5400, AmountKind.WORKING_TIME),
        (-60, AmountKind.CLOCK_TIME),
        (3, AmountKind.WORKING_DAYS),
        (-21, AmountKind.CALENDAR_DAYS),
        (0, AmountKind.WORKING_TIME),
    ]
    assert [left(count, kind, "ru") for count, kind in asked] == snapshot(
        [
            "остаётся 1 ч 30 мин",
            "просрочено на 1 мин",
            "остаётся 3 дня",
            "просрочено на 21 день",
            "времени не осталось",
        ]
    )
    assert [left(count, kind, "en") for count, kind in asked] == snapshot(
        ["1 h 30 min left", "late by 1 min", "3 days left", "late by 21 days", "no time left"]
    )


def test_midnight_is_the_end_of_a_day_where_something_ends() -> None:
    midnight = at("2026-11-13T00:00")
    assert moment(midnight, zone(), "ru") == "пт 13 нояб. 2026 00:00"
    assert moment(midnight, zone(), "ru", end=True) == "чт 12 нояб. 2026 24:00"


def test_seconds_are_told_only_where_there_are_some() -> None:
    assert moment(at("2026-11-13T09:00:01"), zone(), "en") == "Fri 13 Nov 2026 09:00:01"


def test_a_stretch_inside_one_day_names_it_once() -> None:
    assert span(at("2026-11-03T09:00"), at("2026-11-03T13:00"), zone(), "ru") == "вт 3 нояб. 09:00–13:00"
    assert span(at("2026-11-03T09:00"), at("2026-11-04T00:00"), zone(), "ru") == "вт 3 нояб. 09:00–24:00"
    assert span(at("2026-11-03T17:00"), at("2026-11-05T10:00"), zone(), "ru") == (
        "вт 3 нояб. 17:00 – чт 5 нояб. 10:00"
    )


def test_the_regulations_own_wall_stands_beside_where_it_differs() -> None:
    nine = at("2026-11-03T09:00")
    told = [
        both(nine, zone(name), zone(), "ru") for name in ("Europe/Moscow", "Asia/Vladivostok", "Europe/Minsk")
    ]
    assert told == snapshot(
        ["вт 3 нояб. 2026 09:00", "вт 3 нояб. 2026 16:00 (Москва 09:00)", "вт 3 нояб. 2026 09:00"]
    )
    assert both(at("2026-11-03T18:00"), zone("Asia/Vladivostok"), zone(), "en") == snapshot(
        "Wed 4 Nov 2026 01:00 (Moscow Tue 3 Nov 18:00)"
    )


def test_zones_are_told_by_city_and_distance() -> None:
    names = ("Europe/Moscow", "UTC", "America/St_Johns", "Asia/Yekaterinburg")
    assert [zone_name(zone(name), at("2026-11-03T09:00"), "ru") for name in names] == snapshot(
        ["Москва, UTC+3", "UTC", "Сент-Джонс, UTC−3:30", "Екатеринбург, UTC+5"]
    )


def test_hours_of_a_calendar_in_words() -> None:
    combined: list[AnyCalendar] = [
        Intersection((office(), CALENDARS["vladivostok"])),
        Without(CALENDARS["always"], (office(),)),
        plain("Europe/Moscow", range(5, 7), (22, 30)),
    ]
    told = [*(CALENDARS[name] for name in ("office", "always", "ulan-ude", "sun")), *combined]
    assert [opening_text(calendar, "ru") for calendar in told] == snapshot(
        [
            "пн–пт 09:00–18:00, Москва, кроме праздников (Россия)",
            "круглосуточно",
            "пн–пт 08:30–12:00, 13:00–17:30, Иркутск, кроме праздников (Россия)",
            "в любые из этих часов: пн–пт 09:00–17:00, Токио; пн–пт 09:00–17:00, Берлин; пн–пт 09:00–17:00, Нью-Йорк",
            "пока открыты все сразу: пн–пт 09:00–18:00, Москва, кроме праздников (Россия); пн–пт 09:00–18:00, Владивосток, кроме праздников (Россия)",
            "круглосуточно, но не пн–пт 09:00–18:00, Москва, кроме праздников (Россия)",
            "сб–вс 22:00–06:00, Москва",
        ]
    )
    assert [opening_text(calendar, "en") for calendar in told] == snapshot(
        [
            "Mon–Fri 09:00–18:00, Moscow, except holidays (Russia)",
            "round the clock",
            "Mon–Fri 08:30–12:00, 13:00–17:30, Irkutsk, except holidays (Russia)",
            "any of these hours: Mon–Fri 09:00–17:00, Tokyo; Mon–Fri 09:00–17:00, Berlin; Mon–Fri 09:00–17:00, New York",
            "while all of these are open: Mon–Fri 09:00–18:00, Moscow, except holidays (Russia); Mon–Fri 09:00–18:00, Vladivostok, except holidays (Russia)",
            "round the clock, but not Mon–Fri 09:00–18:00, Moscow, except holidays (Russia)",
            "Sat–Sun 22:00–06:00, Moscow",
        ]
    )


@pytest.mark.parametrize(
    ("parts", "all_of_them", "any_of_them"),
    [
        ([], "", ""),
        (["а"], "а", "а"),
        (["а", "б"], "а и б", "а или б"),
        (["а", "б", "в"], "а, б и в", "а, б или в"),
    ],
)
def test_lists_are_joined_as_people_do(parts: list[str], all_of_them: str, any_of_them: str) -> None:
    assert (listing(parts, "ru"), alternatives(parts, "ru")) == (all_of_them, any_of_them)
