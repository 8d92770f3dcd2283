"""Stand-ins."""

from typing import Any

from reglament.core.hours.amount import Amount, AmountFault
from reglament.core.hours.amount_text import read_amount
from reglament.core.regulation.shape.scalar import Parsed, Problem


def _parse(written: str) -> Amount | Problem:
    found = read_amount(written)
    return Problem("shape/not-understood") if isinstance(found, AmountFault) else found


def amount() -> Parsed[Amount]:
    return Parsed(_parse, wanted="amount", says="an amount")


def figure() -> Parsed[Any]:
    from reglament.core.regulation.model.figure import Flat

    def p(w: str) -> Any:
        f = _parse(w)
        return f if isinstance(f, Problem) else Flat(f)

    return Parsed(p, wanted="amount", says="an amount")


def calendar() -> Parsed[Any]:
    return Parsed(lambda w: Problem("x"), wanted="calendar", says="calendar")
