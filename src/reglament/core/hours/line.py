"""Open time as a line of integers: worked, reach, reach_back, spans. Extends itself over more years when asked."""

from datetime import date
from typing import Protocol

import numpy as np

from reglament.core.hours import vector
from reglament.core.hours.arrays import Open
from reglament.core.hours.calendar import DAY
from reglament.core.hours.faults import CalendarExhausted
from reglament.core.hours.window import Window, build
from reglament.core.hours.zone import EPOCH_ORDINAL, FIRST_YEAR, LAST_YEAR, Ints, year_start

FIRST_MOMENT = year_start(FIRST_YEAR)
END_OF_MOMENTS = year_start(LAST_YEAR + 1)
LONGEST = 36_525 * DAY


class Source(Protocol):
    def opened(self, year: int) -> Open:
        """Give the disjoint sorted open spans inside a UTC year."""


class Line:
    """Moments in, seconds out and back; all scalar answers take the same time over an hour and over a year.

    Every method raises CalendarExhausted for a moment before 1900 or after 2299 and for an answer more than 100 years off.
    """

    __slots__ = ("_backward", "_forward", "_source", "_window", "_years")

    def __init__(self, source: Source) -> None:
        self._source = source
        self._years: dict[int, Open] = {}
        self._window: Window | None = None
        self._forward = (0, 0, 0, [0], [0], [0], [0])
        self._backward = (*self._forward, 0, [0])

    def worked(self, start: int, end: int) -> int:
        """Count the open seconds in `[start, end)`; negative if the span is reversed."""
        low, high, shift, index, nexts, offsets, caps = self._forward
        if not (low <= start < high and low <= end < high):
            self._include(start, end)
            return self.worked(start, end)
        i = index[(start - low) >> shift]
        while start >= nexts[i]:
            i += 1
        k = index[(end - low) >> shift]
        while end >= nexts[k]:
            k += 1
        start += offsets[i]
        end += offsets[k]
        cap = caps[i]
        if start > cap:  # noqa: PLR1730 - a call of min() costs a third of the whole answer
            start = cap
        cap = caps[k]
        return (end if end < cap else cap) - start  # noqa: FURB136 - as above

    def reach(self, start: int, amount: int) -> int:
        """Find the earliest moment at which `amount` open seconds have passed since `start`; backwards if negative."""
        low, high, shift, index, nexts, offsets, caps, back_shift, back_index = self._backward
        if amount <= 0:
            return self.reach_back(start, -amount) if amount else self._checked(start)
        if not low <= start < high:
            self._include(start, start)
            return self.reach(start, amount)
        i = index[(start - low) >> shift]
        while start >= nexts[i]:
            i += 1
        target = start + offsets[i]
        cap = caps[i]
        target = (target if target < cap else cap) + amount  # noqa: FURB136 - as above
        if target > caps[-1]:
            self._extend_forward(start, amount)
            return self.reach(start, amount)
        i = back_index[(target - 1) >> back_shift]
        while caps[i] < target:
            i += 1
        found = target - offsets[i]
        if found - start > LONGEST:
            raise CalendarExhausted(start=start, amount=amount)
        return found

    def reach_back(self, end: int, amount: int) -> int:
        """Find the latest moment from which `amount` open seconds pass until `end`; forwards if negative."""
        if amount <= 0:
            return self.reach(end, -amount) if amount else self._checked(end)
        low = self._backward[0]
        if not low <= end < self._backward[1]:
            self._include(end, end)
            return self.reach_back(end, amount)
        target = self.worked(low, end) - amount
        if target < 0:
            self._extend_back(end, amount)
            return self.reach_back(end, amount)
        found = self._opening(target)
        if end - found > LONGEST:
            raise CalendarExhausted(start=end, amount=-amount)
        return found

    def is_open(self, at: int) -> bool:
        i = self._span(at)
        return at + self._forward[5][i] < self._forward[6][i]

    def next_open(self, at: int) -> int:
        """Give the moment itself if it is open, otherwise the next opening."""
        i = self._span(at)
        before = min(at + self._forward[5][i], self._forward[6][i])
        if before < self._forward[6][-1]:
            found = self._opening(before)
            if found - at > LONGEST:
                raise CalendarExhausted(start=at, amount=1)
            return found
        self._extend_forward(at, 1)
        return self.next_open(at)

    def spans(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """List the open spans inside `[start, end)`, cut at both ends; empty if reversed."""
        if end <= start:
            return ()
        starts, ends = self._include(start, end).spans
        first = int(np.searchsorted(ends, start, side="right"))
        last = int(np.searchsorted(starts, end, side="left"))
        pairs = zip(starts[first:last].tolist(), ends[first:last].tolist(), strict=True)
        return tuple((max(opens, start), min(closes, end)) for opens, closes in pairs)

    def _span(self, at: int) -> int:
        """Find the last span that begins at or before a moment."""
        if not self._forward[0] <= at < self._forward[1]:
            self._include(at, at)
        low, _, shift, index, nexts, _, _ = self._forward
        i = index[(at - low) >> shift]
        while at >= nexts[i]:
            i += 1
        return i

    def _opening(self, target: int) -> int:
        """Find the latest moment with `target` open seconds of the window before it; there must be more behind it."""
        _, _, _, _, _, offsets, caps, back_shift, back_index = self._backward
        i = back_index[target >> back_shift]
        while caps[i] <= target:
            i += 1
        return target - offsets[i]

    def _checked(self, at: int) -> int:
        if not FIRST_MOMENT <= at < END_OF_MOMENTS:
            raise CalendarExhausted(start=at, amount=0)
        return at

    def _include(self, one: int, other: int) -> Window:
        """Compile the years of both moments, one before and two after the first time."""
        low, high = self._checked(min(one, other)), self._checked(max(one, other))
        first, last = _year(low), _year(high)
        window = self._window
        if window is None:
            return self._compile(first - 1, last + 2)
        if first < window.first or last > window.last:
            return self._compile(min(first, window.first), max(last, window.last))
        return window

    def _extend_forward(self, start: int, amount: int) -> None:
        """Double the window towards later years, as long as an answer within 100 years of `start` may lie there."""
        window = self._window
        if window is None or window.last == LAST_YEAR or self._forward[1] - start > LONGEST:
            raise CalendarExhausted(start=start, amount=amount)
        self._compile(window.first, window.last + 1 + window.last - window.first)

    def _extend_back(self, end: int, amount: int) -> None:
        window = self._window
        if window is None or window.first == FIRST_YEAR or end - self._forward[0] > LONGEST:
            raise CalendarExhausted(start=end, amount=-amount)
        self._compile(window.first - 1 - window.last + window.first, window.last)

    def _compile(self, first: int, last: int) -> Window:
        first, last = max(first, FIRST_YEAR), min(last, LAST_YEAR)
        for year in range(first, last + 1):
            if year not in self._years:
                self._years[year] = self._source.opened(year)
        window = build(first, last, [self._years[year] for year in range(first, last + 1)])
        self._window, self._forward, self._backward = window, window.forward, window.backward
        return window

    def worked_many(self, starts: Ints, ends: Ints) -> Ints:
        """Do `worked` for each pair of moments (int64 vectors of one length)."""
        if not len(starts):
            return np.empty(0, np.int64)
        return vector.worked_many(self._covering(starts, ends), starts, ends)

    def reach_many(self, starts: Ints, amounts: Ints) -> Ints:
        """Do `reach` for each moment and amount; one that is exhausted fails the whole call."""
        if not len(starts):
            return np.empty(0, np.int64)
        window = self._covering(starts, starts)
        targets = vector.before_many(window, starts) + amounts
        beyond, short = int(np.argmax(targets)), int(np.argmin(targets))
        if targets[beyond] > window.total:
            self._extend_forward(int(starts[beyond]), int(amounts[beyond]))
            return self.reach_many(starts, amounts)
        if targets[short] < 0:
            self._extend_back(int(starts[short]), -int(amounts[short]))
            return self.reach_many(starts, amounts)
        found = np.where(amounts > 0, vector.moments_many(window, targets, latest=False), starts)
        if np.any(amounts < 0):
            found = np.where(amounts < 0, vector.moments_many(window, targets, latest=True), found)
        far = np.flatnonzero(np.abs(found - starts) > LONGEST)
        if len(far):
            raise CalendarExhausted(start=int(starts[far[0]]), amount=int(amounts[far[0]]))
        return found

    def _covering(self, starts: Ints, ends: Ints) -> Window:
        low, high = min(int(starts.min()), int(ends.min())), max(int(starts.max()), int(ends.max()))
        return self._include(low, high)


def _year(at: int) -> int:
    return date.fromordinal(at // DAY + EPOCH_ORDINAL).year
