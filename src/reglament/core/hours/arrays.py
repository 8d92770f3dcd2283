"""Sets of moments as two sorted integer arrays, starts and ends of disjoint spans: union, intersection, without."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from reglament.core.hours.zone import Ints

Open: TypeAlias = tuple[Ints, Ints]


def united(starts: Ints, ends: Ints) -> Open:
    """Sort spans, drop the empty ones, join those that overlap or touch."""
    kept = starts < ends
    order = np.argsort(starts[kept], kind="stable")
    starts, ends = starts[kept][order], ends[kept][order]
    if not len(starts):
        return starts, ends
    reached = np.maximum.accumulate(ends)
    breaks = np.flatnonzero(starts[1:] > reached[:-1])
    return starts[np.concatenate(([0], breaks + 1))], reached[np.concatenate((breaks, [len(starts) - 1]))]


def clipped(spans: Open, low: int, high: int) -> Open:
    return united(np.maximum(spans[0], low), np.minimum(spans[1], high))


def union(many: Sequence[Open]) -> Open:
    return united(np.concatenate([starts for starts, _ in many]), np.concatenate([ends for _, ends in many]))


def complement(spans: Open, low: int, high: int) -> Open:
    """Give the moments of `[low, high)` outside the spans, all of which lie inside it."""
    return united(
        np.concatenate((np.array([low], np.int64), spans[1])),
        np.concatenate((spans[0], np.array([high], np.int64))),
    )


def intersection(many: Sequence[Open], low: int, high: int) -> Open:
    return complement(union([complement(spans, low, high) for spans in many]), low, high)


def without(whole: Open, removed: Sequence[Open], low: int, high: int) -> Open:
    return intersection([whole, complement(union(removed), low, high)], low, high)
