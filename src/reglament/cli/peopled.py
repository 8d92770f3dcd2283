"""How a demo town stands, in figures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Peopled:
    """`cases` in all, of which `open` ones, and those with a term that was broken; `at`: the town's present, UTC seconds."""

    at: int
    customers: int
    cases: int
    open: int
    breached: int
