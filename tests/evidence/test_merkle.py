"""The Merkle tree against the published vectors of certificate transparency and against the definition of RFC 6962, word for word."""

from functools import partial
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.desk.ledger.merkle import (
    EMPTY_ROOT,
    CompactRange,
    consistency_proof,
    consistency_spans,
    inclusion_proof,
    inclusion_spans,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# From the test suite of the reference implementation of certificate transparency (also in transparency-dev/merkle, testonly).
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSIONS = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCIES = {
    (1, 1): [],
    (1, 8): INCLUSIONS[0, 8],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
    (6, 7): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}
LEAVES = [leaf_hash(data) for data in INPUTS]
TREES = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70)


def of(texts: list[str]) -> tuple[bytes, ...]:
    return tuple(map(bytes.fromhex, texts))


# RFC 6962, section 2.1, as written there; D is the list of leaf hashes.


def split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(d: list[bytes]) -> bytes:
    if not d:
        return sha256(b"").digest()
    if len(d) == 1:
        return d[0]
    k = split(len(d))
    return sha256(b"\1" + mth(d[:k]) + mth(d[k:])).digest()


def path(m: int, d: list[bytes]) -> list[bytes]:
    if len(d) == 1:
        return []
    k = split(len(d))
    return [*path(m, d[:k]), mth(d[k:])] if m < k else [*path(m - k, d[k:]), mth(d[:k])]


def subproof(m: int, d: list[bytes], *, whole: bool) -> list[bytes]:
    if m == len(d):
        return [] if whole else [mth(d)]
    k = split(len(d))
    if m <= k:
        return [*subproof(m, d[:k], whole=whole), mth(d[k:])]
    return [*subproof(m - k, d[k:], whole=False), mth(d[:k])]


@pytest.mark.parametrize("size", range(9))
def test_published_roots_are_ours(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), INCLUSIONS)
def test_published_inclusion_proofs_are_ours_and_hold(index: int, size: int) -> None:
    proof = inclusion_proof(leaves=LEAVES[:size], index=index)
    assert proof == of(INCLUSIONS[index, size])
    root = bytes.fromhex(ROOTS[size])
    assert verify_inclusion(leaf=LEAVES[index], index=index, size=size, proof=proof, root=root)


@pytest.mark.parametrize(("old", "new"), CONSISTENCIES)
def test_published_consistency_proofs_are_ours_and_hold(old: int, new: int) -> None:
    proof = consistency_proof(leaves=LEAVES[:new], old_size=old)
    assert proof == of(CONSISTENCIES[old, new])
    old_root, new_root = bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new])
    assert verify_consistency(old_size=old, old_root=old_root, new_size=new, new_root=new_root, proof=proof)


@given(leaves=TREES)
def test_a_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    assert root_of(leaves) == mth(leaves)


