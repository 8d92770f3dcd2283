"""Timesheets: a row for each day, what counted where, readable on a telephone and on a desk, in light and in dark."""

import re
from xml.etree import ElementTree as ET

import pytest

from reglament.core.target.ledger import ledger
from reglament.words.timesheet.chart import Chart, Mark, Piece, Row, Told
from reglament.words.timesheet.draw import draw
from reglament.words.timesheet.sheet import timesheet_svg
from reglament.words.timesheet.stretches import hours_of, stretches
from tests.core.hours.cast import almanac
from tests.words.cast import told, zone

SVG = "{http://www.w3.org/2000/svg}"
HOUR = 3600
RECEIVED = "2026-11-02 16:00: {receive: {channel: letter, role: keeper}}"
ASKED = f"""
{RECEIVED}
2026-11-03 15:10: {{record: sketch asked, message: m1}}
2026-11-05 10:20: {{reply: {{fields: {{lamp: "7"}}}}}}
"""


def drawn(
    lines: str, at: str, metric: str, *, where: str = "Europe/Moscow", width: int = 720, contract: str = "{}"
) -> ET.Element:
    seen = told(lines, at, contract=contract)
    [*_, target] = [one for one in seen.targets if one.metric == metric]
    svg = timesheet_svg(target, seen.terms, "ru", zone(where), at=seen.at, years=almanac().years, width=width)
    return ET.fromstring(svg)  # noqa: S314 - our own picture


