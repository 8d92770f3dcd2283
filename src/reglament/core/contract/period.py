"""Calendar periods that counters are kept over: the month, quarter or year of the home zone that a moment lies in."""

from datetime import date

from reglament.core.hours.zone import Zone

MONTHS = {"month": 1, "quarter": 3, "year": 12}


def period_of(per: str, at: int, zone: Zone) -> tuple[int, int]:
    """Give the half-open span, UTC seconds, of the calendar `month`, `quarter` or `year` around `at`."""
    months = MONTHS[per]
    today = date.fromordinal(zone.wall(at)[0])
    number = (today.year * 12 + today.month - 1) // months * months
    return _begin(number, zone), _begin(number + months, zone)


def _begin(number: int, zone: Zone) -> int:
    return zone.instant(date(number // 12, number % 12 + 1, 1).toordinal(), 0)
