"""Lengths: amounts of time as `core.hours` spells them, plain durations, and shares in per cent."""

import re

from reglament.core.hours.amount import Amount, AmountFault
from reglament.core.hours.amount_text import read_amount
from reglament.core.regulation.shape.scalar import Parsed, Problem


def _amount(written: str) -> Amount | Problem:
    found = read_amount(written)
    if isinstance(found, AmountFault):
        return Problem(found.code.replace(".", "/").replace("_", "-"))
    return found


AMOUNT = Parsed(
    _amount,
    wanted="amount",
    says="an amount of time whose kind is spelled out",
    examples=("2 working hours", "10 working days", "1 working day of length", "3 calendar months"),
)

_DURATION = re.compile(r"(?:(\d{1,4}) hours?)?(?:(?:^| )(\d{1,5}) minutes?)?\Z", re.ASCII)


def _duration(written: str) -> int | Problem:
    found = _DURATION.match(written)
    seconds = int(found[1] or 0) * 3600 + int(found[2] or 0) * 60 if found else 0
    if seconds:
        return seconds
    meant = f"{written} hours" if re.fullmatch(r"[1-9][0-9]{0,3}", written) else None
    return Problem("shape/duration", hint=meant)


DURATION = Parsed(
    _duration,
    wanted="duration",
    says="hours and minutes",
    examples=("15 minutes", "8 hours", "8 hours 15 minutes"),
)

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,4})?) ?%\Z", re.ASCII)


def _percent(written: str) -> float | Problem:
    found = _PERCENT.match(written)
    share = float(found[1]) if found else 0.0
    if 0 < share <= 100:
        return share
    meant = f"{written} %" if re.fullmatch(r"[1-9][0-9]?|100", written) else None
    return Problem("shape/percent", hint=meant)


def _whole_percent(written: str) -> int | Problem:
    share = _percent(written)
    if isinstance(share, Problem):
        return share
    return int(share) if share == int(share) else Problem("shape/percent")


PERCENT = Parsed(_percent, wanted="share", says="a share in per cent", examples=("95 %", "99.5 %"))
WHOLE_PERCENT = Parsed(_whole_percent, wanted="share", says="a whole share in per cent", examples=("80 %",))
