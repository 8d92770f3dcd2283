"""A compiled calendar: the line of open time plus its dates, its working days and its identity."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from reglament.core.hours.arrays import Open
from reglament.core.hours.calendar import DAY, AnyCalendar
from reglament.core.hours.faults import CalendarFault
from reglament.core.hours.line import Line
from reglament.core.hours.zone import EPOCH_ORDINAL, Zone


class Dated(Protocol):
    """What `Hours` asks of a calendar's dates; plain ones know their own, combined ones are asked of the line."""

    @property
    def zone(self) -> Zone: ...
    def opened(self, year: int) -> Open: ...
    def provisional(self, year: int) -> bool: ...


class Hours(Line):
    """Working time of one calendar; made by `compile_calendar`, immutable to its callers.

    Moments are integer UTC seconds, days ordinals (`date.toordinal()`) in the calendar's zone. `digest` names declaration,
    production years and zone bytes: equal digests give equal answers.
    """

    __slots__ = ("_certain", "_day_length", "_edges", "_source_days", "calendar", "digest", "zone")

    def __init__(
        self,
        *,
        calendar: AnyCalendar,
        source: Dated,
        edges: Callable[[int], tuple[int, int] | None] | None,
        day_length: int | CalendarFault,
        digest: str,
    ) -> None:
        super().__init__(source)
        self.calendar = calendar
        self.zone = source.zone
        self.digest = digest
        self._source_days = source
        self._edges = edges or self._edges_on_the_line
        self._day_length = day_length
        # A span found to touch no provisional year: most questions are about the same few months.
        self._certain = (0, 0)

    def day_length(self) -> int | CalendarFault:
        """Give the open seconds of an ordinary full working day, or the fault that the calendar does not say."""
        return self._day_length

    def is_working_day(self, ordinal: int) -> bool:
        return self._edges(ordinal) is not None

    def edges(self, ordinal: int) -> tuple[int, int] | None:
        """Give the opening and the closing of a working day; None on any other date."""
        return self._edges(ordinal)

    def opening(self, ordinal: int) -> int | None:
        """Give the moment a working day opens; None on any other date."""
        edges = self._edges(ordinal)
        return edges[0] if edges else None

    def closing(self, ordinal: int) -> int | None:
        """Give the moment a working day closes, past midnight if its last span does; None on any other date."""
        edges = self._edges(ordinal)
        return edges[1] if edges else None

    def working_day_of(self, at: int) -> int:
        """Give the date a moment belongs to: the eve's while the eve's night shift still runs, else the local date."""
        today = self.local_day(at)
        eve = self._edges(today - 1)
        return today - 1 if eve and eve[1] > at else today

    def local_day(self, at: int) -> int:
        return (self._checked(at) + self.zone.offset(at)) // DAY + EPOCH_ORDINAL

    def wall(self, at: int) -> tuple[int, int]:
        """Give the wall time at a moment: local date as an ordinal, second of that date."""
        return self.zone.wall(self._checked(at))

    def moment(self, ordinal: int, second: int) -> int:
        """Give the first moment at which the wall shows that second of the date or later; it may exceed a day."""
        self._checked((ordinal - EPOCH_ORDINAL) * DAY)
        return self.zone.instant(ordinal, second)

    def day_start(self, ordinal: int) -> int:
        return self.moment(ordinal, 0)

    def provisional_years(self, start: int, end: int) -> tuple[int, ...]:
        """Name the local years touched by `[start, end]` that a country's calendar is needed for and is not loaded."""
        low, high = self._certain
        if low <= start < high and low <= end < high:
            return ()
        first, last = self._local_year(min(start, end)), self._local_year(max(start, end))
        found = tuple(filter(self._source_days.provisional, range(first, last + 1)))
        if not found:
            self._certain = self._new_year(first), self._new_year(last + 1)
        return found

    def _local_year(self, at: int) -> int:
        return date.fromordinal(self.local_day(at)).year

    def _new_year(self, year: int) -> int:
        """Unlike `day_start`, also for the local years that only their first or last hours belong to."""
        return self.zone.instant(date(year, 1, 1).toordinal(), 0)

    def _edges_on_the_line(self, ordinal: int) -> tuple[int, int] | None:
        start, end = self.day_start(ordinal), self.day_start(ordinal + 1)
        amount = self.worked(start, end)
        return (self.reach_back(end, amount), self.reach(start, amount)) if amount else None
