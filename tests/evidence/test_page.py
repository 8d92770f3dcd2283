"""The worked example of docs/algorithms/evidence.md, computed anew: a figure changed there, or a byte here, and this fails."""

from base64 import b64decode
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reglament.desk.clock.commitment import commit
from reglament.desk.ledger.chain import GENESIS, Link, link_hash, log_leaf
from reglament.desk.ledger.checkpoint import (
    Checkpoint,
    NoteKey,
    Signer,
    read_key,
    sign_checkpoint,
    verify_checkpoint,
)
from reglament.desk.ledger.merkle import inclusion_proof, inner_hash, leaf_hash, root_of
from reglament.desk.ledger.receipt import receipt_of

PAGE = (Path(__file__).parents[2] / "docs" / "algorithms" / "evidence.md").read_text(encoding="utf-8")
CUSTOMER = UUID("00000000-0000-4000-8000-00000000000c")
STREAM = UUID("00000000-0000-4000-8000-0000000000ca")
SALT, TEXT = bytes(range(16)), "Не открывается отчёт".encode()
COMMITMENT = commit(salt=SALT, payload=TEXT)
RECEIVED = Link(
    stream=STREAM,
    seq=1,
    happened_at=1_750_000_000,
    known_at=1_750_000_060,
    party="customer",
    role=None,
    actor=None,
    type="received",
    version=2,
    facts=b'{"channel":"email"}',
    commitments=(COMMITMENT,),
    act=UUID("00000000-0000-4000-8000-0000000000a1"),
)
REPLIED = Link(
    stream=STREAM,
    seq=2,
    happened_at=1_750_003_600,
    known_at=1_750_003_600,
    party="vendor",
    role="engineer",
    actor="a.petrova",
    type="replied",
    version=1,
    facts=b"{}",
    commitments=(),
    act=UUID("00000000-0000-4000-8000-0000000000a2"),
)
FIRST = link_hash(prev=GENESIS, customer=CUSTOMER, link=RECEIVED)
SECOND = link_hash(prev=FIRST, customer=CUSTOMER, link=REPLIED)
LEAVES = [
    log_leaf(customer=CUSTOMER, stream=STREAM, seq=1, hash=FIRST),
    leaf_hash(b"an event of another case"),
    log_leaf(customer=CUSTOMER, stream=STREAM, seq=2, hash=SECOND),
]
SIGNER = Signer("desk.example.com/log", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
CHECKPOINT = Checkpoint("desk.example.com/log", 3, root_of(LEAVES))
NOTE = sign_checkpoint(checkpoint=CHECKPOINT, signers=[SIGNER])

FIGURES = {
    "commitment": COMMITMENT,
    "hash of event 1": FIRST,
    "hash of event 2": SECOND,
    "leaf 0": LEAVES[0],
    "leaf 1": LEAVES[1],
    "leaf 2": LEAVES[2],
    "node over leaves 0 and 1": inner_hash(left=LEAVES[0], right=LEAVES[1]),
    "root": CHECKPOINT.root,
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_of_the_page_is_what_the_code_gives(name: str) -> None:
    assert f"| {name} | `{FIGURES[name].hex()}` |" in PAGE


def test_the_signed_note_of_the_page_is_what_the_code_gives() -> None:
    assert f"```\n{NOTE}```" in PAGE
    assert f"`{SIGNER.key.text}`" in PAGE


def test_the_note_of_the_page_is_verified_with_the_key_of_the_page() -> None:
    key = read_key(SIGNER.key.text)
    assert isinstance(key, NoteKey)
    assert verify_checkpoint(note=NOTE, keys=[key], origin="desk.example.com/log") == CHECKPOINT
    assert b64decode(NOTE.splitlines()[2]) == CHECKPOINT.root


def test_the_proof_of_the_page_is_what_the_code_gives() -> None:
    assert inclusion_proof(leaves=LEAVES, index=2) == (FIGURES["node over leaves 0 and 1"],)


def test_the_receipt_of_the_worked_example_is_that_of_event_2() -> None:
    assert f"`{receipt_of(number='L-1', seq=2, event=SECOND).text}`" in PAGE
