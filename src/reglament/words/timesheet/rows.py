"""The rows of a timesheet: each date with its pieces and what it added; closed dates and days alike gathered into one row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reglament.core.hours.hours import Hours
from reglament.core.target.date import DateNote, Years, closed_date
from reglament.core.target.ledger import Kind, Line
from reglament.words.catalogue import Language, sentence
from reglament.words.ledger.dates import range_of, short_range, whats
from reglament.words.length import length
from reglament.words.timesheet.chart import Mark, Piece, Row
from reglament.words.timesheet.frame import Frame, Stretch

MANY = 16
FEWEST_FOLDED = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the rows are made of. `hours` None: every hour counts, no date is closed."""

    frame: Frame
    stretches: tuple[Stretch, ...]
    marks: Mapping[int, list[Mark]]
    lines: tuple[Line, ...]
    hours: Hours | None
    years: Years


@dataclass(frozen=True, slots=True)
class Day:
    """One row before it is gathered with others: `seconds` counted in it, or the `numbers` of the days it counts as."""

    first: int
    last: int
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    seconds: int
    numbers: tuple[int, ...]
    note: DateNote | None


def rows_of(sheet: Sheet, language: Language) -> tuple[Row, ...]:
    """A row for each stretch of the frame; neighbouring closed dates in one, and in a long sheet days alike too."""
    found = [_day(sheet, row) for row in range(len(sheet.frame.rows))]
    return tuple(_gathered(found, language, many=len(found) > MANY))


def _day(sheet: Sheet, row: int) -> Day:
    first, last = sheet.frame.ordinals(row)
    start, end = sheet.frame.rows[row]
    pieces = sheet.frame.pieces(row, sheet.stretches)
    inside = [line for line in sheet.lines if line.kind is Kind.COUNTED and line.to_at is not None]
    seconds = sum(max(min(line.to_at or 0, end) - max(line.from_at, start), 0) for line in inside)
    days = [line for line in sheet.lines if line.kind is Kind.DAY and line.to_at is not None]
    numbers = tuple(line.total for line in days if start < (line.to_at or 0) <= end)
    note = None
    if (
        sheet.frame.dates
        and sheet.hours
        and not sheet.hours.is_working_day(first)
        and all(p.thin for p in pieces)
    ):
        note = closed_date(sheet.hours, first, sheet.years)
    return Day(first, last, pieces, tuple(sheet.marks.get(row, ())), seconds, numbers, note)


def _gathered(found: Iterable[Day], language: Language, *, many: bool) -> Iterator[Row]:
    for key, group in groupby(found, key=lambda day: _sort(day, many=many)):
        run = list(group)
        if key is None or (key != CLOSED and len(run) < FEWEST_FOLDED):
            yield from (_row([day], language) for day in run)
        else:
            yield _row(run, language)


CLOSED = "closed"


def _sort(day: Day, *, many: bool) -> object:
    """What days have in common that may be gathered; None for one that stands for itself."""
    if day.marks:
        return None
    if day.note is not None:
        return CLOSED
    return day.pieces if many else None


def _row(run: Sequence[Day], language: Language) -> Row:
    first, last = run[0].first, run[-1].last
    label = range_of(first, last, language) if first == last else short_range(first, last, language)
    seconds = sum(day.seconds for day in run)
    numbers = [number for day in run for number in day.numbers]
    gain, brief = "", ""
    if numbers:
        values = {"count": len(numbers), "first": numbers[0], "last": numbers[-1]}
        gain = brief = sentence("ledger days", language, values)
    elif seconds:
        gain, brief = f"+{length(seconds, language)}", f"+{seconds // 3600}:{seconds // 60 % 60:02}"
    notes = [day.note for day in run if day.note is not None]
    return Row(label, run[0].pieces, run[0].marks, whats(notes, language), gain, brief)
