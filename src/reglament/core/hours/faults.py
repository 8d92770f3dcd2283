"""What can be wrong with a calendar, as values; and the two errors that arithmetic over a checked calendar may raise."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarFault:
    """One thing wrong with a declared calendar: a code, the path to it inside the declaration, figures, what to do."""

    code: str
    where: tuple[str | int, ...]
    values: tuple[tuple[str, str | int], ...]
    hint: str


class CalendarExhausted(Exception):  # noqa: N818 - named for what happened
    """The calendar holds no answer within 100 years of the start, or the moment lies outside 1900-2299."""

    def __init__(self, *, start: int, amount: int) -> None:
        super().__init__(f"no answer within 100 years of moment {start} for {amount} s of open time")
        self.start = start
        self.amount = amount


class DayLengthUnknown(ValueError):  # noqa: N818 - as above
    """A working day of length was asked of a calendar whose days differ and that declares no day length."""

    def __init__(self, fault: CalendarFault) -> None:
        super().__init__(fault.hint)
        self.fault = fault
