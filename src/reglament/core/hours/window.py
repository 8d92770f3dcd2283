"""The look-up tables over a window of compiled years (working-time.md, section 8). Built once, then only read."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reglament.core.hours.arrays import Open, union
from reglament.core.hours.zone import Ints, year_start

WIDEST_TABLE = 1 << 20
FINEST_STEP = 10

Forward = tuple[int, int, int, list[int], list[int], list[int], list[int]]
"""low, high, shift, index, nexts, offsets, caps"""
Backward = tuple[int, int, int, list[int], list[int], list[int], list[int], int, list[int]]
"""the same, then shift and index over open seconds"""


@dataclass(frozen=True, slots=True)
class Vectors:
    """The same tables for NumPy; `steps` is how often a bucket's first span may have to be moved on."""

    index: NDArray[np.int32]
    nexts: Ints
    offsets: Ints
    caps: Ints
    steps: int
    back_index: NDArray[np.int32]
    back_steps: int


@dataclass(frozen=True, slots=True)
class Window:
    """Compiled years `[first, last]`. Span i begins `nexts[i-1]`; the open seconds before t in it are
    `min(t + offsets[i], caps[i])`; span 0 may be empty, so that every moment of the window has a span at or before it.
    """

    first: int
    last: int
    total: int
    spans: Open
    forward: Forward
    backward: Backward
    vectors: Vectors


def build(first: int, last: int, years: Sequence[Open]) -> Window:
    """Lay the tables over the open spans of consecutive UTC years."""
    low, high = year_start(first), year_start(last + 1)
    starts, ends = union(years)
    lengths = ends - starts
    begins = np.concatenate((np.array([low], np.int64), starts))
    caps = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
    before = np.concatenate((np.zeros(1, np.int64), caps[:-1]))
    nexts = np.concatenate((starts, np.array([high], np.int64)))
    total = int(caps[-1])
    shift, index = _bucketed(begins, low, high - low)
    back_shift, back_index = _bucketed(before, 0, max(total, 1))
    numbers = list(
        range(len(begins))
    )  # one int object per span, shared by all buckets: a quarter of the memory
    forward = (
        low,
        high,
        shift,
        [numbers[i] for i in index.tolist()],
        nexts.tolist(),
        (before - begins).tolist(),
        caps.tolist(),
    )
    vectors = Vectors(
        index,
        nexts,
        before - begins,
        caps,
        _steps(index, len(begins)),
        back_index,
        _steps(back_index, len(begins)),
    )
    backward = (*forward, back_shift, [numbers[i] for i in back_index.tolist()])
    return Window(first, last, total, (starts, ends), forward, backward, vectors)


def _bucketed(keys: Ints, low: int, length: int) -> tuple[int, NDArray[np.int32]]:
    """Give the step (as a shift) and, per bucket, the last key at or before its beginning.

    The step is 1,024 where that serves; finer where many spans would share a bucket, coarser where the table would grow
    past 2^20 entries.
    """
    shift = FINEST_STEP
    while shift and length >> (shift - 1) < WIDEST_TABLE // 2 and _crowded(keys - low, shift):
        shift -= 1
    while length >> shift >= WIDEST_TABLE:
        shift += 1
    beginnings = low + (np.arange(((length - 1) >> shift) + 1, dtype=np.int64) << shift)
    return shift, (np.searchsorted(keys, beginnings, side="right") - 1).astype(np.int32)


def _crowded(keys: Ints, shift: int) -> bool:
    """Tell whether more than one key begins inside one bucket."""
    buckets = keys >> shift
    return bool(np.any((buckets[1:] == buckets[:-1]) & (keys[1:] != keys[:-1])))


def _steps(index: NDArray[np.int32], count: int) -> int:
    """Count the most spans a look-up may have to move on from its bucket's entry."""
    return int(np.max(np.diff(index, append=count - 1), initial=0))
