"""Figures: one value, or a table of values by tier, channel, role or axis."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Flat(Generic[Value]):
    """The same value for every case. `None`: stated that there is none."""

    value: Value | None


@dataclass(frozen=True, slots=True)
class Row(Generic[Value]):
    """One row of a table: a key per fact of `by` (`else` matches the rest) and its value; `None`: stated that there is none."""

    keys: tuple[str, ...]
    value: Value | None


@dataclass(frozen=True, slots=True)
class Table(Generic[Value]):
    """Values by one or several facts; rows with exact keys win over `else`."""

    by: tuple[str, ...]
    rows: tuple[Row[Value], ...]


Figure = Flat[Value] | Table[Value]
