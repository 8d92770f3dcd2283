"""The log read once, leaf by leaf: places dense, stored roots and checkpoints those of the leaves, signatures, and what the witness remembers.

Every checkpoint's root is made anew from the same leaves, so each is consistent with all before it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import connection

from reglament.desk.ledger.checkpoint import Checkpoint, CheckpointFlaw, NoteKey, verify_checkpoint
from reglament.desk.ledger.flaw import BookReason, Flaw
from reglament.desk.ledger.merkle import EMPTY_ROOT, CompactRange, root_of
from reglament.desk.ledger.tiles import LEVELS, WIDTH
from reglament.desk.ledger.witness import Witnessed

_LEAVES = "select index, hash from leaf order by index"
_TILES = "select level, index, root from tile"
_CHECKPOINTS = "select size, note, made_at, range from checkpoint order by size"

AT_ONCE = 16 * WIDTH
Ranges = Mapping[int, CompactRange]


def audit_log(*, keys: Sequence[NoteKey], witness: Iterator[Witnessed | None] | None) -> Iterator[Flaw | int]:
    """Give what is wrong with the log, and after every so many leaves how many were read. `keys`: in the order of their use."""
    checkpoints = _all(_CHECKPOINTS)
    remembered = None if witness is None else list(witness)
    sizes = {row[0] for row in checkpoints} | {one.size for one in remembered or () if one}
    grown = _Grown()
    yield from grown.read(sorted(sizes))
    covered = checkpoints[-1][0] if checkpoints else 0
    if grown.count > covered:
        yield Flaw(BookReason.LEAF_UNCOVERED, place=covered)
    yield from _tiles(grown)
    trusted = _Trusted(keys)
    for size, note, _, kept in checkpoints:
        yield from _checkpoint(size, note, grown.ranges, trusted)
        tree = grown.ranges.get(size)
        if tree is not None and tree.to_bytes() != bytes(kept):
            yield Flaw(BookReason.RANGE, place=size)
    if remembered is not None:
        yield from _witness(checkpoints, remembered, grown.ranges)


class _Grown:
    """The tree made anew from the leaves: `ranges` at the sizes asked for, `roots` of full parts by level, `count` leaves."""

    def __init__(self) -> None:
        self.count = 0
        self.ranges: dict[int, CompactRange] = {0: CompactRange()}
        self.roots: list[bytes] = []

    def read(self, sizes: Sequence[int]) -> Iterator[Flaw | int]:
        wanted = iter([*(size for size in sizes if size > 0), None])
        size, upper = next(wanted), CompactRange()
        for part, astray in _parts():
            if astray is not None:
                yield Flaw(BookReason.LEAF_PLACE, place=astray)
            while size is not None and size <= self.count + len(part):
                self.ranges[size] = _range(upper, part[: size - self.count], size)
                size = next(wanted)
            if len(part) == WIDTH:
                self.roots.append(root_of(part))
                upper = upper.extended([self.roots[-1]])
            self.count += len(part)
            yield len(part)


def _range(upper: CompactRange, rest: list[bytes], size: int) -> CompactRange:
    """The range over full parts and the leaves behind them; these may fill a part, which then joins its neighbours."""
    if len(rest) == WIDTH:
        return CompactRange(size, upper.extended([root_of(rest)]).peaks)
    return CompactRange(size, upper.peaks + CompactRange().extended(rest).peaks)


def _parts() -> Iterator[tuple[list[bytes], int | None]]:
    """Leaf hashes, 256 at a time, with the first place among them that is not as it should be."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_LEAVES)
        at = 0
        while rows := cursor.fetchmany(AT_ONCE):
            for start in range(0, len(rows), WIDTH):
                part = rows[start : start + WIDTH]
                astray = next((place for place, (index, _) in enumerate(part, at) if index != place), None)
                yield [kept for _, kept in part], astray
                at += len(part)


def _tiles(grown: _Grown) -> Iterator[Flaw]:
    kept = {(level, index): bytes(root) for level, index, root in _all(_TILES)}
    roots = grown.roots
    for level in range(1, LEVELS + 1):
        for index, root in enumerate(roots):
            if kept.pop((level, index), None) != root:
                yield Flaw(BookReason.TILE, place=index * WIDTH**level)
        roots = [root_of(part) for part in _full(roots)]
    for level, index in sorted(kept):
        yield Flaw(BookReason.TILE, place=index * WIDTH**level)


def _full(roots: Sequence[bytes]) -> Iterator[list[bytes]]:
    rest = iter(roots)
    while len(part := list(islice(rest, WIDTH))) == WIDTH:
        yield part


class _Trusted:
    """Which key is believed now. The next one only from a checkpoint on that the one before has signed as well."""

    def __init__(self, keys: Sequence[NoteKey]) -> None:
        self._keys = keys
        self._at: int | None = None

    def read(self, note: str) -> Checkpoint | CheckpointFlaw:
        if self._at is None:
            signers = [place for place, key in enumerate(self._keys) if self._signed(note, key)]
            self._at = signers[0] if signers else 0
        key, *later = self._keys[self._at :]
        found = verify_checkpoint(note=note, keys=[key], origin=key.name)
        if isinstance(found, Checkpoint):
            self._at += sum(1 for one in later[:1] if self._signed(note, one))
        return found

    @staticmethod
    def _signed(note: str, key: NoteKey) -> bool:
        return isinstance(verify_checkpoint(note=note, keys=[key], origin=key.name), Checkpoint)


def _checkpoint(size: int, note: str, ranges: Ranges, trusted: _Trusted) -> Iterator[Flaw]:
    found = trusted.read(note)
    tree = ranges.get(size)
    if isinstance(found, CheckpointFlaw):
        yield Flaw(found, place=size)
    elif found.size != size or tree is None:
        yield Flaw(BookReason.SIZE, place=size)
    elif found.root != (tree.root if size else EMPTY_ROOT):
        yield Flaw(BookReason.ROOT, place=size)


def _witness(
    checkpoints: Sequence[tuple[Any, ...]],
    remembered: Sequence[Witnessed | None],
    ranges: Ranges,
) -> Iterator[Flaw]:
    """All checkpoints but the newest are there as they are in the books; the newest may still be on its way.

    A line that says nothing was torn by a power cut, and what it should have said was added again; if not, it is missing.
    """
    told = {one.size: one for one in remembered if one is not None}
    here = {size: (note, made_at) for size, note, made_at, _ in checkpoints}
    for size, one in sorted(told.items()):
        if size not in ranges:
            yield Flaw(BookReason.WITNESS_AHEAD, place=size)
        elif here.get(size) != (one.note, one.made_at):
            yield Flaw(BookReason.WITNESS_OTHER, place=size)
    newest = max(here, default=0)
    yield from (
        Flaw(BookReason.WITNESS_MISSING, place=size) for size in sorted(set(here) - set(told) - {newest})
    )


def _all(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
