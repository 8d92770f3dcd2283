"""How long a term is: a kind and a count, spelled out (working-time.md, section 5)."""

from dataclasses import dataclass
from enum import Enum


class AmountKind(Enum):
    WORKING_TIME = "working time"
    CLOCK_TIME = "clock time"
    WORKING_DAYS = "working days"
    WORKING_DAYS_OF_LENGTH = "working days of length"
    WORKING_DAYS_SAME_TIME = "working days same time"
    BY_TIME_OF_WORKING_DAY = "by time of working day"
    CALENDAR_DAYS = "calendar days"
    CALENDAR_WEEKS = "calendar weeks"
    CALENDAR_MONTHS = "calendar months"


class Ending(Enum):
    """Where the last day of a term ends."""

    CLOSING = "closing"
    MIDNIGHT = "midnight"
    SAME_TIME = "same time"


# Tuples: to find a member of an enum among three costs less than to hash it.
TIME_KINDS = (AmountKind.WORKING_TIME, AmountKind.CLOCK_TIME, AmountKind.WORKING_DAYS_OF_LENGTH)
CALENDAR_KINDS = (AmountKind.CALENDAR_DAYS, AmountKind.CALENDAR_WEEKS, AmountKind.CALENDAR_MONTHS)


@dataclass(frozen=True, slots=True)
class Amount:
    """`count` is seconds for working and clock time, days, weeks or months else; N for "by … of working day N".

    `ends` is None where the text states no ending: working days then end at closing, calendar kinds at midnight.
    `time_of_day` (seconds) belongs to BY_TIME_OF_WORKING_DAY; `rolls` moves a calendar term's end to a working day.
    """

    kind: AmountKind
    count: int
    ends: Ending | None = None
    time_of_day: int = 0
    rolls: bool = False


@dataclass(frozen=True, slots=True)
class AmountFault:
    """Why a text is no amount: a code, the text, what to write instead."""

    code: str
    found: str
    hint: str
