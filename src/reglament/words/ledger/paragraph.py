"""Lines of a ledger gathered by day; days that are all alike gathered into one, and in a long ledger whole weeks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from reglament.core.target.ledger import Kind, Line
from reglament.words.moment import LocalTime, clock

FEWEST_FOLDED = 3
LONG = 8
PLAIN = frozenset({Kind.COUNTED, Kind.BREAK, Kind.NIGHT})
Shape = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is told in one line of text: the lines of one day, or of several (`days`) that are like the first one.

    `first` are the lines of that day; `weekends`: there are some between the days, and nothing else.
    """

    lines: tuple[Line, ...]
    first: tuple[Line, ...]
    days: int = 1
    weekends: bool = False

    @property
    def counted(self) -> int:
        return sum(line.counted for line in self.lines)


def paragraphs(lines: Iterable[Line], here: LocalTime) -> list[Paragraph]:
    """Gather lines by the day they begin on, on the wall of `here`; fold runs of days without anything of their own."""
    found = list(_folded(_by_day(lines, here), here))
    return list(_weeks(found, here)) if len(found) > LONG else found


def _by_day(lines: Iterable[Line], here: LocalTime) -> Iterator[Paragraph]:
    placed = [(_place(number, line, here), line) for number, line in enumerate(lines, 1)]
    for _, group in groupby(placed, key=lambda one: one[0]):
        day = tuple(line for _, line in group)
        yield Paragraph(day, day)


def _place(number: int, line: Line, here: LocalTime) -> tuple[int, int]:
    """Days off stand alone, counted days run on, all else belongs to the day it begins on."""
    if line.kind is Kind.DAYS_OFF:
        return number, 0
    return (0, 0) if line.kind is Kind.DAY else (0, here.wall(line.from_at).toordinal())


def _folded(found: Iterable[Paragraph], here: LocalTime) -> Iterator[Paragraph]:
    for shape, group in groupby(found, key=lambda paragraph: _shape(paragraph, here)):
        run = list(group)
        if shape is None or shape == DAYS or len(run) < FEWEST_FOLDED:
            yield from run
        else:
            yield _joined(run)


def _joined(run: list[Paragraph]) -> Paragraph:
    """Several alike as one; weekends between them are no longer told apart."""
    days = [one for one in run if not _is_weekend(one)]
    lines = tuple(line for one in days for line in one.lines)
    return Paragraph(lines, days[0].first, sum(one.days for one in days), weekends=len(days) < len(run))


def _weeks(found: list[Paragraph], here: LocalTime) -> Iterator[Paragraph]:
    """Join days alike that only plain weekends part."""
    run: list[Paragraph] = []
    for paragraph in found:
        alike = run and _shape(run[0], here) == _shape(paragraph, here)
        if run and not alike and not _is_weekend(paragraph):
            yield from _given(run)
            run = []
        if run or _shape(paragraph, here) is not None:
            run.append(paragraph)
        else:
            yield paragraph
    yield from _given(run)


def _given(run: list[Paragraph]) -> Iterator[Paragraph]:
    """A run as one paragraph; weekends at its end stay what they are."""
    last = len(run)
    while last and _is_weekend(run[last - 1]):
        last -= 1
    yield from [_joined(run[:last])] if last > 1 else run[:last]
    yield from run[last:]


def _is_weekend(paragraph: Paragraph) -> bool:
    [first, *more] = paragraph.lines
    return not more and first.kind is Kind.DAYS_OFF and {note.kind for note in first.dates} == {"weekend"}


DAYS: Shape = (Kind.DAY,)


def _shape(paragraph: Paragraph, here: LocalTime) -> Shape | None:
    """What a day looks like on the wall; None for one that has something of its own to tell. A night belongs to no day."""
    lines = paragraph.first
    if any(line.dates for line in paragraph.lines):
        return None
    if all(line.kind is Kind.DAY for line in lines):
        return DAYS
    if any(line.kind not in PLAIN for line in lines):
        return None
    return tuple(
        (line.kind, clock(line.from_at, here), clock(line.to_at or line.from_at, here))
        for line in lines
        if line.kind is not Kind.NIGHT
    )
