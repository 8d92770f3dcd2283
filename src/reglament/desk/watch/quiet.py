"""When a person may next be told something: not too soon after the last time, and not in his quiet hours unless it cannot wait."""

from dataclasses import dataclass

from reglament.core.hours.zone import Zone

PERIOD = 600  # seconds, unless the desk or the person says another
HOUR, HOURS = 3600, 24


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of a zone, 0 to 24, in which somebody is not to be disturbed; equal or absent ones: none. They may pass midnight."""

    zone: Zone
    from_hour: int | None
    until_hour: int | None

    def end(self, at: int) -> int:
        """Give the first moment from `at` on, UTC seconds, that is not quiet."""
        first, last = self.from_hour, self.until_hour
        if first is None or last is None or first % HOURS == last % HOURS:
            return at
        day, second = self.zone.wall(at)
        hour = second // HOUR
        passes_midnight = first > last
        is_quiet = hour >= first or hour < last if passes_midnight else first <= hour < last
        if not is_quiet:
            return at
        next_day = passes_midnight and hour >= first
        return self.zone.instant(day + next_day, last * HOUR)


def period_at(*, now: int, told_at: int | None, every: int = PERIOD) -> int:
    """Give the first moment at which somebody told at `told_at` may be told again: once in `every` seconds."""
    return now if told_at is None else max(now, told_at + every)
