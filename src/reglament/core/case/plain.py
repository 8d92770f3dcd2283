"""Values inside events as plain data: texts, numbers, lists, mappings, amounts, and what a case is pinned to."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from reglament.core.case.event import Pinned
from reglament.core.hours.amount import Amount
from reglament.core.hours.amount_text import read_amount, write_amount

Plain = dict[str, object]


def write(value: object) -> object:
    """Give a value of an event as strings, numbers, lists and mappings with keys in order."""
    if isinstance(value, Amount):
        return write_amount(value)
    if isinstance(value, Pinned):
        return {name: write(getattr(value, name)) for name in sorted(_PINNED)}
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return dict(sorted(value.items()))
    return value


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("a text is expected")


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("a whole number is expected")


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        return tuple(_text(item) for item in value)
    raise ValueError("a list of texts is expected")


def _mapping(value: object) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {_text(key): _text(item) for key, item in value.items()}
    raise ValueError("a mapping of texts is expected")


def _amount(value: object) -> Amount:
    amount = read_amount(_text(value))
    if isinstance(amount, Amount):
        return amount
    raise ValueError(f"no amount: {amount.hint}")


def _pinned(value: object) -> Pinned:
    if not isinstance(value, Mapping) or set(value) != set(_PINNED):
        raise ValueError(f"a mapping of {', '.join(sorted(_PINNED))} is expected")
    return Pinned(**{name: READERS[kind](value[name]) for name, kind in _PINNED.items()})


def _or_none(reader: Callable[[object], Any]) -> Callable[[object], Any]:
    return lambda value: None if value is None else reader(value)


_PINNED: Mapping[str, Any] = {field.name: field.type for field in fields(Pinned)}

READERS: Mapping[Any, Callable[[object], Any]] = {
    str: _text,
    str | None: _or_none(_text),
    int: _number,
    int | None: _or_none(_number),
    tuple[str, ...]: _texts,
    Mapping[str, str]: _mapping,
    Amount: _amount,
    Amount | None: _or_none(_amount),
    Pinned: _pinned,
}
