"""Pauses as holes in time: their union, and what is left of spans without them (working-time.md, section 6)."""

from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter
from typing import TypeAlias

Pause: TypeAlias = tuple[int, int | None]
"""(from, to), half-open; None while nobody knows when it ends."""


def normalised(pauses: tuple[Pause, ...], start: int) -> tuple[Pause, ...]:
    """Unite pauses that overlap or touch, in order; cut what lies before `start`, drop the empty ones."""
    if not pauses:
        return ()
    cut = [(max(begun, start), ended) for begun, ended in pauses]
    kept = sorted([one for one in cut if one[1] is None or one[1] > one[0]], key=itemgetter(0))
    united: list[Pause] = []
    for begun, ended in kept:
        first, last = united.pop() if united else (begun, ended)
        if last is not None and begun > last:
            united += [(first, last), (begun, ended)]
        else:
            united.append((first, None if last is None or ended is None else max(last, ended)))
    return tuple(united)


def without_holes(spans: Iterable[tuple[int, int]], holes: tuple[Pause, ...]) -> tuple[tuple[int, int], ...]:
    """Cut normalised holes out of disjoint sorted spans."""
    left: list[tuple[int, int]] = []
    for opens, closes in spans:
        pieces = [opens]
        for begun, ended in holes:
            pieces += [begun, closes if ended is None else ended]
        edges = [min(max(edge, opens), closes) for edge in (*pieces, closes)]
        left += [
            (begun, ended) for begun, ended in zip(edges[::2], edges[1::2], strict=True) if begun < ended
        ]
    return tuple(left)


def gap_at(holes: tuple[Pause, ...], at: int) -> int | None:
    """Tell which stretch between normalised holes a moment lies in, counted from 0; None if it lies in a hole."""
    place = bisect_right(holes, at, key=itemgetter(0))
    if not place:
        return 0
    ended = holes[place - 1][1]
    return place if ended is not None and ended <= at else None
