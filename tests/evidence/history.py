"""A history with its evidence, made from a seed: chain, contents, a log with other entries around it, and the signed checkpoint."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reglament.desk.clock.commitment import commit
from reglament.desk.ledger.chain import GENESIS, Link, link_hash, log_leaf
from reglament.desk.ledger.checkpoint import Checkpoint, Signer, sign_checkpoint
from reglament.desk.ledger.export import Inclusion, export_case
from reglament.desk.ledger.merkle import inclusion_proof, root_of
from reglament.desk.ledger.purge_record import Content, purge_facts

ORIGIN = "desk.example.com/log"
SIGNER = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
STRANGER = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))))


@dataclass(frozen=True)
class History:
    customer: UUID
    stream: UUID
    links: tuple[Link, ...]
    hashes: tuple[bytes, ...]
    contents: tuple[Content, ...]
    leaves: tuple[bytes, ...]
    leaf_index: int

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint(ORIGIN, len(self.leaves), root_of(self.leaves))

    @property
    def inclusion(self) -> Inclusion:
        return Inclusion(self.leaf_index, inclusion_proof(leaves=self.leaves, index=self.leaf_index))

    @property
    def exported(self) -> str:
        return export_case(
            customer=self.customer,
            stream=self.stream,
            kind="case",
            links=self.links,
            hashes=self.hashes,
            contents=self.contents,
            inclusion=self.inclusion,
            checkpoint=sign_checkpoint(checkpoint=self.checkpoint, signers=[SIGNER]),
            public_key=SIGNER.key.text,
        )


def hashed(customer: UUID, links: Sequence[Link]) -> tuple[bytes, ...]:
    """The hashes that these links rightly have."""
    hashes = [GENESIS]
    for link in links:
        hashes.append(link_hash(prev=hashes[-1], customer=customer, link=link))
    return tuple(hashes[1:])


def history(seed: int, *, events: int = 6) -> History:
    """A case of so many events, each with a text; the second text is purged by the last event, and the log goes on behind it."""
    random = Random(seed)  # noqa: S311 - a seed, not a secret
    customer, stream = UUID(int=random.getrandbits(128)), UUID(int=random.getrandbits(128))
    contents = [content(random) for _ in range(events - 1)]
    links = [
        Link(
            stream=stream,
            seq=seq,
            happened_at=1_750_000_000 + seq * 60,
            known_at=1_750_000_000 + seq * 60 + random.randrange(60),
            party=random.choice(["vendor", "customer"]),
            role=random.choice([None, "", "engineer"]),
            actor=random.choice([None, "", "Ж. Ветрова"]),
            type=random.choice(["replied", "handed over"]),
            version=random.randrange(1, 4),
            facts=b'{"words":' + str(random.getrandbits(64)).encode() + b"}",
            commitments=(contents[seq - 1].commitment,) if seq < events else (),
            act=UUID(int=random.getrandbits(128)),
        )
        for seq in range(1, events + 1)
    ]
    facts = purge_facts(commitments=[contents[1].commitment], others={"who": "key contact"})
    links[-1] = replace(links[-1], facts=facts)
    contents[1] = Content(contents[1].commitment, None, None)
    hashes = hashed(customer, links)
    leaves = [random.randbytes(32) for _ in range(random.randrange(40))]
    leaves += [
        log_leaf(customer=customer, stream=stream, seq=seq, hash=kept) for seq, kept in enumerate(hashes, 1)
    ]
    index = len(leaves) - 1
    leaves += [random.randbytes(32) for _ in range(random.randrange(40))]
    return History(customer, stream, tuple(links), hashes, tuple(contents), tuple(leaves), index)


def content(random: Random) -> Content:
    salt, payload = random.randbytes(16), f"Не открывается отчёт № {random.randrange(1000)}".encode()
    return Content(commit(salt=salt, payload=payload), salt, payload)
