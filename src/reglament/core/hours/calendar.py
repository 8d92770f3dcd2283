"""Declared calendars as frozen values, and their algebra. Nothing here computes; `compile` turns them into `Hours`."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

DAY = 86_400

DaySpan: TypeAlias = tuple[int, int]
"""(opens, closes) in seconds of the local day, half-open; `closes` past 86,400 runs into the next date."""


@dataclass(frozen=True, slots=True)
class WeekSpan:
    """Hours of one weekday (Monday is 0), in seconds of the local day; several spans may share a weekday."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class DateException:
    """Own hours of one date, whatever its weekday or the country says; no spans means closed."""

    on: date
    spans: tuple[DaySpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """A zone, a week and dated exceptions, perhaps with a country's production calendar.

    `holidays` keeps the country's days off; `transferred_saturdays` serves its working Saturdays; `short_days` closes one
    hour earlier on its short days; `overlays` are further days off chosen by name. `day_length` (seconds) is needed only
    where weekdays differ in length and an amount counts working days of length.
    """

    zone: str
    week: tuple[WeekSpan, ...]
    exceptions: tuple[DateException, ...] = ()
    country: str | None = None
    holidays: bool = True
    transferred_saturdays: bool = False
    short_days: bool = False
    overlays: tuple[str, ...] = ()
    day_length: int | None = None


@dataclass(frozen=True, slots=True)
class Union:
    """Open when any part is. `zone` says where its days begin; None means the first part's."""

    parts: "tuple[AnyCalendar, ...]"
    zone: str | None = None
    day_length: int | None = None


@dataclass(frozen=True, slots=True)
class Intersection:
    """Open when every part is."""

    parts: "tuple[AnyCalendar, ...]"
    zone: str | None = None
    day_length: int | None = None


@dataclass(frozen=True, slots=True)
class Without:
    """Open when `whole` is and none of `removed` is."""

    whole: "AnyCalendar"
    removed: "tuple[AnyCalendar, ...]"
    zone: str | None = None
    day_length: int | None = None


Combined: TypeAlias = Union | Intersection | Without
AnyCalendar: TypeAlias = Calendar | Union | Intersection | Without
