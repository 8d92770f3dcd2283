"""Code frames as data: the lines around a place and where the carets go. Drawing them is for `words` and `cli`."""

from dataclasses import dataclass

from reglament.core.regulation.fault import Fault
from reglament.core.regulation.place import Place

LINES_AROUND = 1
WIDEST = 120


@dataclass(frozen=True, slots=True)
class FrameLine:
    """One line of a frame. `carets` is a half-open span of columns of `text` (from 0), or None on lines of context.

    A line longer than 120 characters is cut around the carets; `cut_left` and `cut_right` say where.
    """

    number: int
    text: str
    carets: tuple[int, int] | None
    cut_left: bool = False
    cut_right: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines around one place, in order."""

    place: Place
    lines: tuple[FrameLine, ...]


def frames(text: str, fault: Fault) -> tuple[Frame, ...]:
    """A frame for every place of the fault, the main one first; `text` is what `text_to_show` gives."""
    return tuple(frame(text, place) for place in fault.places)


def frame(text: str, place: Place) -> Frame:
    """The line of the place with a line of context above and below; of a long stretch, its first line."""
    line_start = place.start - (place.column - 1)
    line_end = _line_end(text, place.start)
    carets_end = max(min(place.end, line_end), place.start + 1)
    shown = [_line(text, place.line, line_start, (place.start, carets_end))]
    above = line_start
    for step in range(1, LINES_AROUND + 1):
        if above > 0:
            above = text.rfind("\n", 0, above - 1) + 1
            shown.insert(0, _line(text, place.line - step, above, None))
    below = line_end
    for step in range(1, LINES_AROUND + 1):
        below = text.find("\n", below) + 1
        if not 0 < below < len(text):
            break
        shown.append(_line(text, place.line + step, below, None))
    return Frame(place=place, lines=tuple(shown))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return end - 1 if end > start and text[end - 1 : end] == "\r" else end


def _line(text: str, number: int, start: int, carets: tuple[int, int] | None) -> FrameLine:
    end = _line_end(text, start)
    first = start
    if carets and carets[0] - start > WIDEST * 2 // 3:
        first = carets[0] - WIDEST // 3
    last = min(end, first + WIDEST)
    within = (carets[0] - first, min(carets[1], max(last, carets[0] + 1)) - first) if carets else None
    # A tab would be drawn with a width that nobody can foresee.
    shown = text[first:last].replace("\t", " ")
    return FrameLine(number=number, text=shown, carets=within, cut_left=first > start, cut_right=last < end)
