"""Kinds that count days: which days, the moment of each that is counted, and where the last one ends (section 6)."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple, TypeAlias

from reglament.core.hours.amount import CALENDAR_KINDS, Amount, AmountKind, Ending
from reglament.core.hours.calendar import DAY
from reglament.core.hours.hours import Hours

OfDay: TypeAlias = Callable[[int], int | None]


class DayTerm(NamedTuple):
    """`days` to count from the date `first` on; `moment` is what is counted of a day, `end` where a term ends in it; None if none.

    `every_day` says that each date has a moment, not after its 24:00.
    """

    first: int
    days: int
    moment: OfDay
    end: OfDay
    every_day: bool = False


def day_term(hours: Hours, amount: Amount, start: int) -> DayTerm:
    """Lay a term of days out from the moment of the event."""
    after = hours.local_day(start) + 1
    if amount.kind in CALENDAR_KINDS:
        return _calendar_term(hours, amount, start)
    if amount.kind is AmountKind.BY_TIME_OF_WORKING_DAY:
        by_time = partial(_working_moment, hours, amount.time_of_day)
        return DayTerm(after, amount.count, by_time, by_time)
    if amount.kind is AmountKind.WORKING_DAYS_SAME_TIME:
        return _same_time_term(hours, amount, start)
    end = partial(_working_moment, hours, DAY) if amount.ends is Ending.MIDNIGHT else hours.closing
    return DayTerm(after, amount.count, hours.closing, end)


def _same_time_term(hours: Hours, amount: Amount, start: int) -> DayTerm:
    arrived = hours.next_open(start)
    day = hours.working_day_of(arrived)
    local_day, second = hours.wall(arrived)
    held = partial(_held_moment, hours, (local_day - day) * DAY + second)
    return DayTerm(day + 1, amount.count, held, held)


def _calendar_term(hours: Hours, amount: Amount, start: int) -> DayTerm:
    day, second = hours.wall(start)
    of_day = partial(hours.moment, second=second if amount.ends is Ending.SAME_TIME else DAY)
    end = (
        partial(_working_moment, hours, second if amount.ends is Ending.SAME_TIME else DAY)
        if amount.rolls
        else of_day
    )
    return DayTerm(day + 1, _days_of(amount, day), of_day, end, every_day=True)


def _days_of(amount: Amount, day: int) -> int:
    """Turn a calendar term into days from its first one (Civil Code, art. 192: weeks by weekday, months by date)."""
    if amount.kind is not AmountKind.CALENDAR_MONTHS:
        return amount.count * (7 if amount.kind is AmountKind.CALENDAR_WEEKS else 1)
    begun = date.fromordinal(day)
    years, month = divmod(begun.month - 1 + amount.count, 12)
    year = begun.year + years
    last = date(year, month + 1, min(begun.day, monthrange(year, month + 1)[1]))
    return last.toordinal() - day


def _working_moment(hours: Hours, second: int, day: int) -> int | None:
    return hours.moment(day, second) if hours.is_working_day(day) else None


def _held_moment(hours: Hours, second: int, day: int) -> int | None:
    """Give that wall time of a working day, no earlier than its opening and no later than its closing."""
    edges = hours.edges(day)
    return min(max(hours.moment(day, second), edges[0]), edges[1]) if edges else None
