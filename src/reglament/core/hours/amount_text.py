"""Amounts as a regulation spells them: `read_amount` and its inverse `write_amount`."""

import re

from reglament.core.hours.amount import CALENDAR_KINDS, TIME_KINDS, Amount, AmountFault, AmountKind, Ending
from reglament.core.hours.calendar import DAY

LONGEST_DAYS = 36_525
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": DAY, "week": 7 * DAY}
LARGEST_FIRST = tuple(sorted(SECONDS.items(), key=lambda unit: -unit[1]))
CALENDAR = {
    "day": AmountKind.CALENDAR_DAYS,
    "week": AmountKind.CALENDAR_WEEKS,
    "month": AmountKind.CALENDAR_MONTHS,
}
DAYS_IN = {AmountKind.CALENDAR_WEEKS: 7, AmountKind.CALENDAR_MONTHS: 31}
ENDINGS = {
    "": None,
    " to closing": Ending.CLOSING,
    " to midnight": Ending.MIDNIGHT,
    " same time": Ending.SAME_TIME,
}
ROLLING = " or next working day"

_TIME = re.compile(
    r"(\d{1,9}) (working|clock) (second|minute|hour|day|week)s?((?: \d{1,9} (?:second|minute|hour|day)s?)*)",
    re.ASCII,
)
_PART = re.compile(r"(\d{1,9}) (second|minute|hour|day)s?", re.ASCII)
_WORKING_DAYS = re.compile(
    r"(\d{1,9}) working days?( of length| same time| to closing| to midnight|)", re.ASCII
)
_CALENDAR = re.compile(
    r"(\d{1,9}) calendar (day|week|month)s?( same time| to midnight|)( or next working day|)", re.ASCII
)
_BY = re.compile(r"by (\d{2}):(\d{2}) of working day (\d{1,9})", re.ASCII)
_BARE = re.compile(r"\d+ (seconds?|minutes?|hours?|days?|weeks?|months?)", re.ASCII)
_NEGATIVE = re.compile(r"(?:by .* )?[-−–] ?\d")


def read_amount(text: str) -> Amount | AmountFault:
    """Read one amount; spaces may be repeated and letters may be capital. A fault says what to write instead."""
    plain = " ".join(text.split()).lower()
    amount = _working_days(plain) or _time(plain) or _calendar(plain) or _by(plain)
    if amount is None:
        return _unread(plain, text)
    return _bounds(amount, text) or amount


def _time(plain: str) -> Amount | None:
    found = _TIME.fullmatch(plain)
    if not found:
        return None
    count, kind, unit, rest = found.groups()
    parts = [(count, unit), *_PART.findall(rest)]
    sizes = [SECONDS[unit] for _, unit in parts]
    if sizes != sorted(set(sizes), reverse=True) or (kind == "working" and sizes[0] >= DAY):
        return None
    seconds = sum(int(count) * size for (count, _), size in zip(parts, sizes, strict=True))
    return Amount(AmountKind.WORKING_TIME if kind == "working" else AmountKind.CLOCK_TIME, seconds)


def _working_days(plain: str) -> Amount | None:
    found = _WORKING_DAYS.fullmatch(plain)
    if not found:
        return None
    count, suffix = int(found[1]), found[2]
    if suffix == " of length":
        return Amount(AmountKind.WORKING_DAYS_OF_LENGTH, count)
    if suffix == " same time":
        return Amount(AmountKind.WORKING_DAYS_SAME_TIME, count)
    return Amount(AmountKind.WORKING_DAYS, count, ENDINGS[suffix])


def _calendar(plain: str) -> Amount | None:
    found = _CALENDAR.fullmatch(plain)
    if not found:
        return None
    return Amount(CALENDAR[found[2]], int(found[1]), ENDINGS[found[3]], rolls=bool(found[4]))


def _by(plain: str) -> Amount | None:
    found = _BY.fullmatch(plain)
    if not found or int(found[2]) > 59:
        return None
    second = int(found[1]) * 3600 + int(found[2]) * 60
    return (
        Amount(AmountKind.BY_TIME_OF_WORKING_DAY, int(found[3]), time_of_day=second)
        if second <= DAY
        else None
    )


def _bounds(amount: Amount, text: str) -> AmountFault | None:
    if amount.count == 0 and amount.kind not in TIME_KINDS:
        return AmountFault(
            "amount.zero", text, "count at least one day: the day of the event itself is never counted"
        )
    unit = 1 if amount.kind in {AmountKind.WORKING_TIME, AmountKind.CLOCK_TIME} else DAY
    if amount.count * unit * DAYS_IN.get(amount.kind, 1) > LONGEST_DAYS * DAY:
        return AmountFault("amount.too_long", text, "no term may be longer than 100 years")
    return None


def _unread(plain: str, text: str) -> AmountFault:
    if _NEGATIVE.match(plain):
        return AmountFault("amount.negative", text, "a term can't be negative: write 0 or more")
    if _BARE.fullmatch(plain):
        count, unit = plain.split(" ")
        kinds = ("calendar", "calendar") if unit.startswith("month") else ("working", "clock")
        if unit.startswith("week"):
            kinds = ("calendar", "clock")
        choices = " or ".join(dict.fromkeys(f"`{count} {kind} {unit}`" for kind in kinds))
        return AmountFault("amount.kind_missing", text, f"say which time is meant: {choices}")
    return AmountFault(
        "amount.unreadable",
        text,
        "write e.g. `2 working hours`, `20 clock minutes`, `10 working days to closing`, `1 working day of length`, "
        "`1 working day same time`, `by 12:00 of working day 1`, `30 calendar days` or `3 calendar months same time`",
    )


def write_amount(amount: Amount) -> str:
    """Spell an amount so that `read_amount` gives it back."""
    if amount.kind in {AmountKind.WORKING_TIME, AmountKind.CLOCK_TIME}:
        return _write_time(amount)
    if amount.kind is AmountKind.BY_TIME_OF_WORKING_DAY:
        hours, minutes = divmod(amount.time_of_day // 60, 60)
        return f"by {hours:02}:{minutes:02} of working day {amount.count}"
    noun = next((noun for noun, kind in CALENDAR.items() if kind is amount.kind), "day")
    word = "calendar" if amount.kind in CALENDAR_KINDS else "working"
    suffix = {
        AmountKind.WORKING_DAYS_OF_LENGTH: " of length",
        AmountKind.WORKING_DAYS_SAME_TIME: " same time",
    }.get(amount.kind, next(spelled for spelled, ending in ENDINGS.items() if ending is amount.ends))
    return f"{amount.count} {word} {noun}{_plural(amount.count)}{suffix}{ROLLING if amount.rolls else ''}"


def _write_time(amount: Amount) -> str:
    word = "working" if amount.kind is AmountKind.WORKING_TIME else "clock"
    units = [unit for unit in LARGEST_FIRST if unit[1] < (DAY if word == "working" else 7 * DAY)]
    left = amount.count
    parts: list[str] = []
    for unit, size in units:
        many, left = divmod(left, size)
        if many:
            parts.append(f"{many} {'' if parts else word + ' '}{unit}{_plural(many)}")
    return " ".join(parts) or f"0 {word} seconds"


def _plural(count: int) -> str:
    return "" if count == 1 else "s"
