"""The picture of a case: what is in it, that nothing leaves it, and that it is SVG whatever the words are."""

import re
from xml.etree import ElementTree as ET

import pytest

from reglament.core.replay.view import look
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.timeline.draw import Picture, timeline
from reglament.words.timeline.svg import fitted, wrapped
from tests.core.replay.small import told
from tests.core.replay.test_reading_stories import seconds
from tests.words.timeline.test_scale import here

SVG = "{http://www.w3.org/2000/svg}"
WHEN = """
- 2026-11-03 15:00: {receive: {channel: email}}
- 2026-11-03 15:30: {pause: waiting}
- 2026-11-04 10:00: {reply: m1}
- 2026-11-04 11:00: {record: questioned, message: m2}
- 2026-11-04 11:00: {report: delivered, message: m2}
"""


def drawn(at: str, language: Language = "en", *, name: str = "One", when: str = WHEN) -> ET.Element:
    story = told(when, f"- {at}: {{status: open}}")
    assert story.played is not None
    seen = look(story.played, "A", at=seconds(at), known_at=seconds(at), steps=True)
    picture = Picture(
        name=name,
        here=here("Europe/Moscow"),
        at=seen.at,
        known_at=seen.known_at,
        entries=seen.entries,
        targets=seen.targets,
        pauses=seen.state.pause_spans,
        regulation=seen.regulation,
        calendars=seen.terms.calendars,
    )
    return ET.fromstring(timeline(picture, language))  # noqa: S314 - our own


def words(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_calendar_pause_targets_and_what_happened_are_in_it() -> None:
    told_words = words(drawn("2026-11-04 12:00"))
    for said in ("Waiting", "Answer", "Silence", "the case was received", "the customer replied"):
        assert any(said in one for one in told_words), said
    assert any("09:00–18:00" in one for one in told_words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "at", ["2026-11-03 15:00", "2026-11-03 18:00", "2026-11-04 12:00", "2026-11-20 00:00"]
)
def test_nothing_leaves_the_picture(at: str, language: Language) -> None:
    root = drawn(at, language)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for element in root.iter():
        for key, most in (("x", width), ("cx", width), ("cy", height)):
            if key in element.attrib:
                assert 0 <= float(element.attrib[key]) <= most, (element.tag, element.attrib)
        if element.tag == f"{SVG}rect":
            assert float(element.attrib["width"]) > 0
            assert float(element.attrib.get("x", 0)) + float(element.attrib["width"]) <= width + 0.1


def test_words_that_look_like_markup_stay_words() -> None:
    name = 'a < b & "c" ]]> <script>\''
    assert name in words(drawn("2026-11-04 12:00", name=name))


ALONE = "- 2026-11-03 15:00: {receive: {channel: email}}"


@pytest.mark.parametrize(
    ("when", "at", "hours"), [(WHEN, "2026-11-04 12:00", [0.5, 2.0]), (ALONE, "2026-11-05 12:00", [3.0, 1.0])]
)
def test_counted_hours_are_full_and_pauses_and_nights_are_pale(
    when: str, at: str, hours: list[float]
) -> None:
    root = drawn(at, when=when)
    bars = [one for one in root.iter(f"{SVG}rect") if one.attrib.get("height") == "14"]
    first = next(place for place, one in enumerate(bars) if one.attrib.get("fill-opacity") == "0.3")
    full = [one for one in bars[first:] if "fill-opacity" not in one.attrib][: len(hours)]
    assert [round(float(one.attrib["width"]) / _hour(root), 1) for one in full] == hours


def _hour(root: ET.Element) -> float:
    """How wide an hour is: the first day's open band runs from 09:00 to 18:00, cut at the picture's beginning."""
    bands = [one for one in root.iter(f"{SVG}rect") if one.attrib.get("fill") == "#cfe3f5"]
    return max(float(one.attrib["width"]) for one in bands) / 9


def test_no_style_and_no_script_is_in_it() -> None:
    text = ET.tostring(drawn("2026-11-04 12:00"), encoding="unicode")
    assert re.findall(r"<style|style=|<script|href=", text) == []


def test_words_are_cut_where_they_do_not_fit() -> None:
    assert (fitted("short", 100, 10), fitted("much too long for it", 60, 10)) == ("short", "much too…")
    assert wrapped("one two three four five", 60, 10, most=2) == ["one two", "three fou…"]
