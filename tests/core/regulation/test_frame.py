"""Code frames as data: which lines are shown and which columns are marked."""

from reglament.core.regulation.fault import Fault
from reglament.core.regulation.place import place_at
from reglament.core.regulation.source.frame import Frame, FrameLine, frame, frames


def marked(shown: Frame) -> list[str]:
    return [line.text[slice(*line.carets)] for line in shown.lines if line.carets]


def test_a_frame_shows_the_line_with_one_above_and_one_below() -> None:
    text = "one\ntwo: bad\nthree\nfour\n"
    expected = (FrameLine(1, "one", None), FrameLine(2, "two: bad", (5, 8)), FrameLine(3, "three", None))
    assert frame(text, place_at(text, 9, 12)).lines == expected


def test_a_frame_at_an_edge_of_the_text_shows_what_there_is() -> None:
    text = "one\ntwo"
    assert [line.number for line in frame(text, place_at(text, 0, 3)).lines] == [1, 2]
    assert [line.number for line in frame(text, place_at(text, 4, 7)).lines] == [1, 2]
    assert frame("", place_at("", 0, 0)).lines == (FrameLine(1, "", (0, 1)),)


def test_of_a_stretch_of_many_lines_the_first_is_marked() -> None:
    text = "a:\r\n  b: c\r\n  d: e\r\n"
    shown = frame(text, place_at(text, 6, len(text)))
    assert (marked(shown), [line.text for line in shown.lines]) == (["b: c"], ["a:", "  b: c", "  d: e"])


def test_a_place_without_length_is_marked_by_one_caret() -> None:
    text = "a:\nb: c\n"
    assert frame(text, place_at(text, 2, 2)).lines[0].carets == (2, 3)


def test_a_line_of_any_length_is_cut_around_the_carets() -> None:
    text = "x" * 50_000 + "BAD" + "x" * 50_000
    (line,) = frame(text, place_at(text, 50_000, 50_003)).lines
    assert (len(line.text), line.cut_left, line.cut_right) == (120, True, True)
    assert marked(frame(text, place_at(text, 50_000, 50_003))) == ["BAD"]


def test_a_fault_has_a_frame_for_each_of_its_places() -> None:
    text = "a: 1\nb: 2\na: 3\n"
    fault = Fault("source/duplicate-key", (place_at(text, 10, 11), place_at(text, 0, 1)), {"key": "a"})
    assert [shown.lines[0].number for shown in frames(text, fault)] == [2, 1]
