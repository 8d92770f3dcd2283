"""One time zone as arrays of transitions: moment to wall time and back, by the one rule of working-time.md, section 2."""

from bisect import bisect_right
from datetime import UTC, date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from reglament.core.hours.calendar import DAY

Ints = NDArray[np.int64]

FIRST_YEAR = 1900
LAST_YEAR = 2299
MARGIN = 2 * DAY
EPOCH_ORDINAL = date(1970, 1, 1).toordinal()


def year_start(year: int) -> int:
    """Give the moment at which a UTC year begins."""
    return (date(year, 1, 1).toordinal() - EPOCH_ORDINAL) * DAY


class Zone:
    """Offsets of a zone, found year by year on demand from TZif bytes; ValueError if the bytes are none."""

    __slots__ = ("_at", "_high", "_info", "_low", "_offset", "_wall_end")

    def __init__(self, tzif: bytes) -> None:
        self._info = ZoneInfo.from_file(BytesIO(tzif))
        self._low = self._high = 0
        self._at: list[int] = []
        self._offset: list[int] = []
        self._wall_end: list[int] = []

    def _asked(self, at: int) -> int:
        offset = datetime.fromtimestamp(at, UTC).astimezone(self._info).utcoffset()
        return 0 if offset is None else offset.days * DAY + offset.seconds

    def cover(self, first_year: int, last_year: int) -> None:
        """Know every transition of these UTC years, both included, and of the year on either side."""
        low, high = year_start(first_year - 1), year_start(last_year + 2)
        if self._low <= low and high <= self._high:
            return
        if not self._at:
            self._low = self._high = low
        low, high = min(low, self._low), max(high, self._high)
        known = list(zip(self._at[1:], self._offset[1:], strict=True))
        found = [*self._changes(low, self._low), *known, *self._changes(self._high, high)]
        self._low, self._high = low, high
        self._at = [low, *(at for at, _ in found)]
        self._offset = [self._asked(low), *(offset for _, offset in found)]
        self._wall_end = [at + before for at, before in zip(self._at[1:], self._offset, strict=False)]

    def _changes(self, low: int, high: int) -> list[tuple[int, int]]:
        """Find the transitions in `(low, high]`, each with the offset after it; no zone has two within a day."""
        found, before = [], self._asked(low)
        for day in range(low, high, DAY):
            after = self._asked(day + DAY)
            if after != before:
                found.append((self._transition(day, day + DAY, before), after))
                before = after
        return found

    def _transition(self, low: int, high: int, before: int) -> int:
        """Find the first second at which the offset is no longer `before`."""
        while high - low > 1:
            middle = (low + high) // 2
            if self._asked(middle) == before:
                low = middle
            else:
                high = middle
        return high

    def offset(self, at: int) -> int:
        """Give the seconds the wall clock is ahead of UTC at a moment."""
        if not self._low <= at < self._high:
            self._cover_around(at)
        return self._offset[bisect_right(self._at, at) - 1]

    def _cover_around(self, at: int) -> None:
        year = date.fromordinal(at // DAY + EPOCH_ORDINAL).year
        self.cover(year, year)

    def wall(self, at: int) -> tuple[int, int]:
        """Give the wall time at a moment: ordinal of the local date, second of that date."""
        days, second = divmod(at + self.offset(at), DAY)
        return days + EPOCH_ORDINAL, second

    def instant(self, ordinal: int, second: int) -> int:
        """Give the first moment at which the wall shows `second` of the date or later; `second` may exceed a day."""
        wall = (ordinal - EPOCH_ORDINAL) * DAY + second
        if not self._low + MARGIN <= wall < self._high - MARGIN:
            self._cover_around(wall)
        piece = bisect_right(self._wall_end, wall)
        return max(self._at[piece], wall - self._offset[piece])

    def instants(self, walls: Ints) -> Ints:
        """Do the same for many wall times, in seconds of wall clock since 1970-01-01; cover their years first."""
        pieces = np.searchsorted(np.array(self._wall_end, np.int64), walls, side="right")
        found: Ints = np.maximum(
            np.array(self._at, np.int64)[pieces], walls - np.array(self._offset, np.int64)[pieces]
        )
        return found
