"""The line of time: moments to places, and where its days and hours are marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from reglament.words.moment import LocalTime

HOUR, DAY = 3600, 86_400
# Steps between marks in hours, the finest that leaves room enough is taken.
STEPS = (1, 2, 3, 6, 12, 24, 48, 7 * 24, 14 * 24, 28 * 24, 84 * 24, 364 * 24)
ROOM = 74.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Moments from `first` to `last` (UTC seconds) over the places from `left` to `right`, evenly."""

    first: int
    last: int
    left: float
    right: float
    here: LocalTime

    def place(self, at: int) -> float:
        """The place of a moment; one outside is at the edge."""
        inside = min(max(at, self.first), self.last)
        return self.left + (self.right - self.left) * (inside - self.first) / (self.last - self.first)

    @property
    def step(self) -> int:
        """Hours between marks."""
        hours = (self.last - self.first) / HOUR
        most = (self.right - self.left) / ROOM
        return next((step for step in STEPS if hours / step <= most), STEPS[-1])

    def marks(self) -> Iterator[int]:
        """Moments at which the wall clock shows a round hour, or a new day; weeks are marked on Mondays."""
        ordinal, second = self.here.wall(self.first).toordinal(), 0
        if self.step >= 7 * 24:
            ordinal -= (ordinal - 1) % 7
        while (at := self.here.zone.instant(ordinal, second)) <= self.last:
            if at >= self.first:
                yield at
            ordinal, second = _later(ordinal, second, self.step)

    def is_midnight(self, at: int) -> bool:
        return self.here.wall(at).time() == time.min


def _later(ordinal: int, second: int, hours: int) -> tuple[int, int]:
    """So many hours later by the wall clock, whatever clocks are put forward or back between."""
    days, rest = divmod(second + hours * HOUR, DAY)
    return ordinal + days, rest


def scale_for(first: int, last: int, *, left: float, right: float, here: LocalTime) -> Scale:
    """A scale that shows these moments with a little room on either side, and at least an hour."""
    length = max(last - first, HOUR)
    margin = length // 25
    return Scale(first - margin, first + length + margin, left, right, here)
