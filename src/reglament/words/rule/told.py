"""What a rule comes to in words: sentences, tables of figures, and the choices made where the document is silent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what it shows, the heads of its columns, its rows; the first cell of a row is its head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading as told: what was chosen and why, and what could stand there instead, if that can be said."""

    says: str
    instead: str


@dataclass(frozen=True, slots=True)
class RuleTold:
    """One rule: the word for its kind, its sentences in order, tables for its figures, its readings."""

    rule: str
    kind: str
    lines: tuple[str, ...]
    grids: tuple[Grid, ...]
    choices: tuple[Choice, ...]
