"""What a plain calendar has open on each date (working-time.md, section 3), and the same as moments of a UTC year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from reglament.core.hours.arrays import Open, clipped
from reglament.core.hours.calendar import DAY, Calendar, DaySpan
from reglament.core.hours.production import ProductionYear
from reglament.core.hours.zone import EPOCH_ORDINAL, Zone, year_start

HOUR = 3600
REACH_OF_A_DAY = 4
"""Dates to look at on either side of a UTC year: zones up to a day off, shifts up to a day past midnight."""


@dataclass(frozen=True, slots=True)
class _Year:
    """A production year as one calendar sees it; dates as ordinals. `served` maps a Saturday to the weekday it stands for."""

    off: frozenset[int]
    served: Mapping[int, int]
    short: frozenset[int]


class PlainDays:
    """The dates of one declared calendar; `facts` are the production years of its country, empty if it has none."""

    __slots__ = ("_calendar", "_edges", "_exceptions", "_facts", "_week", "_years", "zone")

    def __init__(self, calendar: Calendar, facts: Mapping[int, ProductionYear], zone: Zone) -> None:
        self.zone = zone
        self._calendar = calendar
        self._facts = facts
        self._week: tuple[tuple[DaySpan, ...], ...] = tuple(
            tuple(sorted((span.opens, span.closes) for span in calendar.week if span.weekday == weekday))
            for weekday in range(7)
        )
        self._exceptions = {one.on.toordinal(): tuple(sorted(one.spans)) for one in calendar.exceptions}
        self._years: dict[int, _Year] = {}
        self._edges: dict[int, tuple[int, int] | None] = {}

    def spans(self, ordinal: int) -> tuple[DaySpan, ...]:
        """Give the open spans of a date in seconds of its wall clock."""
        own = self._exceptions.get(ordinal)
        if own is not None:
            return own
        weekday = (ordinal - 1) % 7
        if not self._facts:
            return self._week[weekday]
        number = date.fromordinal(ordinal).year
        year = self._years.get(number) or self._learn(number)
        if ordinal in year.off:
            return ()
        spans = self._week[year.served.get(ordinal, weekday)]
        return _shortened(spans) if ordinal in year.short else spans

    def edges(self, ordinal: int) -> tuple[int, int] | None:
        """Give the moments a date's first span opens and its last one closes; None if it has no open time."""
        if ordinal not in self._edges:
            moments = [
                (self.zone.instant(ordinal, opens), self.zone.instant(ordinal, closes))
                for opens, closes in self.spans(ordinal)
            ]
            lasting = [(opens, closes) for opens, closes in moments if opens < closes]
            self._edges[ordinal] = (lasting[0][0], max(closes for _, closes in lasting)) if lasting else None
        return self._edges[ordinal]

    def opened(self, year: int) -> Open:
        """Give the open spans inside a UTC year, as moments."""
        self.zone.cover(year, year)
        low, high = year_start(year), year_start(year + 1)
        first = low // DAY - REACH_OF_A_DAY
        walls = [
            (day * DAY + opens, day * DAY + closes)
            for day in range(first, high // DAY + REACH_OF_A_DAY)
            for opens, closes in self.spans(day + EPOCH_ORDINAL)
        ]
        pairs = np.array(walls, np.int64).reshape(-1, 2)
        return clipped((self.zone.instants(pairs[:, 0]), self.zone.instants(pairs[:, 1])), low, high)

    def provisional(self, year: int) -> bool:
        """Tell whether a local year is asked of the country but not loaded."""
        return bool(self._facts) and year not in self._facts

    def _learn(self, year: int) -> _Year:
        loaded = self._facts.get(year)
        found = self._official(loaded) if loaded else self._guessed(year)
        self._years[year] = found
        return found

    def _official(self, year: ProductionYear) -> _Year:
        calendar = self._calendar
        off = {*year.holidays, *year.days_off} if calendar.holidays else set()
        off |= {day for overlay in year.overlays if overlay.name in calendar.overlays for day in overlay.days}
        stands_for = {worked: rested.weekday() for worked, rested in year.transfers}
        served = year.working_days_off if calendar.transferred_saturdays else ()
        return _Year(
            off=frozenset(day.toordinal() for day in off),
            served={day.toordinal(): stands_for[day] for day in served},
            short=frozenset(day.toordinal() for day in year.short_days)
            if calendar.short_days
            else frozenset(),
        )

    def _guessed(self, year: int) -> _Year:
        """Repeat the public holidays of the nearest loaded year; of two as near, the later one."""
        nearest = self._facts[min(self._facts, key=lambda known: (abs(known - year), -known))]
        days = nearest.holidays if self._calendar.holidays else ()
        repeated = [date(year, day.month, day.day) for day in days if (day.month, day.day) != (2, 29)]
        return _Year(frozenset(day.toordinal() for day in repeated), {}, frozenset())


def _shortened(spans: tuple[DaySpan, ...]) -> tuple[DaySpan, ...]:
    """Take the last hour of open time away."""
    left, kept = HOUR, list(spans)
    while left and kept:
        opens, closes = kept.pop()
        taken = min(left, closes - opens)
        left -= taken
        if opens < closes - taken:
            kept.append((opens, closes - taken))
    return tuple(kept)
