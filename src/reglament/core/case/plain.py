"""What reads the values inside a case's events, by the type their field is declared with: texts, amounts, what a case is pinned to."""

from collections.abc import Mapping
from dataclasses import fields

from reglament.core.case.event import Pinned
from reglament.core.contract.stored import Readers, amount, listed, mapped, number, or_none, record, text
from reglament.core.hours.amount import Amount

_PINNED = frozenset(field.name for field in fields(Pinned))


def _pinned(value: object) -> Pinned:
    if not isinstance(value, Mapping) or set(value) != _PINNED:
        raise ValueError(f"a mapping of {', '.join(sorted(_PINNED))} is expected")
    return _read_pinned(value)


_PLAIN: Readers = {
    str: text,
    str | None: or_none(text),
    int: number,
    int | None: or_none(number),
    tuple[str, ...]: listed(text, "texts"),
    Mapping[str, str]: mapped(text, "texts"),
    Amount: amount,
    Amount | None: or_none(amount),
}

_read_pinned = record(Pinned, _PLAIN)

READERS: Readers = {**_PLAIN, Pinned: _pinned}
