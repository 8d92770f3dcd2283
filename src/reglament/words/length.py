"""Lengths of time for people: hours and minutes, days, and what is left of a term."""

from reglament.core.hours.amount import TIME_KINDS, AmountKind
from reglament.words.catalogue import Language, sentence

HOUR, MINUTE = 3600, 60


def length(seconds: int, language: Language) -> str:
    """Say a length of time in hours and minutes, seconds only where there are some: `2 ч 15 мин`."""
    hours, rest = divmod(abs(seconds), HOUR)
    minutes, odd = divmod(rest, MINUTE)
    parts = [
        sentence(f"length {unit}", language, {"number": number})
        for unit, number in (("hours", hours), ("minutes", minutes), ("seconds", odd))
        if number
    ]
    return ("−" if seconds < 0 else "") + (
        " ".join(parts) or sentence("length minutes", language, {"number": 0})
    )


def days(count: int, language: Language) -> str:
    """Say a number of days."""
    return ("−" if count < 0 else "") + sentence("length days", language, {"number": abs(count)})


def measured(count: int, kind: AmountKind, language: Language) -> str:
    """Say how much of a term this is: seconds of a kind that counts time, days of one that counts days."""
    return length(count, language) if kind in TIME_KINDS else days(count, language)


def left(count: int, kind: AmountKind, language: Language) -> str:
    """Say what remains of a term, or by how much it is late."""
    if not count:
        return sentence("left nothing", language)
    key = "left some" if count > 0 else "left late"
    return sentence(key, language, {"left": measured(abs(count), kind, language)})
