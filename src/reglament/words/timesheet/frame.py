"""The rows of a timesheet as stretches of time: a row for each date, or a single one where everything lies close together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from reglament.words.moment import LocalTime, clock
from reglament.words.timesheet.chart import Piece, Tick

HOUR, DAY = 3600, 86_400
ONE_ROW = 12 * HOUR
FEWEST_HOURS = 6
ROOM = 9


class Stretch(NamedTuple):
    """From one moment to another, UTC seconds; `kind` and `thin` as of a piece."""

    from_at: int
    to_at: int
    kind: str
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows from one moment to another (UTC seconds), read on the wall of `here`. `dates`: each row is a date of that wall."""

    here: LocalTime
    rows: tuple[tuple[int, int], ...]
    dates: bool

    def offset(self, row: int, at: int) -> int:
        """Seconds of the row at a moment of it: those of the wall clock where a row is a date, else those that passed."""
        start, end = self.rows[row]
        if not self.dates:
            return at - start
        wall = self.here.wall(at)
        return DAY if at == end else (wall.hour * 60 + wall.minute) * 60 + wall.second

    def row_of(self, at: int) -> int:
        """The row a moment lies in; one behind the last row is put at its end."""
        return next((row for row, (_, end) in enumerate(self.rows) if at < end), len(self.rows) - 1)

    def pieces(self, row: int, stretches: Iterable[Stretch]) -> tuple[Piece, ...]:
        """What of these stretches lies in a row."""
        start, end = self.rows[row]
        inside = (
            one._replace(from_at=max(one.from_at, start), to_at=min(one.to_at, end)) for one in stretches
        )
        return tuple(
            Piece(self.offset(row, one.from_at), self.offset(row, one.to_at), one.kind, one.thin)
            for one in inside
            if one.from_at < one.to_at
        )

    def ordinals(self, row: int) -> tuple[int, int]:
        """The first and the last date of a row: two where a single one runs over midnight."""
        start, end = self.rows[row]
        return self.here.wall(start).toordinal(), self.here.wall(end - 1).toordinal()

    def ticks(self, first: int, last: int) -> tuple[Tick, ...]:
        """Whole hours of the axis, as many as have room."""
        step = next(step for step in (1, 2, 3, 4, 6, 12, 24) if (last - first) <= step * ROOM * HOUR)
        return tuple(Tick(at, self._hour(at)) for at in range(first, last + 1, step * HOUR))

    def _hour(self, offset: int) -> str:
        if self.dates:
            return f"{offset // HOUR:02}:00"
        return clock(self.rows[0][0] + offset, self.here)


def frame_of(first: int, last: int, here: LocalTime) -> Frame:
    """One row with an hour to spare where a few hours hold everything, else a row for each date."""
    if last - first <= ONE_ROW:
        start = first - _past_the_hour(first, here) - HOUR
        hours = max(-(-(last + HOUR - start) // HOUR), FEWEST_HOURS // 2)
        return Frame(here, ((start, start + hours * HOUR),), dates=False)
    # What ends at midnight ends with its day, and needs no row of the next.
    begins, ends = here.wall(first).date(), here.wall(last - 1).date()
    dates = (begins + timedelta(days=number) for number in range((ends - begins).days + 1))
    return Frame(
        here,
        tuple((_midnight(on, here), _midnight(on + timedelta(days=1), here)) for on in dates),
        dates=True,
    )


def axis_of(frame: Frame, used: Iterable[int]) -> tuple[int, int]:
    """Whole hours of a row from the first to the last that is used, never fewer than six of a day."""
    if not frame.dates:
        start, end = frame.rows[0]
        return 0, end - start
    offsets = list(used) or [0, DAY]
    first, last = min(offsets) // HOUR, -(-max(offsets) // HOUR)
    missing = max(FEWEST_HOURS - (last - first), 0)
    first = max(first - (missing + 1) // 2, 0)
    return first * HOUR, min(max(last, first + FEWEST_HOURS), 24) * HOUR


def _past_the_hour(at: int, here: LocalTime) -> int:
    wall = here.wall(at)
    return wall.minute * 60 + wall.second


def _midnight(on: date, here: LocalTime) -> int:
    return here.zone.instant(on.toordinal(), 0)
