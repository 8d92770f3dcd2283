"""When a term ends: `due`, over any kind of amount and any pauses (working-time.md, sections 5 and 6)."""

from typing import NamedTuple, TypeAlias

from reglament.core.hours.amount import TIME_KINDS, Amount, AmountKind
from reglament.core.hours.calendar import DAY
from reglament.core.hours.day_term import DayTerm, day_term
from reglament.core.hours.faults import CalendarExhausted, CalendarFault, DayLengthUnknown
from reglament.core.hours.holes import Pause, gap_at, normalised
from reglament.core.hours.hours import Hours
from reglament.core.hours.line import LONGEST

LONGEST_DAYS = LONGEST // DAY

Segment: TypeAlias = tuple[int, int, int]
"""(start, end, counted): between two pauses, seconds or days counted there."""


class Reached(NamedTuple):
    """`due_at` is None while a pause is open; `remaining` is what is then left, in seconds or days; `counted` adds up to
    the amount where there is a due moment, and leaves out stretches in which nothing was counted.
    """

    due_at: int | None
    counted: tuple[Segment, ...]
    remaining: int


def due(*, hours: Hours, amount: Amount, start: int, pauses: tuple[Pause, ...] = ()) -> Reached:
    """Find when a term that begins at `start` is due.

    Raises CalendarExhausted where no answer lies within 100 years, DayLengthUnknown for working days of length over a
    calendar that does not know its own; a checked edition gives neither.
    """
    holes = normalised(pauses, start)
    if amount.kind in TIME_KINDS:
        return of_seconds(
            hours=hours, clock=is_clock(amount), seconds=seconds_of(hours, amount), start=start, holes=holes
        )
    return _of_days(hours, amount, start, holes)


def is_clock(amount: Amount) -> bool:
    return amount.kind is AmountKind.CLOCK_TIME


def seconds_of(hours: Hours, amount: Amount) -> int:
    """Give the seconds of a time kind."""
    if amount.kind is not AmountKind.WORKING_DAYS_OF_LENGTH:
        return amount.count
    length = hours.day_length()
    if isinstance(length, CalendarFault):
        raise DayLengthUnknown(length)
    return amount.count * length


def of_seconds(*, hours: Hours, clock: bool, seconds: int, start: int, holes: tuple[Pause, ...]) -> Reached:
    """Find when so many seconds of clock or working time outside normalised holes have passed since `start`."""
    worked, reach = (elapsed, _later) if clock else (hours.worked, hours.reach)
    counted: list[Segment] = []
    cursor, left = start, seconds
    for begun, ended in holes if seconds else ():
        passed = worked(cursor, begun)
        if passed >= left:
            break
        if passed:
            counted.append((cursor, begun, passed))
            left -= passed
        if ended is None:
            return Reached(None, tuple(counted), left)
        cursor = ended
    found = reach(cursor, left)
    if found - start > LONGEST:
        raise CalendarExhausted(start=start, amount=seconds)
    if left:
        counted.append((cursor, found, left))
    return Reached(found, tuple(counted), 0)


def elapsed(start: int, end: int) -> int:
    return end - start


def _later(start: int, amount: int) -> int:
    return start + amount


def _of_days(hours: Hours, amount: Amount, start: int, holes: tuple[Pause, ...]) -> Reached:
    """Count one moment of each day outside the holes; due where the count is full and the day's end is in no hole."""
    term = day_term(hours, amount, start)
    open_from = holes[-1][0] if holes and holes[-1][1] is None else None
    sure = _days_before_any_hole(hours, term, holes)
    tally = [sure] + [0] * len(holes)
    left = term.days - sure
    for day in range(term.first + sure, term.first + LONGEST_DAYS):
        moment = term.moment(day)
        if moment is None:
            continue
        if open_from is not None and moment >= open_from:
            return Reached(None, _between(start, holes, tally, open_from), left)
        gap = gap_at(holes, moment)
        if left and gap is not None:
            tally[gap] += 1
            left -= 1
        end = None if left else term.end(day)
        if end is not None and gap_at(holes, end) is not None:
            return Reached(end, _between(start, holes, tally, end), 0)
    raise CalendarExhausted(start=start, amount=amount.count * DAY)


def _days_before_any_hole(hours: Hours, term: DayTerm, holes: tuple[Pause, ...]) -> int:
    """Count days that need no look of their own: all but the last, where each has its moment well before the first hole."""
    if not term.every_day:
        return 0
    free = hours.local_day(holes[0][0]) - 1 - term.first if holes else term.days
    return max(min(free, term.days - 1), 0)


def _between(start: int, holes: tuple[Pause, ...], tally: list[int], end: int) -> tuple[Segment, ...]:
    """Give each stretch between holes with the days counted in it."""
    if not holes:
        return ((start, end, tally[0]),) if tally[0] else ()
    begins = [start, *(ended for _, ended in holes if ended is not None)]
    ends = [*(min(begun, end) for begun, _ in holes), end]
    return tuple(
        (begun, ended, days) for begun, ended, days in zip(begins, ends, tally, strict=False) if days
    )
