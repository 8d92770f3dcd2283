"""The Merkle tree of RFC 6962 over leaf hashes: roots, proofs and their verification, and the compact range that grows by appending."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()

Span = tuple[int, int]


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\0" + data).digest()


def inner_hash(*, left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


@dataclass(frozen=True, slots=True)
class CompactRange:
    """All that must be kept of a tree to append to it: the roots of its full subtrees, the widest first; O(log n) of them."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def extended(self, leaves: Iterable[bytes]) -> "CompactRange":
        """Give the range with these leaf hashes appended."""
        size, peaks = self.size, list(self.peaks)
        for leaf in leaves:
            node, low = leaf, size
            while low & 1:
                node = sha256(b"\1" + peaks.pop() + node).digest()
                low >>= 1
            peaks.append(node)
            size += 1
        return CompactRange(size, tuple(peaks))

    @property
    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY_ROOT
        node = self.peaks[-1]
        for left in self.peaks[-2::-1]:
            node = inner_hash(left=left, right=node)
        return node

    def to_bytes(self) -> bytes:
        """Give the range as kept in a book: the size in eight bytes, big-endian, then its peaks."""
        return self.size.to_bytes(8) + b"".join(self.peaks)

    @classmethod
    def from_bytes(cls, kept: bytes) -> "CompactRange":
        """Read what `to_bytes` wrote; raises `ValueError` where the number of peaks does not fit the size."""
        size = int.from_bytes(kept[:8])
        if len(kept) != 8 + 32 * size.bit_count():
            raise ValueError(
                f"the kept state of the log has {len(kept)} bytes, which is no tree of {size} leaves: "
                "restore it from the leaves with CompactRange().extended(...)"
            )
        return cls(size, tuple(kept[at : at + 32] for at in range(8, len(kept), 32)))


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Give the root of the tree over these leaf hashes; that of no leaf is the hash of nothing."""
    return CompactRange().extended(leaves).root


def _split(width: int) -> int:
    """Where RFC 6962 divides a tree of `width` > 1 leaves: the largest power of two below it."""
    return 1 << (width - 1).bit_length() - 1


def inclusion_spans(*, index: int, size: int) -> tuple[Span, ...]:
    """Give the half-open spans of leaves whose roots prove that leaf `index` is in the tree of `size`, the nearest first.

    Raises `IndexError` for a leaf outside of the tree.
    """
    if not 0 <= index < size:
        raise IndexError(f"leaf {index} is not in a tree of {size} leaves")
    spans: list[Span] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            spans.append((middle, stop))
            stop = middle
        else:
            spans.append((start, middle))
            start = middle
    return tuple(reversed(spans))


def consistency_spans(*, old_size: int, new_size: int) -> tuple[Span, ...]:
    """Give the half-open spans of leaves whose roots prove that the tree of `new_size` begins with the tree of `old_size`.

    None are needed from the empty tree, or for equal sizes. Raises `IndexError` where the old tree is the larger one.
    """
    if not 0 <= old_size <= new_size:
        raise IndexError(f"a log of {new_size} leaves cannot have grown out of one of {old_size}")
    if old_size in {0, new_size}:
        return ()
    spans: list[Span] = []
    start, stop = 0, new_size
    while old_size != stop:
        middle = start + _split(stop - start)
        if old_size <= middle:
            spans.append((middle, stop))
            stop = middle
        else:
            spans.append((start, middle))
            start = middle
    # Where the old tree is a full subtree from the first leaf on, its root is what the verifier holds already.
    return tuple(reversed(spans)) if start == 0 else ((start, stop), *reversed(spans))


def inclusion_proof(*, leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Give the proof that leaf `index` is in the tree over these leaf hashes (RFC 6962, 2.1.1)."""
    return tuple(root_of(leaves[a:b]) for a, b in inclusion_spans(index=index, size=len(leaves)))


def consistency_proof(*, leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """Give the proof that the tree over these leaf hashes begins with its first `old_size` leaves (RFC 6962, 2.1.2)."""
    return tuple(root_of(leaves[a:b]) for a, b in consistency_spans(old_size=old_size, new_size=len(leaves)))


def verify_inclusion(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether the proof leads from the leaf hash to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, node = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = inner_hash(left=step, right=node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = inner_hash(left=node, right=step)
        at, last = at >> 1, last >> 1
    return last == 0 and node == root


def verify_consistency(
    *, old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Say whether the proof shows that the new tree begins with the old one (RFC 9162, 2.1.4.2)."""
    if not 0 <= old_size <= new_size:
        return False
    if old_size == 0:
        return old_root == EMPTY_ROOT and not proof
    if old_size == new_size:
        return old_root == new_root and not proof
    steps = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    if not steps:
        return False
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = inner_hash(left=step, right=old), inner_hash(left=step, right=new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = inner_hash(left=new, right=step)
        at, last = at >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root
