"""Stored roots of full parts of the log, 256 leaves wide and upwards: what the sealer adds, and the root over any span of leaves."""

from collections.abc import Sequence

from django.db import connection

from reglament.desk.ledger.merkle import CompactRange, Span, consistency_spans, inclusion_spans, root_of

WIDTH = 256
LEVELS = 7
_LEAVES = "select hash from leaf where index >= %s and index < %s order by index"
_TILES = "select root from tile where level = %s and index >= %s and index < %s order by index"
_ADD = "insert into tile(level, index, root) select %s, * from unnest(%s::bigint[], %s::bytea[])"


class LogTorn(Exception):  # noqa: N818 - named for what happened
    """Leaves or roots of the log are gone. `reglament verify` says which; put the books back from a backup."""


def add_tiles(*, old_size: int, new_size: int) -> None:
    """Add the roots of parts that became full between two sizes of the log."""
    for level in range(1, LEVELS + 1):
        unit = WIDTH**level
        full = range(old_size // unit, new_size // unit)
        if not full:
            return
        below = _nodes(level - 1, full.start * WIDTH, full.stop * WIDTH)
        roots = [root_of(below[at : at + WIDTH]) for at in range(0, len(below), WIDTH)]
        with connection.cursor() as cursor:
            cursor.execute(_ADD, (level, list(full), roots))


def inclusion(*, index: int, size: int) -> tuple[bytes, ...]:
    """Give the proof that leaf `index` is in the log of `size` leaves."""
    return tuple(map(_span_root, inclusion_spans(index=index, size=size)))


def consistency(*, old_size: int, new_size: int) -> tuple[bytes, ...]:
    """Give the proof that the log of `new_size` leaves begins with the one of `old_size`."""
    return tuple(map(_span_root, consistency_spans(old_size=old_size, new_size=new_size)))


def _span_root(span: Span) -> bytes:
    """A span that RFC 6962 makes falls into full subtrees, the widest first, each at a multiple of its width."""
    at, stop = span
    peaks = []
    while at < stop:
        width = 1 << (stop - at).bit_length() - 1
        level = min((width.bit_length() - 1) // (WIDTH.bit_length() - 1), LEVELS)
        unit = WIDTH**level
        peaks.append(root_of(_nodes(level, at // unit, (at + width) // unit)))
        at += width
    return CompactRange(stop - span[0], tuple(peaks)).root


def _nodes(level: int, start: int, stop: int) -> Sequence[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(_TILES if level else _LEAVES, (level, start, stop) if level else (start, stop))
        found = [bytes(root) for (root,) in cursor.fetchall()]
    if len(found) != stop - start:
        raise LogTorn(f"of entries {start} to {stop - 1} on level {level} of the log {len(found)} are there")
    return found
