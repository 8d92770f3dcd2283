"""Checkpoints as signed notes: the published examples, what is refused and why, and growth from one to the next."""

from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from reglament.desk.ledger.checkpoint import (
    Checkpoint,
    CheckpointFlaw,
    NoteKey,
    Signer,
    check_growth,
    open_note,
    read_checkpoint,
    read_key,
    sign_checkpoint,
    sign_note,
    verify_checkpoint,
    write_checkpoint,
)
from reglament.desk.ledger.merkle import EMPTY_ROOT, consistency_proof, leaf_hash, root_of
from tests.evidence.history import ORIGIN, SIGNER, STRANGER

# The example of golang.org/x/mod/sumdb/note, whose keys are published with their private halves.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_PRIVATE = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PETER_TEXT = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
)
PETER_NOTE = (
    f"{PETER_TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# The example text of c2sp.org/tlog-checkpoint.
BEHIND_THE_SOFA = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

LEAVES = [leaf_hash(bytes([number])) for number in range(20)]
KEYS = [SIGNER.key]


def at(size: int) -> Checkpoint:
    return Checkpoint(ORIGIN, size, root_of(LEAVES[:size]))


def note(size: int) -> str:
    return sign_checkpoint(checkpoint=at(size), signers=[SIGNER])


def test_the_published_key_is_read_and_written_back() -> None:
    key = read_key(PETER)
    assert isinstance(key, NoteKey)
    assert (key.name, key.id.hex(), key.text) == ("PeterNeumann", "c74f20a3", PETER)


def test_the_published_note_opens_and_is_signed_alike() -> None:
    key = read_key(PETER)
    assert isinstance(key, NoteKey)
    assert open_note(note=PETER_NOTE, keys=[key]) == PETER_TEXT
    private = Ed25519PrivateKey.from_private_bytes(b64decode(PETER_PRIVATE)[1:])
    assert sign_note(text=PETER_TEXT, signers=[Signer("PeterNeumann", private)]) == PETER_NOTE


def test_the_published_checkpoint_is_read_and_written_back() -> None:
    read = read_checkpoint(BEHIND_THE_SOFA)
    assert isinstance(read, Checkpoint)
    assert (read.origin, read.size) == ("example.com/behind-the-sofa", 20852163)
    assert write_checkpoint(read) == BEHIND_THE_SOFA


@given(size=st.integers(0, 10**18), root=st.binary(min_size=32, max_size=32))
def test_what_is_signed_is_what_is_verified(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(ORIGIN, size, root)
    signed = sign_checkpoint(checkpoint=checkpoint, signers=[SIGNER])
    assert verify_checkpoint(note=signed, keys=KEYS, origin=ORIGIN) == checkpoint


@given(data=st.data())
def test_no_character_of_a_signed_checkpoint_can_change(data: st.DataObject) -> None:
    signed = note(9)
    place = data.draw(st.integers(0, len(signed) - 1))
    put = data.draw(st.characters().filter(lambda sign: sign != signed[place]))
    changed = signed[:place] + put + signed[place + 1 :]
    assert isinstance(verify_checkpoint(note=changed, keys=KEYS, origin=ORIGIN), CheckpointFlaw)


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("a\n1\n", CheckpointFlaw.LINES),
        ("a\n1\nAA==\nmore\n", CheckpointFlaw.LINES),
        (f"a b\n1\n{b64encode(EMPTY_ROOT).decode()}\n", CheckpointFlaw.ORIGIN),
        (f"\n1\n{b64encode(EMPTY_ROOT).decode()}\n", CheckpointFlaw.ORIGIN),
        (f"a\n01\n{b64encode(EMPTY_ROOT).decode()}\n", CheckpointFlaw.SIZE),
        (f"a\n-1\n{b64encode(EMPTY_ROOT).decode()}\n", CheckpointFlaw.SIZE),
        (f"a\n٣\n{b64encode(EMPTY_ROOT).decode()}\n", CheckpointFlaw.SIZE),
        ("a\n1\nAA==\n", CheckpointFlaw.ROOT),
        (f"a\n1\n{b64encode(EMPTY_ROOT).decode().rstrip('=')}\n", CheckpointFlaw.ROOT),
    ],
)
def test_a_malformed_checkpoint_is_refused_with_its_reason(text: str, flaw: CheckpointFlaw) -> None:
    assert read_checkpoint(text) == flaw


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        (lambda text: text.replace("\n", "\r\n"), CheckpointFlaw.CONTROL),
        (lambda text: text.replace("\n\n", "\n"), CheckpointFlaw.NO_SIGNATURE),
        (lambda text: text[:-1], CheckpointFlaw.NO_SIGNATURE),
        (lambda text: text.replace("— ", "-- "), CheckpointFlaw.SIGNATURE_LINE),
        (lambda text: text[:-2] + "\n", CheckpointFlaw.SIGNATURE_LINE),
        (lambda text: text.replace(f"— {ORIGIN}", "— example.com/other"), CheckpointFlaw.UNKNOWN_KEY),
        (lambda text: text.replace("\n9\n", "\n8\n"), CheckpointFlaw.BAD_SIGNATURE),
        (lambda text: "a" * 70_000 + text, CheckpointFlaw.TOO_LONG),
        (lambda text: "\ud800" + text, CheckpointFlaw.CONTROL),
    ],
)
def test_a_spoiled_note_is_refused_with_its_reason(change: object, flaw: CheckpointFlaw) -> None:
    assert callable(change)
    assert verify_checkpoint(note=change(note(9)), keys=KEYS, origin=ORIGIN) == flaw