def words(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def labels(root: ET.Element) -> list[str]:
    """What stands at the beginning of the rows."""
    begins = re.compile(r"(пн|вт|ср|чт|пт|сб|вс|\d+–\d+) ")
    return [word for word in words(root) if begins.match(word)]


def of_kind(root: ET.Element, kind: str) -> list[ET.Element]:
    return [shape for shape in root.iter(f"{SVG}rect") if shape.get("class") == kind]


def test_every_date_has_a_row_and_closed_ones_share_theirs() -> None:
    root = drawn(ASKED, "2026-11-06 12:00", "light up")
    assert labels(root) == [
        "пн 2 нояб.",
        "вт 3 нояб.",
        "ср 4 нояб. — праздник",
        "чт 5 нояб.",
        "пт 6 нояб.",
        "7–8 нояб. — выходные",
        "пн 9 нояб.",
        "вт 10 нояб.",
        "ср 11 нояб.",
    ]


def test_what_counted_each_day_adds_up_to_the_amount() -> None:
    root = drawn(ASKED, "2026-11-06 12:00", "light up", width=390)
    gains = [word.removeprefix("+").split(":") for word in words(root) if re.fullmatch(r"\+\d+:\d\d", word)]
    assert sum(int(hours) * 60 + int(minutes) for hours, minutes in gains) == 40 * 60


def test_counted_and_coming_time_is_drawn_as_long_as_the_amount() -> None:
    seen = told(ASKED, "2026-11-06 12:00")
    [target] = [one for one in seen.targets if one.metric == "light up"]
    lines = ledger(target, seen.terms.calendars)
    found = stretches(target, lines, hours_of(target, seen.terms), seen.at)
    lengths = {
        kind: sum(one.to_at - one.from_at for one in found if one.kind == kind and not one.thin)
        for kind in ("counted", "ahead", "paused", "open")
    }
    assert lengths == {
        "counted": (16 * 60 + 50) * 60,
        "ahead": (23 * 60 + 10) * 60,
        "paused": (2 * 60 + 50 + 80) * 60,
        "open": 0,
    }


def test_days_that_count_are_numbered() -> None:
    root = drawn(ASKED, "2026-11-06 12:00", "decision")
    numbered = [word for word in words(root) if word.startswith(("день", "дни"))]
    assert numbered == ["день 1", "день 2", "дни 3–7", "день 8", "день 9", "день 10"]


def test_a_few_hours_are_one_row_even_over_midnight() -> None:
    lines = "2026-11-02 23:30: {receive: {channel: letter, role: keeper}}"
    root = drawn(lines, "2026-11-03 00:10", "light up", contract="{tier: gold}")
    assert [word for word in words(root) if word.endswith("нояб.")] == ["2–3 нояб."]
    assert [word for word in words(root) if re.fullmatch(r"\d\d:00", word)] == [
        "22:00",
        "23:00",
        "00:00",
        "01:00",
        "02:00",
        "03:00",
    ]


def test_a_term_to_midnight_ends_on_its_own_day() -> None:
    lines = f"""
    {RECEIVED}
    2026-11-09 10:00: {{record: sketch asked, message: m1}}
    2026-11-09 10:00: {{report: delivered, message: m1}}
    """
    root = drawn(lines, "2026-11-10 10:00", "silence")
    assert labels(root) == ["пн 9 нояб.", "вт 10 нояб.", "ср 11 нояб.", "чт 12 нояб."]
    ends = max(float(row.get("x") or 0) + float(row.get("width") or 0) for row in of_kind(root, "closed"))
    [due] = [stem.get("d") or "" for stem in root.iter(f"{SVG}path") if stem.get("class") == "stem due"]
    assert float(due.removeprefix("M").split()[0]) == pytest.approx(ends, abs=0.2)


def test_lateness_is_drawn_from_the_due_moment_on() -> None:
    lines = f"{ASKED}\n2026-11-05 11:00: {{classify: {{weight: heavy}}}}\n2026-11-06 09:30: {{record: lit}}"
    root = drawn(lines, "2026-11-10 10:00", "light up")
    # Tuesday from eleven, the holiday, Thursday, Friday morning.
    assert len(of_kind(root, "late")) - 1 == 4
    assert "просрочено" in words(root)


def test_marks_are_numbered_in_order_and_each_has_its_words() -> None:
    root = drawn(ASKED, "2026-11-06 12:00", "light up")
    numbers = [word for word in words(root) if word.isdigit()]
    assert numbers == ["1", "2", "3", "4", "1", "2", "3", "4"]
    assert [word for word in words(root) if word.startswith(("Отсчёт", "Пауза", "Сейчас", "Срок"))] == [
        "Отсчёт начался пн 2 нояб. 2026 16:00: обращение поступило (п. 1.1)",
        "Пауза вт 3 нояб. 2026 15:10 – чт 5 нояб. 2026 10:20: «Ждём чертёж» (п. 2.1)",
        "Сейчас пт 6 нояб. 2026 12:00",
        "Срок — ср 11 нояб. 2026 11:10 (п. 1.1)",
    ]


@pytest.mark.parametrize("width", [390, 720, 1440])
def test_nothing_leaves_the_picture_and_no_letter_is_small(width: int) -> None:
    root = drawn(ASKED, "2026-11-06 12:00", "decision", width=width)
    assert root.get("width") == str(width)
    height = float(root.get("height") or 0)
    for shape in root.iter(f"{SVG}rect"):
        assert float(shape.get("x") or 0) >= 0
        assert float(shape.get("x") or 0) + float(shape.get("width") or 0) <= width
    for text in root.iter(f"{SVG}text"):
        assert float(text.get("y") or 0) <= height
        assert float(text.get("font-size") or 0) >= 10.5


def test_the_track_keeps_most_of_a_narrow_picture() -> None:
    root = drawn(ASKED, "2026-11-06 12:00", "light up", width=390)
    grid = [float(line.get("x1") or 0) for line in root.iter(f"{SVG}line")]
    assert max(grid) - min(grid) >= 0.5 * 390


def test_colours_follow_the_readers_choice_and_stand_in_the_style_alone() -> None:
    root = drawn(ASKED, "2026-11-06 12:00", "light up")
    [style] = root.iter(f"{SVG}style")
    light, dark = (style.text or "").split("@media (prefers-color-scheme: dark)")
    classes = re.compile(r"^\s*\.([a-z.]+) \{ (?:fill|stroke): #", re.MULTILINE)
    assert set(classes.findall(dark)) <= set(classes.findall(light)) | {"stem"}
    assert {"page", "ink", "counted", "ahead", "paused", "late"} <= set(classes.findall(dark))
    assert [shape.tag for shape in root.iter() if shape.get("fill") or shape.get("style")] == []


def test_a_screen_reader_is_told_how_the_target_stands() -> None:
    root = drawn(ASKED, "2026-11-06 12:00", "light up")
    [title] = root.findall(f"{SVG}title")
    assert (title.text or "").startswith("Свет восстановлен: отсчёт идёт (п. 1.1), срок ср 11 нояб.")


def test_what_people_wrote_is_escaped() -> None:
    row = Row("<b>", (Piece(0, HOUR, "counted"),), (Mark(0, 1, "plain"),), brief="&amp;")
    chart = Chart("a < b", ("c & d",), 0, HOUR, (), (row,), (Told(1, "plain", "</svg>"),), ())
    root = ET.fromstring(draw(chart, 390))  # noqa: S314 - our own picture
    assert {"a < b", "c & d", "<b>", "&amp;", "</svg>"} <= set(words(root))


def test_a_target_that_has_not_started_has_no_timesheet() -> None:
    with pytest.raises(ValueError, match="has not started"):
        drawn(RECEIVED, "2026-11-03 10:00", "silence")


def test_a_reader_elsewhere_sees_the_days_of_his_own_wall() -> None:
    root = drawn(ASKED, "2026-11-06 12:00", "light up", where="Asia/Vladivostok")
    assert "Владивосток, UTC+10" in words(root)[2]
    assert "вс 8 нояб. — выходной" in words(root)
