"""A timesheet before it is drawn: a row for each day, pieces of time on it, numbered marks. Values only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a row, in seconds from the row's beginning. `kind`: open, counted, ahead, paused, stopped or late.

    `thin`: it passed, but no open hour with it.
    """

    start: int
    end: int
    kind: str
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened, at so many seconds of a row; `number` leads to its words. `kind`: plain, due, good, bad or now."""

    at: int
    number: int
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """One day, or several alike. `note`: why there is nothing open; `gain`: what was counted, `brief` the same in few letters."""

    label: str
    pieces: tuple[Piece, ...] = ()
    marks: tuple[Mark, ...] = ()
    note: str = ""
    gain: str = ""
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis with its label."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a numbered mark."""

    number: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is drawn. The axis runs from `first` to `last`, seconds of a row; `keys`: (kind, word) of the colours."""

    title: str
    captions: tuple[str, ...]
    first: int
    last: int
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    told: tuple[Told, ...]
    keys: tuple[tuple[str, str], ...]
