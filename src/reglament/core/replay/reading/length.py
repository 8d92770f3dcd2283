"""Stretches of time as people write them in stories: `8 h`, `2 h 15 min`, `-30 min`, `3 days`."""

import re

from reglament.core.regulation.shape.scalar import Parsed, Problem
from reglament.core.replay.story import Length

_SECONDS = {"h": 3600, "min": 60, "s": 1}
_PART = r"[0-9]{1,7} (?:h|min|s)"
_TIME = re.compile(rf"(-?)({_PART}(?: {_PART})*)\Z")
_DAYS = re.compile(r"(-?[0-9]{1,5}) days?\Z")
_LOOSE = re.compile(r"(-?[0-9]{1,7}) *(h|min|s)[a-z]*\Z")
_WANTED = "length of time"
_PATTERN = rf"^-?(?:{_PART}(?: {_PART})*|[0-9]{{1,5}} days?)$"


def parse_length(written: str) -> Length | Problem:
    """The length, in seconds or (for amounts that count days) in days."""
    days = _DAYS.match(written)
    if days:
        return Length(int(days[1]), "days")
    time = _TIME.match(written)
    if not time:
        loose = _LOOSE.match(written[:20].strip())
        return Problem("story/length", hint=f"{loose[1]} {loose[2]}" if loose else None)
    words = time[2].split()
    seconds = sum(int(number) * _SECONDS[unit] for number, unit in zip(words[::2], words[1::2], strict=True))
    return Length(-seconds if time[1] else seconds, "seconds")


def _parse_hours(written: str) -> Length | Problem:
    if re.fullmatch(r"[0-9]{1,6}", written):
        return Length(int(written) * 3600, "seconds")
    length = parse_length(written)
    if isinstance(length, Length) and (length.unit != "seconds" or length.number < 0):
        return Problem("story/length")
    return length


def length() -> Parsed[Length]:
    """A length of time, negative when late."""
    says = "a length of time: 8 h, 2 h 15 min, -30 min, or 3 days"
    return Parsed(parse_length, wanted=_WANTED, says=says, pattern=_PATTERN, examples=("8 h", "2 h 15 min"))


def hours() -> Parsed[Length]:
    """Hours bought or worked: a bare number is hours."""
    says = "hours: 40, or 2 h 15 min"
    return Parsed(_parse_hours, wanted="hours", says=says, numeric=True, examples=("40", "2 h 15 min"))
