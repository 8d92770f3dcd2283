"""Somebody with all rights in the database, who can compute: he makes hashes, leaves and checkpoints fit what he changed."""

from random import Random
from typing import Any
from uuid import UUID

import psycopg

from reglament.desk.ledger.append import link
from reglament.desk.ledger.chain import GENESIS, link_hash, log_leaf
from reglament.desk.ledger.checkpoint import Checkpoint, Signer, sign_checkpoint
from reglament.desk.ledger.merkle import CompactRange
from reglament.desk.ledger.stored import Stored

_ROW = "seq, happened_at, known_at, party, role, actor, type, version, facts, commitments, act"


class Tamperer:
    """A connection that may do anything, and chance. `signer` is the true one, for an insider who has the key as well."""

    def __init__(self, books: psycopg.Cursor[Any], random: Random, signer: Signer) -> None:
        self.books, self.random, self.signer = books, random, signer

    def rows(self, statement: str, *values: object, **names: str) -> list[tuple[Any, ...]]:
        """What a statement gives; `<name>` in it stands for a table, a column or several."""
        for name, meant in names.items():
            statement = statement.replace(f"<{name}>", meant)
        self.books.execute(statement.encode(), values)
        return self.books.fetchall() if self.books.description else []

    def done(self, statement: str, *values: object, **names: str) -> None:
        """Have it change something."""
        self.rows(statement, *values, **names)
        assert self.books.rowcount, statement

    def one(self, statement: str, *values: object, **names: str) -> tuple[Any, ...]:
        """One row by chance."""
        return self.random.choice(self.rows(statement, *values, **names))

    def event(self, *, sealed: bool = False) -> tuple[UUID, int]:
        stream, seq = self.one(
            "select stream, seq from leaf" if sealed else "select stream_id, seq from event"
        )
        return stream, seq

    def other(self, value: Any) -> Any:
        """The value with a small difference; what is absent becomes empty."""
        if value is None:
            return ""
        if isinstance(value, int):
            return value + self.random.choice([-1, 1])
        if isinstance(value, UUID):
            return UUID(int=value.int ^ 1 << self.random.randrange(128))
        if isinstance(value, str):
            return value + " " if value else "x"
        at = self.random.randrange(len(value) + 1)
        return bytes(value[:at]) + self.random.randbytes(1) + bytes(value[at:])

    def relink(self, stream: UUID) -> None:
        """Numbers, hashes and head as they would be, had it always been so."""
        (customer,) = self.rows("select customer_id from stream where id = %s", stream)[0]
        last, kept = (
            GENESIS,
            self.rows("select <row> from event where stream_id = %s order by seq", stream, row=_ROW),
        )
        self.rows("update event set seq = -seq where stream_id = %s", stream)
        for seq, row in enumerate(kept, 1):
            last = link_hash(prev=last, customer=customer, link=link(stream, Stored(seq, *row[1:])))
            self.done(
                "update event set seq = %s, hash = %s where stream_id = %s and seq = %s",
                seq,
                last,
                stream,
                -row[0],
            )
        self.rows("update stream set seq = %s, head = %s where id = %s", len(kept), last, stream)

    def log_anew(self, signer: Signer) -> None:
        """Leaves and checkpoints as they would be, signed by this key; queue and parts of the log fit as well."""
        events = self.rows(
            "select e.customer_id, e.stream_id, e.seq, e.hash, l.index from leaf l join event e on e.stream_id = l.stream"
            " and e.seq = l.seq order by l.index"
        )
        leaves = [log_leaf(customer=row[0], stream=row[1], seq=row[2], hash=row[3]) for row in events]
        for row, leaf in zip(events, leaves, strict=True):
            self.done("update leaf set hash = %s where index = %s", leaf, row[4])
        for size, _ in self.rows("select size, note from checkpoint"):
            tree = CompactRange().extended(leaves[:size])
            note = sign_checkpoint(checkpoint=Checkpoint(signer.name, size, tree.root), signers=[signer])
            self.done(
                "update checkpoint set note = %s, range = %s where size = %s", note, tree.to_bytes(), size
            )
        for level, index in self.rows("select level, index from tile"):
            part = CompactRange().extended(leaves[index * 256 : (index + 1) * 256])
            self.done("update tile set root = %s where level = %s and index = %s", part.root, level, index)
