"""What evidence costs: hashing and checking a million events, growing the log, proofs, and the verifier that stands alone."""

# ruff: noqa: T201, INP001 - a bench prints, and is run by its path

import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from reglament.desk.ledger.chain import GENESIS, Link, check_chain, link_hash, log_leaf  # noqa: E402 - after the path is set
from reglament.desk.ledger.checkpoint import Checkpoint, Signer, sign_checkpoint  # noqa: E402
from reglament.desk.ledger.export import Inclusion, export_case  # noqa: E402
from reglament.desk.ledger.merkle import CompactRange, inclusion_proof, verify_inclusion  # noqa: E402
from reglament.desk.ledger.standalone_verify import report  # noqa: E402

CUSTOMER = UUID(int=7)
EVENTS_OF_A_CASE = 20
FACTS = (
    b'{"channel":"email","fields":{"product":"gateway","release":"4.2"},"message":"01932f7c","to":"received"}'
)


def link(number: int) -> Link:
    """Event `number` of many cases of twenty: an envelope as the desk writes it, with one text."""
    case, place = divmod(number, EVENTS_OF_A_CASE)
    return Link(
        stream=UUID(int=case << 64 | 1),
        seq=place + 1,
        happened_at=1_750_000_000 + number,
        known_at=1_750_000_000 + number,
        party="vendor",
        role="engineer",
        actor="a.petrova",
        type="replied",
        version=1,
        facts=FACTS,
        commitments=(bytes(32),),
        act=UUID(int=number << 64 | 2),
    )


def told(what: str, count: int, since: float) -> None:
    """One line: seconds of CPU since `since`, and microseconds for one of `count`."""
    spent = time.process_time() - since
    print(f"{what:<58} {count:>9,} {spent:>7.2f} s CPU {spent / count * 1e6:>8.2f} µs each")


def hash_all(links: list[Link]) -> list[bytes]:
    hashes: list[bytes] = []
    since = time.process_time()
    for at in links:
        prev = hashes[-1] if at.seq > 1 else GENESIS
        hashes.append(link_hash(prev=prev, customer=CUSTOMER, link=at))
    told("hash events", len(links), since)
    return hashes


def check_all(links: list[Link], hashes: list[bytes]) -> None:
    since = time.process_time()
    for start in range(0, len(links), EVENTS_OF_A_CASE):
        span = slice(start, start + EVENTS_OF_A_CASE)
        if check_chain(customer=CUSTOMER, links=links[span], hashes=hashes[span]):
            raise SystemExit("the chain does not hold: the bench or the chain is wrong")
    told("check chains of 20 against stored hashes", len(links), since)


def grow_log(links: list[Link], hashes: list[bytes]) -> tuple[list[bytes], bytes]:
    since = time.process_time()
    leaves = [
        log_leaf(customer=CUSTOMER, stream=at.stream, seq=at.seq, hash=kept)
        for at, kept in zip(links, hashes, strict=True)
    ]
    told("leaves of the log", len(leaves), since)
    since, grown = time.process_time(), CompactRange()
    for start in range(0, len(leaves), 1_000):
        grown = grown.extended(leaves[start : start + 1_000])
    told("append to the compact range, a thousand at a time", len(leaves), since)
    return leaves, grown.root


def prove(leaves: list[bytes], root: bytes) -> None:
    size, index = len(leaves), len(leaves) // 3
    since = time.process_time()
    proof = inclusion_proof(leaves=leaves, index=index)
    told("one inclusion proof out of all leaves", 1, since)
    since = time.process_time()
    for _ in range(1_000):
        if not verify_inclusion(leaf=leaves[index], index=index, size=size, proof=proof, root=root):
            raise SystemExit("a true proof does not hold: the bench or the tree is wrong")
    told(f"verify an inclusion proof of {len(proof)} steps", 1_000, since)


def stand_alone(events: int) -> None:
    """One long case, exported and checked by the file an auditor has."""
    stream, hashes = UUID(int=1), [GENESIS]
    links = [replace(link(0), stream=stream, seq=seq, commitments=()) for seq in range(1, events + 1)]
    for at in links:
        hashes.append(link_hash(prev=hashes[-1], customer=CUSTOMER, link=at))
    leaf = log_leaf(customer=CUSTOMER, stream=stream, seq=events, hash=hashes[-1])
    signer = Signer("desk.example.com/log", Ed25519PrivateKey.from_private_bytes(bytes(32)))
    note = sign_checkpoint(checkpoint=Checkpoint(signer.name, 1, leaf), signers=[signer])
    text = export_case(
        customer=CUSTOMER,
        stream=stream,
        kind="case",
        links=links,
        hashes=hashes[1:],
        contents=[],
        inclusion=Inclusion(0, ()),
        checkpoint=note,
        public_key=signer.key.text,
    )
    with TemporaryDirectory() as folder:
        place = Path(folder) / "export.json"
        place.write_text(text, encoding="utf-8")
        since = time.process_time()
        if report(str(place), signer.key.text, [], 2)[0]:
            raise SystemExit("a true export does not hold: the bench or the verifier is wrong")
    told("the verifier that stands alone, one export", events, since)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    links = [link(number) for number in range(count)]
    hashes = hash_all(links)
    check_all(links, hashes)
    leaves, root = grow_log(links, hashes)
    prove(leaves, root)
    stand_alone(max(1, count // 20))


if __name__ == "__main__":
    main()
