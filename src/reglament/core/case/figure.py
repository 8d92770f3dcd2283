"""The figure a rule gives a case: its value, and the row it came from."""

from typing import TypeVar

from reglament.core.case.facts import Facts
from reglament.core.contract.row import row_of
from reglament.core.regulation.model.figure import Figure, Flat, Row

Value = TypeVar("Value")


def find_row(figure: Figure[Value], facts: Facts) -> Flat[Value] | Row[Value] | None:
    """Give the row that fits the case. A row whose value is None states that there is none; None: no row fits."""
    return row_of(figure, facts.fact)


def lookup(figure: Figure[Value], facts: Facts) -> Value | None:
    """Give the value for the case; None both where the figure states none and where no row fits (`find_row` tells)."""
    row = row_of(figure, facts.fact)
    return row.value if row else None
