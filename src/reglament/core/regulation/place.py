"""Where something stands in a regulation's text: the address that every node and every fault carries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A half-open stretch of the text.

    `line` and `column` count from one; `start` and `end` are offsets in characters (code points, not bytes)
    into the decoded text, a leading byte order mark not counted.
    """

    line: int
    column: int
    start: int
    end: int


BEGINNING = Place(line=1, column=1, start=0, end=0)


def place_at(text: str, start: int, end: int) -> Place:
    """The place of `text[start:end]`; counts lines from the beginning, so use it for single faults only."""
    line_start = text.rfind("\n", 0, start) + 1
    return Place(line=text.count("\n", 0, start) + 1, column=start - line_start + 1, start=start, end=end)
