"""Shapes of dates and times of day. No zone is known here: what is read is what a wall clock or a calendar shows."""

import re
from dataclasses import dataclass
from datetime import date

from reglament.core.regulation.shape.scalar import Parsed, Problem

DAY = 86_400
EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)

_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MOMENT = rf"{_DATE} (?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
_SPAN = rf"(?:{_TIME})-(?:{_TIME})"
_RUSSIAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z", re.ASCII)
_LOOSE_TIME = re.compile(r"(\d{1,2})[:.](\d{2})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds since midnight at which something opens and closes; closing before opening means the next day."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class LocalMoment:
    """A date and the seconds since its midnight, as a wall clock shows them; the zone is told elsewhere."""

    on: date
    seconds: int


def time_of_day() -> Parsed[int]:
    """Seconds since midnight, 0 to 86400: `09:00`, `24:00`."""
    says = "a time of day such as 09:00; 24:00 is the end of the day"
    return Parsed(parse_time, wanted="time of day", says=says, pattern=f"^(?:{_TIME})$", examples=("09:00",))


def parse_time(written: str) -> int | Problem:
    if re.fullmatch(_TIME, written):
        return int(written[:2]) * 3600 + int(written[3:]) * 60
    return Problem("shape/time-of-day", hint=_meant_time(written))


def _meant_time(written: str) -> str | None:
    loose = _LOOSE_TIME.match(written[:6].strip())
    meant = f"{int(loose[1]):02d}:{loose[2]}" if loose else ""
    return meant if re.fullmatch(_TIME, meant) else None


def clock_span() -> Parsed[Span]:
    """Opening and closing time: `09:00-18:00`; `22:00-06:00` runs past midnight."""
    says = "opening and closing time, such as 09:00-18:00; 22:00-06:00 runs past midnight"
    pattern, examples = f"^(?:{_SPAN})$", ("09:00-18:00", "00:00-24:00")
    return Parsed(parse_span, wanted="span of hours", says=says, pattern=pattern, examples=examples)


def parse_span(written: str) -> Span | Problem:
    if not re.fullmatch(_SPAN, written):
        return Problem("shape/span", hint=_meant_span(written))
    opens, closes = parse_time(written[:5]), parse_time(written[6:])
    if isinstance(opens, Problem) or isinstance(closes, Problem) or opens in (closes, DAY):
        return Problem("shape/empty-span")
    return Span(opens, closes)


def _meant_span(written: str) -> str | None:
    parts = re.split(r"\s*[-–—…]\s*", written[:20].strip())
    times = [_meant_time(part) for part in parts]
    return "-".join(time for time in times if time) if len(times) == 2 and all(times) else None


def day() -> Parsed[date]:
    """A date: `2026-11-06`."""
    says, pattern = "a date: year, month, day", f"^{_DATE}$"
    return Parsed(parse_date, wanted="date", says=says, pattern=pattern, examples=("2026-11-06",))


def parse_date(written: str) -> date | Problem:
    if re.fullmatch(_DATE, written, re.ASCII):
        return _real_date(int(written[:4]), int(written[5:7]), int(written[8:])) or Problem(
            "shape/no-such-date"
        )
    russian = _RUSSIAN_DATE.match(written[:11].strip())
    meant = _real_date(int(russian[3]), int(russian[2]), int(russian[1])) if russian else None
    return Problem("shape/date", hint=meant.isoformat() if meant else None)


def _real_date(year: int, month: int, on: int) -> date | None:
    try:
        found = date(year, month, on)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def moment() -> Parsed[LocalMoment]:
    """A date and time without zone: `2026-11-06 16:00` or `2026-11-06 16:00:30`."""
    says, pattern = "a date and time of day", f"^{_MOMENT}$"
    return Parsed(parse_moment, wanted="moment", says=says, pattern=pattern, examples=("2026-11-06 16:00",))


def parse_moment(written: str) -> LocalMoment | Problem:
    if re.fullmatch(_MOMENT, written):
        found = parse_date(written[:10])
        if isinstance(found, Problem):
            return found
        hour, minute, second = int(written[11:13]), int(written[14:16]), int(written[17:] or 0)
        return LocalMoment(found, hour * 3600 + minute * 60 + second)
    meant = written[:20].replace("T", " ").strip()
    return Problem("shape/moment", hint=meant if re.fullmatch(_MOMENT, meant) else None)
