"""Ledgers as lines: parted at a moment, days alike gathered, dates named."""

from datetime import date

from inline_snapshot import snapshot

from reglament.core.target.date import DateNote
from reglament.core.target.ledger import Kind, Line, ledger
from reglament.words.ledger.cut import after, before
from reglament.words.ledger.dates import dates_text, range_of, short_range, whats
from reglament.words.ledger.tell import Teller, ledger_lines
from reglament.words.timesheet.frame import frame_of
from reglament.words.timesheet.marks import Happened, marks
from tests.core.hours.cast import almanac
from tests.words.cast import aurora, told, zone

HOUR, DAY = 3600, 86_400
NINE = 1_793_685_600  # Tuesday 3 November 2026, 09:00 in Moscow
RULE = "1.1/light"


def counted(start: int, hours: int) -> Line:
    return Line(start, start + hours * HOUR, Kind.COUNTED, hours * HOUR, 0, RULE)


def a_day(ends: int) -> Line:
    return Line(ends - DAY, ends, Kind.DAY, 1, 0, RULE)


def on(day: int, month: int = 11, year: int = 2026) -> int:
    return date(year, month, day).toordinal()


def test_a_stretch_is_parted_where_the_moment_lies_and_totals_go_on() -> None:
    lines = (counted(NINE, 4), counted(NINE + 5 * HOUR, 4))
    until = NINE + 6 * HOUR
    assert [(one.counted, one.total) for one in before(lines, until)] == [
        (4 * HOUR, 4 * HOUR),
        (HOUR, 5 * HOUR),
    ]
    assert [(one.from_at, one.counted, one.total) for one in after(lines, until)] == [
        (until, 3 * HOUR, 8 * HOUR)
    ]


def test_a_day_counts_at_its_last_moment_and_not_before() -> None:
    day = a_day(NINE)
    assert [one.total for one in before((day,), NINE)] == [1]
    assert after((day,), NINE) == ()
    assert before((day,), NINE - 1) == ()
    assert [one.total for one in after((day,), NINE - 1)] == [1]


def test_seconds_and_days_are_added_apart() -> None:
    lines = (counted(NINE, 4), a_day(NINE + 2 * DAY), counted(NINE + 2 * DAY, 1))
    assert [one.total for one in before(lines, NINE + 9 * DAY)] == [4 * HOUR, 1, 5 * HOUR]


def test_dates_of_one_sort_are_gathered_only_where_they_are_neighbours() -> None:
    notes = [DateNote(on(7), "weekend"), DateNote(on(8), "weekend"), DateNote(on(14), "weekend")]
    assert dates_text(notes, "ru") == "сб 7 – вс 8 нояб. — выходные; сб 14 нояб. — выходной"
    assert whats(notes, "ru") == "выходные; выходной"


def test_every_sort_of_date_is_named() -> None:
    kinds = ("holiday", "day off", "overlay", "exception", "closed", "working saturday", "short day")
    notes = [
        DateNote(on(number), kind, None, "1466" if kind == "day off" else None)
        for number, kind in enumerate(kinds, 9)
    ]
    assert dates_text(notes, "ru") == snapshot(
        "пн 9 нояб. — праздник; вт 10 нояб. — выходной по переносу (постановление № 1466); ср 11 нояб. — нерабочий день; чт 12 нояб. — особый график; пт 13 нояб. — закрыто; сб 14 нояб. — рабочая суббота; вс 15 нояб. — сокращённый день"
    )
    assert dates_text(notes, "en") == snapshot(
        "Mon 9 Nov — holiday; Tue 10 Nov — day off by transfer (decree no. 1466); Wed 11 Nov — day off; Thu 12 Nov — hours of its own; Fri 13 Nov — closed; Sat 14 Nov — working Saturday; Sun 15 Nov — short day"
    )


def test_what_an_overlay_rests_on_stays_in_its_file() -> None:
    note = DateNote(on(9), "overlay", "extra days", "A decree told in English")
    assert dates_text([note], "ru") == "пн 9 нояб. — нерабочий день"


def test_ranges_name_the_month_once_where_it_is_the_same() -> None:
    spans = [(on(9), on(9)), (on(9), on(13)), (on(30), on(2, 12)), (on(31, 12), on(10, 1, 2027))]
    assert [range_of(*one, "ru") for one in spans] == snapshot(
        ["пн 9 нояб.", "пн 9 – пт 13 нояб.", "пн 30 нояб. – ср 2 дек.", "чт 31 дек. – вс 10 янв."]
    )
    assert [short_range(*one, "en") for one in spans] == snapshot(
        ["9–9 Nov", "9–13 Nov", "30 Nov–2 Dec", "31 Dec–10 Jan"]
    )


def lines_of(metric: str, until: str, amount: str) -> tuple[str, ...]:
    """The ledger of a target whose term a contract has made as long as this."""
    seen = told(
        "2026-11-02 16:00: {receive: {channel: letter, role: keeper}}",
        until,
        contract=f"{{tier: silver, figures: {{{metric}: {amount}}}}}",
    )
    [target] = [one for one in seen.targets if one.metric == metric]
    teller = Teller(aurora(), "ru", zone(), zone(), target.rule)
    return ledger_lines(ledger(target, seen.terms.calendars, years=almanac().years), teller)


def test_a_long_ledger_of_hours_tells_whole_weeks_in_one_line() -> None:
    assert lines_of("long", "2026-11-03 10:00", "200 working hours") == snapshot(
        (
            "пн 2 нояб. · 16:00–18:00 засчитано 2 ч · ночь 18:00–09:00 · всего 2 ч (п. 1.3)",
            "вт 3 нояб. · 09:00–13:00 засчитано 4 ч · перерыв 13:00–14:00 · 14:00–18:00 засчитано 4 ч · всего 10 ч (п. 1.3)",
            "ср 4 нояб. — праздник (п. 1.3)",
            "чт 5 нояб. – пн 7 дек. · 23 дня по 8 ч, засчитано 184 ч · 09:00–13:00 · 14:00–18:00 · не считаются: перерывы, ночи, выходные · всего 194 ч (п. 1.3)",
            "вт 8 дек. · 09:00–13:00 засчитано 4 ч · перерыв 13:00–14:00 · 14:00–16:00 засчитано 2 ч · всего 200 ч (п. 1.3)",
        )
    )


def test_a_long_ledger_of_days_tells_whole_weeks_in_one_line() -> None:
    assert lines_of("long", "2026-11-03 10:00", "50 working days") == snapshot(
        (
            "вт 3 нояб. · день 1 (п. 1.3)",
            "ср 4 нояб. — праздник (п. 1.3)",
            "чт 5 нояб. – ср 30 дек. · дни 2–41 · не считаются: выходные (п. 1.3)",
            "чт 31 дек. — выходной по переносу (постановление № 1466); пт 1 – пт 8 янв. — праздники; сб 9 – вс 10 янв. — выходные (п. 1.3)",
            "пн 11 – чт 21 янв. · дни 42–50 · не считаются: выходные (п. 1.3)",
        )
    )


def test_a_mark_at_midnight_belongs_to_the_day_it_ends() -> None:
    midnight = NINE + 15 * HOUR
    frame = frame_of(NINE, NINE + 3 * DAY, zone())
    rows, _ = marks((Happened(midnight, "due", ""), Happened(midnight, "plain", "")), frame)
    assert {row: [(mark.at, mark.kind) for mark in found] for row, found in rows.items()} == {
        0: [(DAY, "due")],
        1: [(0, "plain")],
    }
