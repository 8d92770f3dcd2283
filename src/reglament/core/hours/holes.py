"""Pauses as holes in time: their union, and what is left of spans without them (working-time.md, section 6)."""

from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter
from typing import TypeAlias

Pause: TypeAlias = tuple[int, int | None]
"""(from, to), half-open; None while nobody knows when it ends."""


def normalised(pauses: Iterable[Pause], start: int) -> tuple[Pause, ...]:
    """Unite pauses that overlap or touch, in order; cut what lies before `start`, drop the empty ones."""
    cut = ((max(begun, start), ended) for begun, ended in pauses)
    kept = sorted((one for one in cut if one[1] is None or one[1] > one[0]), key=itemgetter(0))
    united: list[Pause] = []
    for begun, ended in kept:
        if not united:
            united.append((begun, ended))
            continue
        first, last = united[-1]
        if last is None:
            break
        if begun > last:
            united.append((begun, ended))
        else:
            united[-1] = (first, None if ended is None else max(last, ended))
    return tuple(united)


def without_holes(spans: Iterable[tuple[int, int]], holes: tuple[Pause, ...]) -> tuple[tuple[int, int], ...]:
    """Cut normalised holes out of disjoint sorted spans."""
    left: list[tuple[int, int]] = []
    for opens, closes in spans:
        cursor = opens
        for begun, ended in holes:
            if begun >= closes or cursor >= closes:
                break
            if ended is not None and ended <= cursor:
                continue
            if begun > cursor:
                left.append((cursor, begun))
            cursor = closes if ended is None else max(cursor, ended)
        if cursor < closes:
            left.append((cursor, closes))
    return tuple(left)


def gap_at(holes: tuple[Pause, ...], at: int) -> int | None:
    """Tell which stretch between normalised holes a moment lies in, counted from 0; None if it lies in a hole."""
    place = bisect_right(holes, at, key=itemgetter(0))
    if not place:
        return 0
    ended = holes[place - 1][1]
    return place if ended is not None and ended <= at else None
