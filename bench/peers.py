"""The public libraries that working-time arithmetic is measured against, each behind the same two questions."""

# ruff: noqa: INP001, DTZ001 - run by its path; peers speak naive local time

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import businesslen
import businesstimedelta
import holidays
import opening_hours
import pandas as pd

OPENS, LUNCH, RETURNS, CLOSES = 9, 13, 14, 18


@dataclass(frozen=True)
class Peer:
    """`between` gives open seconds of two naive local moments; `add` a moment; None where the library has no such call."""

    name: str
    between: Callable[[datetime, datetime], float]
    add: Callable[[datetime, int], datetime] | None


def peers(days_off: tuple[date, ...]) -> list[Peer]:
    """Build every peer for 09-18 with lunch 13-14, Monday to Friday, without the given dates."""
    return [_businesslen(days_off), _opening_hours(days_off), _businesstimedelta(days_off), _pandas(days_off)]


def _businesslen(days_off: tuple[date, ...]) -> Peer:
    week = {day: (OPENS, CLOSES) if day < 5 else () for day in range(7)}
    midnights = tuple(datetime(day.year, day.month, day.day) for day in days_off)
    calendar = businesslen.BusinessLen(week, lunch_hour=LUNCH, offdays=midnights)
    return Peer("businesslen", lambda start, end: calendar.hours(start, end) * 3600, None)


def _opening_hours(days_off: tuple[date, ...]) -> Peer:
    dates = "; ".join(day.strftime("%Y %b %d off") for day in days_off)
    calendar = opening_hours.OpeningHours(f"Mo-Fr 09:00-13:00,14:00-18:00; {dates}")
    is_open = opening_hours.State.OPEN

    def between(start: datetime, end: datetime) -> float:
        spans = calendar.intervals(start, end)
        return sum((closes - opens).total_seconds() for opens, closes, state, _ in spans if state == is_open)

    def add(start: datetime, amount: int) -> datetime:
        left = timedelta(seconds=amount)
        for opens, closes, state, _ in calendar.intervals(start):
            if state == is_open:
                if closes - opens >= left:
                    return opens + left
                left -= closes - opens
        raise ValueError("the calendar is exhausted")

    return Peer("opening-hours-py", between, add)


def _businesstimedelta(days_off: tuple[date, ...]) -> Peer:
    off = holidays.HolidayBase()
    off.update(dict.fromkeys(days_off, "off"))
    rules = businesstimedelta.Rules(
        [
            businesstimedelta.WorkDayRule(
                start_time=time(OPENS), end_time=time(CLOSES), working_days=[0, 1, 2, 3, 4]
            ),
            businesstimedelta.LunchTimeRule(
                start_time=time(LUNCH), end_time=time(RETURNS), working_days=[0, 1, 2, 3, 4]
            ),
            businesstimedelta.HolidayRule(off),
        ]
    )

    def between(start: datetime, end: datetime) -> float:
        return rules.difference(start, end).timedelta.total_seconds()

    def add(start: datetime, amount: int) -> datetime:
        return (start + businesstimedelta.BusinessTimeDelta(rules, seconds=amount)).replace(tzinfo=None)

    return Peer("businesstimedelta", between, add)


def _pandas(days_off: tuple[date, ...]) -> Peer:
    def hours(count: int) -> pd.offsets.CustomBusinessHour:
        return pd.offsets.CustomBusinessHour(
            count, start=["09:00", "14:00"], end=["13:00", "18:00"], holidays=[str(day) for day in days_off]
        )

    one = hours(1)

    def between(start: datetime, end: datetime) -> float:
        return 3600 * len(pd.date_range(start, end, freq=one, inclusive="left"))

    def add(start: datetime, amount: int) -> datetime:
        return (pd.Timestamp(start) + one * (amount // 3600)).to_pydatetime()

    return Peer("pandas CustomBusinessHour", between, add)