def test_a_key_of_the_same_name_is_still_unknown() -> None:
    assert verify_checkpoint(note=note(9), keys=[STRANGER.key], origin=ORIGIN) == CheckpointFlaw.UNKNOWN_KEY


def test_the_log_of_another_origin_is_refused() -> None:
    assert verify_checkpoint(note=note(9), keys=KEYS, origin="example.com/x") == CheckpointFlaw.OTHER_ORIGIN


def test_a_change_of_key_is_signed_by_both_and_verified_by_either() -> None:
    signed = sign_checkpoint(checkpoint=at(9), signers=[SIGNER, STRANGER])
    for keys in (KEYS, [STRANGER.key], [SIGNER.key, STRANGER.key]):
        assert verify_checkpoint(note=signed, keys=keys, origin=ORIGIN) == at(9)


def test_one_wrong_signature_of_a_known_key_refuses_the_whole_note() -> None:
    wrong = sign_checkpoint(checkpoint=at(8), signers=[STRANGER]).splitlines()[-1]
    keys = [SIGNER.key, STRANGER.key]
    assert (
        verify_checkpoint(note=note(9) + wrong + "\n", keys=keys, origin=ORIGIN)
        == CheckpointFlaw.BAD_SIGNATURE
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER.replace("Peter", "Pieter"),
        PETER.replace("+AR", "+AS"),
        PETER.replace("+AR", "+Ag"),
        PETER + "=",
        PETER.replace("PeterNeumann", "Peter Neumann"),
    ],
)
def test_a_key_that_is_not_written_as_published_is_refused(text: str) -> None:
    assert read_key(text) == CheckpointFlaw.KEY


@pytest.mark.parametrize(
    "checkpoint",
    [Checkpoint("a b", 1, bytes(32)), Checkpoint("a", -1, bytes(32)), Checkpoint("a", 1, bytes(31))],
)
def test_what_nobody_could_read_back_is_not_signed(checkpoint: Checkpoint) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        sign_checkpoint(checkpoint=checkpoint, signers=[SIGNER])


def test_a_key_name_with_a_space_is_not_signed_with() -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        sign_checkpoint(checkpoint=at(1), signers=[Signer("a b", SIGNER.private)])


@given(data=st.data())
def test_a_log_that_only_grew_has_grown(data: st.DataObject) -> None:
    new = data.draw(st.integers(0, len(LEAVES)))
    old = data.draw(st.integers(0, new))
    proof = consistency_proof(leaves=LEAVES[:new], old_size=old)
    assert check_growth(older=at(old), newer=at(new), proof=proof) is None


def test_growth_is_refused_with_its_reason() -> None:
    proof = consistency_proof(leaves=LEAVES[:13], old_size=9)
    forked = Checkpoint(ORIGIN, 9, sha256(b"another past").digest())
    stranger = Checkpoint("example.com/x", 13, at(13).root)
    assert check_growth(older=at(9), newer=at(13), proof=proof) is None
    assert check_growth(older=at(9), newer=at(13), proof=proof[:-1]) == CheckpointFlaw.INCONSISTENT
    assert check_growth(older=forked, newer=at(13), proof=proof) == CheckpointFlaw.INCONSISTENT
    assert check_growth(older=forked, newer=at(9), proof=[]) == CheckpointFlaw.FORKED
    assert check_growth(older=at(13), newer=at(9), proof=proof) == CheckpointFlaw.SHRUNK
    assert check_growth(older=at(9), newer=stranger, proof=proof) == CheckpointFlaw.OTHER_ORIGIN


def test_another_spelling_of_the_same_signature_is_refused() -> None:
    signed = note(9)
    assert signed.endswith("=\n")
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".index(signed[-3])
    spelled = (
        signed[:-3] + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[last ^ 1] + "=\n"
    )
    assert b64decode(spelled.split(" ")[-1]) == b64decode(signed.split(" ")[-1])
    assert verify_checkpoint(note=spelled, keys=KEYS, origin=ORIGIN) == CheckpointFlaw.SIGNATURE_LINE
