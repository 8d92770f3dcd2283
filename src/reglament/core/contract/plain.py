"""What reads the values inside a contract's events: the contract itself, its certificates, figures and calendars."""

from collections.abc import Mapping
from datetime import date

from reglament.core.contract.contract import Certificate, Contract
from reglament.core.contract.stored import Readers, amount, listed, mapped, number, or_none, record, text
from reglament.core.hours.amount import Amount
from reglament.core.hours.calendar import Calendar, DateException, DaySpan, WeekSpan
from reglament.core.regulation.model.figure import Figure, Flat, Row, Table


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("true or false is expected")


def _date(value: object) -> date:
    try:
        found = date.fromisoformat(text(value))
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise ValueError("a date such as 2026-11-05 is expected")
    return found


def _span(value: object) -> DaySpan:
    if isinstance(value, list | tuple) and len(value) == 2:
        return number(value[0]), number(value[1])
    raise ValueError("two numbers, opens and closes, are expected")


def _figure(value: object) -> Figure[Amount]:
    """One value (`value`), or a table (`by`, `rows`)."""
    if not isinstance(value, Mapping):
        raise ValueError("a mapping of value, or of by and rows, is expected")  # noqa: TRY004 - wrong data, no wrong call
    return _TABLE(value) if "by" in value else _FLAT(value)


def _certificate(value: object) -> Certificate:
    made = _CERTIFICATE(value)
    if isinstance(value, Mapping) and value["key"] != made.key:
        raise ValueError("key `key`: the digest of a key is expected, not the key")
    return made


_SCALARS: Readers = {
    str: text,
    str | None: or_none(text),
    int: number,
    int | None: or_none(number),
    bool: _flag,
    date: _date,
    date | None: or_none(_date),
    tuple[str, ...]: listed(text, "texts"),
    tuple[DaySpan, ...]: listed(_span, "spans"),
    Mapping[str, bool]: mapped(_flag, "true or false"),
    Mapping[str, int]: mapped(number, "whole numbers"),
    Mapping[str, tuple[str, ...]]: mapped(listed(text, "texts"), "lists of texts"),
}

# What a figure of a contract states is an amount, or that there is none.
_FLAT = record(Flat[Amount], _SCALARS, value=or_none(amount))
_ROW = record(Row[Amount], _SCALARS, value=or_none(amount))
_TABLE = record(Table[Amount], _SCALARS, rows=listed(_ROW, "rows"))

_CALENDAR = record(
    Calendar,
    _SCALARS,
    week=listed(record(WeekSpan, _SCALARS), "spans"),
    exceptions=listed(record(DateException, _SCALARS), "exceptions"),
)

_CERTIFICATE = record(Certificate, _SCALARS)

_CONTRACT = record(
    Contract,
    _SCALARS,
    figures=mapped(_figure, "figures"),
    calendars=mapped(_CALENDAR, "calendars"),
    certificates=listed(_certificate, "certificates"),
)

READERS: Readers = {**_SCALARS, Contract: _CONTRACT}
