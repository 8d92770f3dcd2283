"""A thousand tamperings with an export, and others with the log itself: every one is found."""

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random

import pytest

from reglament.desk.ledger.chain import check_chain, log_leaf
from reglament.desk.ledger.checkpoint import Checkpoint, CheckpointFlaw, check_growth
from reglament.desk.ledger.merkle import consistency_proof, root_of
from reglament.desk.ledger.purge_record import check_contents
from reglament.desk.ledger.receipt import receipt_of
from reglament.desk.ledger.standalone_verify import report
from tests.evidence.history import ORIGIN, SIGNER, History, hashed, history
from tests.evidence.tampering import TAMPERINGS, Document, links_of, rewrite_event

EACH = 42  # of 24 kinds: 1,008 in all
KEY = SIGNER.key.text


@cache
def whole(seed: int) -> History:
    return history(seed, events=5)


def exit_code(text: str, place: Path) -> int:
    place.write_text(text, encoding="utf-8")
    return report(str(place), KEY, [], 2)[0]


def tampered(kind: str, seed: int) -> Document:
    """The export after a tampering that really changed it."""
    random = Random(f"{kind} {seed}")  # noqa: S311 - a seed, not a secret
    before: Document = json.loads(whole(seed % 6).exported)
    after = deepcopy(before)
    while after == before:
        TAMPERINGS[kind](after, random)
    return after


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_every_tampering_with_an_export_is_found(kind: str, tmp_path: Path) -> None:
    missed = [
        seed
        for seed in range(EACH)
        if exit_code(json.dumps(tampered(kind, seed)), tmp_path / "export.json") == 0
    ]
    assert missed == []


@pytest.mark.parametrize("seed", range(6))
def test_an_export_that_nobody_touched_is_found_whole(seed: int, tmp_path: Path) -> None:
    assert exit_code(whole(seed).exported, tmp_path / "export.json") == 0


def test_a_byte_of_the_file_changes_nothing_or_is_found(tmp_path: Path) -> None:
    random, text = Random(5), whole(0).exported  # noqa: S311 - a seed, not a secret
    missed = []
    for _ in range(200):
        raw = bytearray(text.encode())
        place = random.randrange(len(raw))
        raw[place] ^= random.randrange(1, 256)
        changed = bytes(raw).decode(errors="surrogateescape").encode(errors="surrogateescape")
        (tmp_path / "export.json").write_bytes(changed)
        if report(str(tmp_path / "export.json"), KEY, [], 2)[0] == 0 and json.loads(changed) != json.loads(
            text
        ):
            missed.append(place)
    assert missed == []


def test_the_kind_is_a_label_that_nothing_vouches_for(tmp_path: Path) -> None:
    document = json.loads(whole(0).exported)
    document["kind"] = "contract"
    assert exit_code(json.dumps(document), tmp_path / "export.json") == 0


def test_a_forger_with_his_own_key_is_seen_only_by_who_knows_the_right_one(tmp_path: Path) -> None:
    place = tmp_path / "export.json"
    place.write_text(json.dumps(tampered("a forged log with the forger's key", 1)), encoding="utf-8")
    assert report(str(place), None, [], 2)[0] == 0
    assert report(str(place), KEY, [], 2)[0] == 1


def test_a_history_cut_short_with_an_honest_proof_is_seen_by_who_holds_a_receipt(tmp_path: Path) -> None:
    cut = whole(0)
    short = History(
        cut.customer, cut.stream, cut.links[:1], cut.hashes[:1], cut.contents, cut.leaves, cut.leaf_index - 4
    )
    place = tmp_path / "export.json"
    place.write_text(short.exported, encoding="utf-8")
    assert report(str(place), KEY, [], 2)[0] == 0
    first, last = (
        receipt_of(number="A-7", seq=seq, event=cut.hashes[seq - 1]).text for seq in (1, len(cut.hashes))
    )
    assert report(str(place), KEY, [first], 2)[0] == 0
    assert report(str(place), KEY, [last], 2)[0] == 1


@pytest.mark.parametrize("seed", range(100))
def test_a_superuser_who_rewrites_the_books_whole_is_found_by_a_checkpoint_kept_outside(seed: int) -> None:
    """Event, hashes and leaves are made anew without a flaw; the log no longer continues the one of the day before."""
    random = Random(seed)  # noqa: S311 - a seed, not a secret
    books, document = whole(seed % 6), json.loads(whole(seed % 6).exported)
    while True:
        rewrite_event(document, random)
        links = links_of(document)
        if tuple(links) != books.links:
            break
    hashes = hashed(books.customer, links)
    assert check_chain(customer=books.customer, links=links, hashes=hashes) == []
    assert check_contents(links=links, contents=books.contents) == []
    first = books.leaf_index - len(links) + 1
    leaves = list(books.leaves)
    for seq, kept in enumerate(hashes, 1):
        leaves[first + seq - 1] = log_leaf(customer=books.customer, stream=books.stream, seq=seq, hash=kept)
    leaves += [random.randbytes(32) for _ in range(random.randrange(9))]
    rewritten = Checkpoint(ORIGIN, len(leaves), root_of(leaves))
    proof = consistency_proof(leaves=leaves, old_size=len(books.leaves))
    flaw = check_growth(older=books.checkpoint, newer=rewritten, proof=proof)
    forked = len(leaves) == len(books.leaves)
    assert flaw == (CheckpointFlaw.FORKED if forked else CheckpointFlaw.INCONSISTENT)


@pytest.mark.parametrize("seed", range(20))
def test_a_log_cut_short_is_found_by_a_checkpoint_kept_outside(seed: int) -> None:
    books = whole(seed % 6)
    leaves = books.leaves[: Random(seed).randrange(len(books.leaves))]  # noqa: S311 - a seed, not a secret
    shorter = Checkpoint(ORIGIN, len(leaves), root_of(leaves))
    assert check_growth(older=books.checkpoint, newer=shorter, proof=[]) == CheckpointFlaw.SHRUNK
