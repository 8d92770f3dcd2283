"""An explanation's counted stretches spread over the calendar, day by day: what was open, what was closed between and why, the running total."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from reglament.core.hours.amount import TIME_KINDS, Amount, AmountKind
from reglament.core.hours.day_term import day_term
from reglament.core.hours.due import Segment
from reglament.core.hours.hours import Hours
from reglament.core.target.code import Code
from reglament.core.target.date import DateNote, Years, closed_date, open_notes
from reglament.core.target.recompute import retold, segment_of, span_of
from reglament.core.target.target import Target

NO_YEARS: Years = MappingProxyType({})


class Kind(StrEnum):
    """What a line of a ledger is about."""

    COUNTED = "counted"
    DAY = "day"
    BREAK = "break"
    NIGHT = "night"
    DAYS_OFF = "days off"
    PAUSED = "paused"
    STOPPED = "stopped"


class Line(NamedTuple):
    """From one moment to another, UTC seconds (`to_at` None: still so). `counted` and the running `total` are seconds or
    days; a term that goes on in another unit begins its total anew.

    `rule` is the one that says so; `why` the reason of a pause or a stop; `dates` what sets the dates in it apart.
    """

    from_at: int
    to_at: int | None
    kind: Kind
    counted: int
    total: int
    rule: str
    why: str = ""
    dates: tuple[DateNote, ...] = ()


def ledger(target: Target, calendars: Mapping[str, Hours], *, years: Years = NO_YEARS) -> tuple[Line, ...]:
    """Spread a started and explained target over its calendar. `years` name the decrees of holidays; ValueError as `recompute`."""
    told = retold(target.steps, calendars)
    pieces = told.term.pieces
    lines: list[Line] = []
    cursor, total, current = told.start, 0, pieces[0]
    for step in target.steps:
        if step.code not in {Code.COUNTED, Code.PAUSED, Code.STOPPED}:
            continue
        begun, until = span_of(step.values)
        piece = next((piece for piece in reversed(pieces) if piece[1] <= begun), pieces[0])
        total, current = (total if piece == current else 0), piece
        fresh: list[Line] = []
        kind = piece[0].kind
        if cursor < begun and kind in TIME_KINDS and kind is not AmountKind.CLOCK_TIME:
            fresh.append(_closed(told.hours, cursor, begun, step.rule, years))
        if step.code == Code.COUNTED:
            fresh.extend(_counted(step.rule, piece, told.hours, segment_of(step.values), years))
        else:
            hole = Kind.PAUSED if step.code == Code.PAUSED else Kind.STOPPED
            fresh.append(Line(begun, until, hole, 0, 0, step.rule, str(step.values[2])))
        for line in fresh:
            total += line.counted
            lines.append(line._replace(total=total))
        cursor = max(cursor, until or begun)
    return tuple(lines)


def _counted(
    rule: str, piece: tuple[Amount, int], hours: Hours, span: Segment, years: Years
) -> Iterator[Line]:
    kind = piece[0].kind
    if kind is AmountKind.CLOCK_TIME:
        yield Line(span[0], span[1], Kind.COUNTED, span[2], 0, rule)
    elif kind in TIME_KINDS:
        yield from _open_spans(rule, hours, span[:2], years)
    else:
        yield from _days(rule, piece, hours, span, years)


def _open_spans(rule: str, hours: Hours, span: tuple[int, int], years: Years) -> Iterator[Line]:
    """Give the open spans of a stretch and what was closed between them."""
    cursor = span[0]
    for opens, closes in hours.spans(*span):
        if cursor < opens:
            yield _closed(hours, cursor, opens, rule, years)
        dates = tuple(open_notes(hours, hours.working_day_of(opens), years))
        yield Line(opens, closes, Kind.COUNTED, closes - opens, 0, rule, dates=dates)
        cursor = closes
    if cursor < span[1]:
        yield _closed(hours, cursor, span[1], rule, years)


def _closed(hours: Hours, begun: int, until: int, rule: str, years: Years) -> Line:
    """Name a stretch without open time: days off if a whole date of it is one, a break inside a working day, else a night."""
    first, last = hours.local_day(begun), hours.local_day(until - 1)
    off = tuple(
        closed_date(hours, day, years) for day in range(first, last + 1) if not hours.is_working_day(day)
    )
    if off:
        return Line(begun, until, Kind.DAYS_OFF, 0, 0, rule, dates=off)
    day = hours.working_day_of(begun)
    opening, closing = hours.opening(day), hours.closing(day)
    inside = opening is not None and closing is not None and opening <= begun and until <= closing
    return Line(begun, until, Kind.BREAK if inside else Kind.NIGHT, 0, 0, rule)


def _days(rule: str, piece: tuple[Amount, int], hours: Hours, span: Segment, years: Years) -> Iterator[Line]:
    """Give a line for each day counted in a stretch, and one for each run of dates that cannot be counted."""
    begun, until, left = span
    term = day_term(hours, *piece)
    off: list[int] = []
    for day in range(max(term.first, hours.local_day(begun)), hours.local_day(until) + 1):
        moment = term.moment(day)
        if moment is None:
            off.append(day)
        elif moment >= begun and left:
            yield from _run_of_days_off(rule, hours, off, years)
            off.clear()
            left -= 1
            dates = tuple(open_notes(hours, day, years))
            yield Line(max(hours.day_start(day), begun), moment, Kind.DAY, 1, 0, rule, dates=dates)
    yield from _run_of_days_off(rule, hours, [day for day in off if hours.day_start(day + 1) <= until], years)


def _run_of_days_off(rule: str, hours: Hours, days: list[int], years: Years) -> Iterator[Line]:
    if days:
        dates = tuple(closed_date(hours, day, years) for day in days)
        yield Line(
            hours.day_start(days[0]), hours.day_start(days[-1] + 1), Kind.DAYS_OFF, 0, 0, rule, dates=dates
        )
