"""Due moments of one clock in many cases at once: the law of `hours.due` on columns (working-time.md, sections 5 and 6)."""

from collections.abc import Callable, Sequence

import numpy as np

from reglament.core.hours.amount import TIME_KINDS, Amount, AmountKind
from reglament.core.hours.due import due, is_clock, seconds_of
from reglament.core.hours.holes import Pause
from reglament.core.hours.zone import Ints
from reglament.core.replay.whatif.clocks import Clock

# No due moment: a pause that nobody has ended lies before it.
NEVER = np.iinfo(np.int64).max
# What a term of days comes to hangs on the date it begins on, and on nothing else of the moment.
BY_DATE = frozenset({AmountKind.WORKING_DAYS, AmountKind.BY_TIME_OF_WORKING_DAY})


class Dues:
    """Works out due moments; keeps those of terms of days by their date."""

    def __init__(self) -> None:
        self._by_date: dict[tuple[str, Amount], dict[int, int]] = {}

    def of(self, clock: Clock, column: Callable[[int], Ints]) -> Ints:
        """Give the due moment of every case, NEVER where there is none; `column` gives the moments of a step."""
        starts = column(clock.start)
        if clock.amount.kind in TIME_KINDS:
            return _of_seconds(clock, starts, column)
        if not clock.holes and clock.amount.kind in BY_DATE:
            known = self._dates(clock)
            return np.array([_on_date(clock, start, known) for start in starts.tolist()], np.int64)
        holes = [(column(begun), None if ended is None else column(ended)) for begun, ended in clock.holes]
        found = np.empty(len(starts), np.int64)
        for row, start in enumerate(starts.tolist()):
            pauses = tuple((int(b[row]), None if e is None else int(e[row])) for b, e in holes)
            found[row] = _due(clock, start, pauses)
        return found

    def of_one(self, clock: Clock, moments: Sequence[int]) -> int:
        """Give the due moment of one case by the moments of its steps, NEVER where there is none."""
        start = moments[clock.start]
        if not clock.holes and clock.amount.kind in BY_DATE:
            return _on_date(clock, start, self._dates(clock))
        pauses = [(moments[begun], None if ended is None else moments[ended]) for begun, ended in clock.holes]
        return _due(clock, start, tuple(pauses))

    def _dates(self, clock: Clock) -> dict[int, int]:
        return self._by_date.setdefault((clock.hours.digest, clock.amount), {})


def _on_date(clock: Clock, start: int, known: dict[int, int]) -> int:
    day = clock.hours.local_day(start)
    at = known.get(day)
    if at is None:
        known[day] = at = _due(clock, start)
    return at


def _due(clock: Clock, start: int, pauses: tuple[Pause, ...] = ()) -> int:
    at = due(hours=clock.hours, amount=clock.amount, start=start, pauses=pauses).due_at
    return NEVER if at is None else at


def _of_seconds(clock: Clock, starts: Ints, column: Callable[[int], Ints]) -> Ints:
    """Spend the term stretch by stretch; a case whose term is spent before a hole takes no part in what follows."""
    hours = clock.hours
    left = np.full(len(starts), seconds_of(hours, clock.amount), np.int64)
    cursor = starts
    spent = np.zeros(len(starts), np.bool_)
    never = spent
    for begun, ended in clock.holes:
        # A hole that began before the clock did is no stretch of it.
        opens = np.maximum(column(begun), cursor)
        passed = opens - cursor if is_clock(clock.amount) else hours.worked_many(cursor, opens)
        spent = spent | (passed >= left)
        if ended is None:
            never = ~spent
            break
        cursor = np.where(spent, cursor, column(ended))
        left = np.where(spent, left, left - passed)
    found = cursor + left if is_clock(clock.amount) else hours.reach_many(cursor, left)
    return np.where(never, NEVER, found)