@given(leaves=TREES, data=st.data())
def test_an_inclusion_proof_is_that_of_the_definition_and_holds_for_its_leaf_alone(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index, other = (data.draw(st.integers(0, len(leaves) - 1)) for _ in range(2))
    proof = inclusion_proof(leaves=leaves, index=index)
    assert list(proof) == path(index, leaves)
    for at in (index, other):
        for leaf in (leaves[index], bytes(31) + b"\7"):
            right = verify_inclusion(leaf=leaf, index=at, size=len(leaves), proof=proof, root=mth(leaves))
            assert right == (at == index and leaf == leaves[index])


@given(leaves=TREES, data=st.data())
def test_a_consistency_proof_is_that_of_the_definition_and_holds(
    leaves: list[bytes], data: st.DataObject
) -> None:
    old = data.draw(st.integers(1, len(leaves)))
    proof = consistency_proof(leaves=leaves, old_size=old)
    assert list(proof) == subproof(old, leaves, whole=True)
    assert verify_consistency(
        old_size=old, old_root=mth(leaves[:old]), new_size=len(leaves), new_root=mth(leaves), proof=proof
    )


@given(leaves=TREES, data=st.data())
def test_a_log_whose_past_was_changed_has_no_consistency_proof(
    leaves: list[bytes], data: st.DataObject
) -> None:
    old = data.draw(st.integers(1, len(leaves)))
    at = data.draw(st.integers(0, old - 1))
    changed = [*leaves[:at], sha256(leaves[at]).digest(), *leaves[at + 1 :]]
    assert not verify_consistency(
        old_size=old,
        old_root=mth(leaves[:old]),
        new_size=len(leaves),
        new_root=mth(changed),
        proof=consistency_proof(leaves=changed, old_size=old),
    )


@st.composite
def spoiled(draw: st.DrawFn, proof: tuple[bytes, ...]) -> list[bytes]:
    """The proof with one step changed, dropped or added."""
    at = draw(st.integers(0, len(proof)))
    step = proof[at] if at < len(proof) else b""
    if not step or draw(st.booleans()):
        return [*proof[:at], draw(st.binary(min_size=32, max_size=32)), *proof[at:]]
    return [*proof[:at], *draw(st.sampled_from([(), (sha256(step).digest(),)])), *proof[at + 1 :]]


@given(leaves=TREES, data=st.data())
def test_no_step_of_an_inclusion_proof_can_change_go_or_be_added(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index, size = data.draw(st.integers(0, len(leaves) - 1)), len(leaves)
    proof = data.draw(spoiled(inclusion_proof(leaves=leaves, index=index)))
    assert not verify_inclusion(leaf=leaves[index], index=index, size=size, proof=proof, root=mth(leaves))


@given(leaves=TREES, data=st.data())
def test_no_step_of_a_consistency_proof_can_change_go_or_be_added(
    leaves: list[bytes], data: st.DataObject
) -> None:
    old, new_root = data.draw(st.integers(0, len(leaves))), mth(leaves)
    proof = data.draw(spoiled(consistency_proof(leaves=leaves, old_size=old)))
    assert not verify_consistency(
        old_size=old, old_root=mth(leaves[:old]), new_size=len(leaves), new_root=new_root, proof=proof
    )


@given(leaves=st.lists(st.binary(min_size=32, max_size=32), max_size=70), data=st.data())
def test_a_compact_range_grows_to_the_same_root_however_it_is_fed(
    leaves: list[bytes], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(leaves)))
    grown = CompactRange().extended(leaves[:cut])
    again = CompactRange.from_bytes(grown.to_bytes())
    assert again == grown
    assert again.extended(leaves[cut:]) == CompactRange().extended(leaves)
    assert again.extended(leaves[cut:]).root == mth(leaves)
    assert len(grown.peaks) == cut.bit_count()


@pytest.mark.parametrize("kept", [b"", bytes(7), bytes(8) + b"\0", (3).to_bytes(8) + bytes(32)])
def test_a_kept_range_of_a_wrong_length_is_refused(kept: bytes) -> None:
    with pytest.raises(ValueError, match="restore it from the leaves"):
        CompactRange.from_bytes(kept)


def test_the_empty_log_is_the_beginning_of_every_log() -> None:
    begins = partial(verify_consistency, old_size=0, new_size=3, new_root=root_of(LEAVES[:3]))
    assert begins(old_root=EMPTY_ROOT, proof=[])
    assert not begins(old_root=bytes(32), proof=[])
    assert not begins(old_root=EMPTY_ROOT, proof=[bytes(32)])
    assert consistency_proof(leaves=LEAVES, old_size=0) == ()


def test_sizes_outside_of_the_tree_are_refused() -> None:
    with pytest.raises(IndexError, match="leaf 8 is not in a tree of 8 leaves"):
        inclusion_spans(index=8, size=8)
    with pytest.raises(IndexError, match="cannot have grown"):
        consistency_spans(old_size=9, new_size=8)
    root = root_of(LEAVES)
    assert not verify_inclusion(leaf=LEAVES[0], index=-1, size=8, proof=of(INCLUSIONS[0, 8]), root=root)
    assert not verify_consistency(old_size=9, old_root=root, new_size=8, new_root=root, proof=[])
    assert not verify_consistency(old_size=8, old_root=root, new_size=8, new_root=ROOTS[7].encode(), proof=[])


def test_a_proof_for_a_smaller_tree_proves_nothing_of_a_larger_one() -> None:
    proof = inclusion_proof(leaves=LEAVES[:4], index=0)
    holds = partial(verify_inclusion, leaf=LEAVES[0], index=0, proof=proof, root=root_of(LEAVES[:4]))
    assert (holds(size=4), holds(size=8)) == (True, False)


def test_growth_to_a_smaller_tree_proves_nothing_of_a_larger_one() -> None:
    proof = consistency_proof(leaves=LEAVES[:4], old_size=3)
    old, new = root_of(LEAVES[:3]), root_of(LEAVES[:4])
    holds = partial(verify_consistency, old_size=3, old_root=old, new_root=new, proof=proof)
    assert (holds(new_size=4), holds(new_size=8)) == (True, False)
