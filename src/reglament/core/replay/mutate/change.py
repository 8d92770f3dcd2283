"""Small changes of a value: each with a few words that name it."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias, TypeVar

Value = TypeVar("Value")

Changes: TypeAlias = Iterator[tuple[str, Value]]
"""(what was changed, the changed value). The words name the mutant to people and in `equivalent` lists: keep them stable."""


def each_dropped(items: Sequence[Value], name: str = "") -> Changes[tuple[Value, ...]]:
    """Every item left out once."""
    for place, item in enumerate(items):
        kept = (*items[:place], *items[place + 1 :])
        yield f"without {name or item}" + (f" {place + 1}" if name and len(items) > 1 else ""), kept


def parties_changed(parties: tuple[str, ...]) -> Changes[tuple[str, ...]]:
    """Every party left out; a single one exchanged, because nobody named would mean anybody."""
    if len(parties) == 1:
        other = "staff" if parties[0] != "staff" else "customer"
        yield f"{other} instead of {parties[0]}", (other,)
    else:
        yield from each_dropped(parties)


def next_of(value: Value, known: Sequence[Value]) -> Value | None:
    """The value that stands after this one in a round of known ones; None where there is no other."""
    others = [other for other in known if other != value]
    if not others:
        return None
    place = known.index(value) if value in known else -1
    return known[(place + 1) % len(known)]
