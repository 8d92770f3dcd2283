"""`worked` and `reach` on NumPy vectors over the tables of one window; in chunks, so that scratch arrays stay in cache."""

import numpy as np
from numpy.typing import NDArray

from reglament.core.hours.window import Window
from reglament.core.hours.zone import Ints

CHUNK = 8_192


class _Scratch:
    """Arrays reused by every chunk of one call."""

    def __init__(self, size: int) -> None:
        self.key = np.empty(size, np.int64)
        self.span = np.empty(size, np.int32)
        self.edge = np.empty(size, np.int64)
        self.past = np.empty(size, np.bool_)


def worked_many(window: Window, starts: Ints, ends: Ints) -> Ints:
    """Count open seconds for each pair; every moment must lie inside the window."""
    found = np.empty(len(starts), np.int64)
    scratch = _Scratch(min(CHUNK, max(len(starts), 1)))
    before = np.empty(len(scratch.key), np.int64)
    for first in range(0, len(starts), CHUNK):
        last = min(first + CHUNK, len(starts))
        _before(window, starts[first:last], scratch, before[: last - first])
        _before(window, ends[first:last], scratch, found[first:last])
        found[first:last] -= before[: last - first]
    return found


def before_many(window: Window, moments: Ints) -> Ints:
    """Count the open seconds of the window before each moment."""
    found = np.empty(len(moments), np.int64)
    scratch = _Scratch(min(CHUNK, max(len(moments), 1)))
    for first in range(0, len(moments), CHUNK):
        _before(window, moments[first : first + CHUNK], scratch, found[first : first + CHUNK])
    return found


def moments_many(window: Window, targets: Ints, *, latest: bool) -> Ints:
    """Find for each count of open seconds, all within the window, its earliest moment or its latest."""
    found = np.empty(len(targets), np.int64)
    scratch = _Scratch(min(CHUNK, max(len(targets), 1)))
    for first in range(0, len(targets), CHUNK):
        _moments(window, targets[first : first + CHUNK], scratch, found[first : first + CHUNK], latest=latest)
    return found


def _before(window: Window, at: Ints, scratch: _Scratch, out: Ints) -> None:
    tables, low, shift = window.vectors, window.forward[0], window.forward[2]
    key, span, edge, past = _cut(scratch, len(at))
    np.subtract(at, low, out=key)
    np.right_shift(key, shift, out=key)
    tables.index.take(key, out=span, mode="clip")
    for _ in range(tables.steps):
        tables.nexts.take(span, out=edge, mode="clip")
        np.less_equal(edge, at, out=past)
        np.add(span, past, out=span)
    tables.offsets.take(span, out=out, mode="clip")
    np.add(out, at, out=out)
    tables.caps.take(span, out=edge, mode="clip")
    np.minimum(out, edge, out=out)


def _moments(window: Window, targets: Ints, scratch: _Scratch, out: Ints, *, latest: bool) -> None:
    tables, shift = window.vectors, window.backward[7]
    key, span, edge, past = _cut(scratch, len(targets))
    np.subtract(targets, 0 if latest else 1, out=key)
    np.right_shift(key, shift, out=out)
    tables.back_index.take(out, out=span, mode="clip")
    for _ in range(tables.back_steps):
        tables.caps.take(span, out=edge, mode="clip")
        np.less_equal(edge, key, out=past)
        np.add(span, past, out=span)
    tables.offsets.take(span, out=out, mode="clip")
    np.subtract(targets, out, out=out)


def _cut(scratch: _Scratch, size: int) -> tuple[Ints, NDArray[np.int32], Ints, NDArray[np.bool_]]:
    return scratch.key[:size], scratch.span[:size], scratch.edge[:size], scratch.past[:size]
