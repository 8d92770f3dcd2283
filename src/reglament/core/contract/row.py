"""The row of a figure that fits a set of facts; a row that states there is none differs from no row at all."""

from collections.abc import Callable
from typing import TypeVar

from reglament.core.regulation.model.figure import Figure, Flat, Row

Value = TypeVar("Value")

ELSE = "else"


def row_of(figure: Figure[Value], fact: Callable[[str], str | None]) -> Flat[Value] | Row[Value] | None:
    """Give the fitting row, exact keys before `else`, the first column weighing most; None if no row fits."""
    if isinstance(figure, Flat):
        return figure
    asked = [fact(name) for name in figure.by]
    best: Row[Value] | None = None
    best_fit: tuple[bool, ...] = ()
    for row in figure.rows:
        if all(key in (value, ELSE) for key, value in zip(row.keys, asked, strict=False)):
            fit = tuple(key != ELSE for key in row.keys)
            if best is None or fit > best_fit:
                best, best_fit = row, fit
    return best
