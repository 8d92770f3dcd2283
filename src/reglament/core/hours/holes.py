"""Pauses as holes in time: their union, and the stretches between them (working-time.md, section 6)."""

from bisect import bisect_right
from operator import itemgetter
from typing import TypeAlias

Pause: TypeAlias = tuple[int, int | None]
"""(from, to), half-open; None while nobody knows when it ends."""

_begin = itemgetter(0)


def normalised(pauses: tuple[Pause, ...], start: int) -> tuple[Pause, ...]:
    """Unite pauses that overlap or touch, in order; cut what lies before `start`, drop the empty ones."""
    if not pauses:
        return ()
    united: list[Pause] = []
    last: int | None = start - 1
    for asked, ended in sorted(pauses, key=_begin):
        begun = max(asked, start)
        if ended is not None and ended <= begun:
            continue
        if last is not None and begun > last:
            last = ended
            united.append((begun, last))
        else:
            last = None if last is None or ended is None else max(last, ended)
            united[-1] = (united[-1][0], last)
    return tuple(united)


def gap_at(holes: tuple[Pause, ...], at: int) -> int | None:
    """Tell which stretch between normalised holes a moment lies in, counted from 0; None if it lies in a hole."""
    place = bisect_right(holes, at, key=_begin) if holes else 0
    if not place:
        return 0
    ended = holes[place - 1][1]
    return place if ended is not None and ended <= at else None
