"""The head of a regulation, its calendars, its declared nouns and its clauses."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from reglament.core.hours.calendar import Calendar, DateException, WeekSpan
from reglament.core.regulation.model.declared import Axis, Counter, Field, Mark, Noun, Term, Tier
from reglament.core.regulation.model.regulation import NamedCalendar, Regulation
from reglament.core.regulation.model.title import Title
from reglament.core.regulation.place import BEGINNING
from tests.core.regulation.written import CLAUSES, HEAD, read

WEEKDAY = (32_400, 64_800)
OFFICE = tuple(WeekSpan(day, *WEEKDAY) for day in range(5))
CALENDARS: tuple[tuple[str, NamedCalendar], ...] = (
    (
        "{zone: UTC, week: {mon-fri: '09:00-18:00'}}",
        NamedCalendar(Calendar("UTC", OFFICE), None, (), replaceable=False, place=BEGINNING),
    ),
    (
        "{zone: customer, week: {'mon, sat-sun': ['09:00-12:00', '13:00-18:00']}, contract may replace: yes}",
        NamedCalendar(
            Calendar(
                "customer",
                tuple(
                    WeekSpan(day, *span) for day in (0, 5, 6) for span in ((32_400, 43_200), (46_800, 64_800))
                ),
            ),
            None,
            (),
            replaceable=True,
            place=BEGINNING,
        ),
    ),
    (
        "{zone: UTC, week: {sun-mon: '22:00-06:00'}}",
        NamedCalendar(
            Calendar("UTC", (WeekSpan(0, 79_200, 108_000), WeekSpan(6, 79_200, 108_000))),
            None,
            (),
            replaceable=False,
            place=BEGINNING,
        ),
    ),
    (
        (
            "{zone: UTC, week: {mon-fri: '09:00-18:00'}, country: RU, working saturdays: served, short days: shortened, "
            "overlays: stay home, dates: {2026-03-01: closed, 2026-03-02: '09:00-18:00'}, day length: 8 hours 15 minutes}"
        ),
        NamedCalendar(
            Calendar(
                "UTC",
                OFFICE,
                exceptions=(
                    DateException(date(2026, 3, 1)),
                    DateException(date(2026, 3, 2), (WEEKDAY,)),
                ),
                country="RU",
                transferred_saturdays=True,
                short_days=True,
                overlays=("stay home",),
                day_length=29_700,
            ),
            None,
            (),
            replaceable=False,
            place=BEGINNING,
        ),
    ),
    (
        "{union: [day, always]}",
        NamedCalendar(None, "union", ("day", "always"), replaceable=False, place=BEGINNING),
    ),
    (
        "{intersection: [day], contract may replace: yes}",
        NamedCalendar(None, "intersection", ("day",), replaceable=True, place=BEGINNING),
    ),
    (
        "{without: [always, day]}",
        NamedCalendar(None, "without", ("always", "day"), replaceable=False, place=BEGINNING),
    ),
)


def whole(text: str) -> Regulation:
    regulation, faults = read(text)
    assert faults == ()
    assert regulation is not None
    return regulation


@pytest.mark.parametrize(("written", "expected"), CALENDARS)
def test_a_calendar_is_read(written: str, expected: NamedCalendar) -> None:
    text = (
        HEAD.replace("calendars:\n", f"calendars:\n  it: {written}\n") + CLAUSES + "      it: {none: glow}\n"
    )
    assert replace(whole(text).calendars["it"], place=BEGINNING) == expected


def test_the_readings_of_a_calendar_stand_with_it() -> None:
    reading = "reading: {of: country, says: {ru: Так, en: So}}"
    text = HEAD.replace("country: RU}", f"country: RU, {reading}}}") + CLAUSES + "      it: {none: glow}\n"
    assert [reading.of for reading in whole(text).calendars["day"].readings] == ["country"]


def test_the_head_of_a_regulation_is_read() -> None:
    text = HEAD + "published: 2025-12-01\nlanguage: [ru, en]\n" + CLAUSES + "      it: {none: glow}\n"
    regulation = whole(text)
    assert (regulation.name, regulation.edition, regulation.title) == (
        "lantern",
        "2026-01",
        Title("Фонари", "Lanterns"),
    )
    assert (regulation.effective_on, regulation.published_on) == (date(2026, 1, 15), date(2025, 12, 1))
    assert (regulation.zone, regulation.languages) == ("Europe/Moscow", ("ru", "en"))
    assert regulation.digest == sha256(text.encode()).hexdigest()


def test_declared_nouns_are_read_in_the_order_of_the_file() -> None:
    regulation = whole(HEAD + CLAUSES + "      it: {none: glow}\n")
    assert regulation.tiers == {
        "plain": Tier(Title("Простой", "Plain"), "day", ()),
        "golden": Tier(Title("Золотой", "Golden"), "always", ("silver",)),
    }
    assert list(regulation.tiers) == ["plain", "golden"]
    assert regulation.metrics["glow"] == Noun(Title("Свет", "Glow"))
    assert regulation.counters["lamps"] == Counter(Title("Лампы", "Lamps"), "cases")
    assert regulation.fields["wick"] == Field(Title("Фитиль", "Wick"), "text", {}, content=True)
    olive = {"olive": Title("Оливковое", "Olive")}
    assert regulation.fields["oil"] == Field(Title("Масло", "Oil"), "choice", olive, content=False)
    assert regulation.terms["night"] == Term(Title("Ночь", "Night"), "yes no", {}, ("no",))
    assert regulation.terms["towers"] == Term(Title("Башни", "Towers"), "number", {}, None)


def test_what_an_axis_or_a_mark_does_not_say_has_its_default() -> None:
    regulation = whole(HEAD + CLAUSES + "      it: {none: glow}\n")
    assert regulation.axes["colour"] == Axis(
        title=Title("Цвет", "Colour"),
        values={"red": Title("Красный", "Red"), "green": Title("Зелёный", "Green")},
        default="green",
        ordered=False,
        set_by=("customer", "staff"),
        own_order_only=False,
        from_the_change=False,
    )
    assert regulation.marks["lit"] == Mark(
        title=Title("Зажжён", "Lit"),
        by=("staff",),
        message=None,
        asks=False,
        automatic=False,
        needs=(),
        may_have=(),
        second_person=False,
        withdrawn_by=None,
    )


def test_all_that_an_axis_or_a_mark_says_is_kept() -> None:
    axis = "shape: {title: {ru: а, en: a}, values: {round: {ru: а, en: a}}, ordered: yes, set by: staff, "
    axis += "own order only: yes, when changed: from the change}"
    mark = "seen: {title: {ru: а, en: a}, by: [keeper, timer], message: in, asks: yes, automatic: yes, needs: wick, "
    mark += "may have: [oil], second person: yes, withdrawn by: lit}"
    text = HEAD.replace("axes:\n", f"axes:\n  {axis}\n").replace("marks:\n", f"marks:\n  {mark}\n")
    regulation = whole(text + CLAUSES + "      it: {none: glow}\n")
    title = Title("а", "a")
    assert regulation.axes["shape"] == Axis(
        title=title,
        values={"round": title},
        default=None,
        ordered=True,
        set_by=("staff",),
        own_order_only=True,
        from_the_change=True,
    )
    assert regulation.marks["seen"] == Mark(
        title=title,
        by=("keeper", "timer"),
        message="in",
        asks=True,
        automatic=True,
        needs=("wick",),
        may_have=("oil",),
        second_person=True,
        withdrawn_by="lit",
    )


def test_a_clause_keeps_its_text_its_reason_for_being_prose_and_who_carries_it() -> None:
    text = HEAD + CLAUSES + "      it: {none: glow}\n"
    text += "  - {clause: 1.10, title: {ru: а, en: a}, text: б, prose: в, covers: [X-1, X-2]}\n"
    text += '  - {clause: "8", text: г, carried by: [7/it, calendar day]}\n'
    _, prose, carried = whole(text).clauses
    assert (prose.number, prose.title, prose.text, prose.prose) == ("1.10", Title("а", "a"), "б", "в")
    assert (prose.covers, prose.rules) == (("X-1", "X-2"), ())
    assert (carried.carried_by, carried.prose) == (("7/it", "calendar day"), None)
