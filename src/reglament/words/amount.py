"""Amounts of time for people: `2 рабочих часа`, `10 рабочих дней до 24:00`."""

from collections.abc import Mapping

from reglament.core.hours.amount import Amount, AmountKind, Ending
from reglament.words.catalogue import Language, sentence

DAY, HOUR, MINUTE = 86_400, 3600, 60
DAYS: Mapping[AmountKind, str] = {
    AmountKind.WORKING_DAYS: "working days",
    AmountKind.WORKING_DAYS_OF_LENGTH: "working days",
    AmountKind.WORKING_DAYS_SAME_TIME: "working days",
    AmountKind.CALENDAR_DAYS: "calendar days",
    AmountKind.CALENDAR_WEEKS: "calendar weeks",
    AmountKind.CALENDAR_MONTHS: "calendar months",
}
ENDINGS: Mapping[Ending, str] = {
    Ending.CLOSING: "amount to closing",
    Ending.MIDNIGHT: "amount to midnight",
    Ending.SAME_TIME: "amount same time",
}


def amount_text(amount: Amount, language: Language) -> str:
    """Say an amount in full, its kind included."""
    match amount.kind:
        case AmountKind.WORKING_TIME:
            return _parts(amount.count, ("working hours", "working minutes", "working seconds"), language)
        case AmountKind.CLOCK_TIME:
            return _round_the_clock(amount.count, language)
        case AmountKind.BY_TIME_OF_WORKING_DAY:
            hours, minutes = divmod(amount.time_of_day // MINUTE, 60)
            values = {"time": f"{hours:02}:{minutes:02}", "number": amount.count}
            return sentence("amount by time", language, values)
        case _:
            return _counted_days(amount, language)


def _counted_days(amount: Amount, language: Language) -> str:
    said = _counted(DAYS[amount.kind], amount.count, language)
    if amount.kind is AmountKind.WORKING_DAYS_OF_LENGTH:
        said = sentence("amount of length", language, {"amount": said})
    elif amount.kind is AmountKind.WORKING_DAYS_SAME_TIME:
        said = sentence("amount same time", language, {"amount": said})
    elif amount.ends is not None:
        said = sentence(ENDINGS[amount.ends], language, {"amount": said})
    return sentence("amount or next working day", language, {"amount": said}) if amount.rolls else said


def _round_the_clock(seconds: int, language: Language) -> str:
    if seconds and seconds % DAY == 0:
        return _counted("days round the clock", seconds // DAY, language)
    said = _parts(seconds, ("hours", "minutes", "seconds"), language)
    return sentence("amount round the clock", language, {"amount": said})


def _parts(seconds: int, units: tuple[str, str, str], language: Language) -> str:
    """Name the kind with the first unit only: `1 рабочий час 30 минут`."""
    hours, rest = divmod(seconds, HOUR)
    minutes, odd = divmod(rest, MINUTE)
    said: list[str] = []
    for number, full, plain in zip(
        (hours, minutes, odd), units, ("hours", "minutes", "seconds"), strict=True
    ):
        if number:
            said.append(_counted(plain if said else full, number, language))
    return " ".join(said) or _counted(units[1], 0, language)


def _counted(unit: str, number: int, language: Language) -> str:
    return sentence(f"amount {unit}", language, {"number": number})
