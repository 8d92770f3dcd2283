"""Lengths of time as people type them after an option: `2d`, `3h 30m`."""

import re

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400}
_PART = re.compile(r"(\d{1,9})\s*([smhdw])\s*", re.ASCII)


def seconds_of(text: str) -> int:
    """Read it, in seconds. ValueError where it is none."""
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip():
        raise ValueError(text)
    return sum(int(number) * SECONDS[unit] for number, unit in parts)
