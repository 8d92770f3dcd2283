"""Books with a history made from a seed: streams of two customers, texts, a purge on record; sealed piece by piece, with a witness."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from reglament.desk.acts.seal import LogSigner, open_log_signer, seal_turn
from reglament.desk.acts.verify import verify
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.content.fresh import NewContent
from reglament.desk.content.keep import keep_contents
from reglament.desk.content.safe import Safe
from reglament.desk.ledger.append import append
from reglament.desk.ledger.audit import Audit
from reglament.desk.ledger.log_keys import make_log_key, read_published
from reglament.desk.ledger.purge_record import purge_facts
from reglament.desk.ledger.stored import Stored
from reglament.desk.ledger.stream import Head, open_stream
from reglament.desk.models import Content, Line
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Customer

LINE = 1
A_MINUTE = 60


@dataclass(slots=True)
class SealedBooks:
    """Books whose history means nothing and holds; `home` has the keys and the witness."""

    desk: Desk
    home: Path
    signer: LogSigner
    random: Random
    heads: dict[UUID, Head] = field(default_factory=dict)
    customers: list[UUID] = field(default_factory=list)

    @property
    def world(self) -> VirtualWorld:
        world = self.desk.world
        assert isinstance(world, VirtualWorld)
        return world

    def open(self) -> Head:
        """A new stream without events."""
        with seen_by(SYSTEM):
            head = open_stream(
                id=new_id(self.world),
                customer=self.random.choice(self.customers),
                line=LINE,
                kind="case",
                name=f"S-{len(self.heads) + 1}",
            )
        self.heads[head.id] = head
        return head

    def add(self, stream: UUID, count: int = 1, *, texts: int = 0) -> None:
        """Events of any kind, the first with some texts, in a transaction of their own."""
        with seen_by(SYSTEM):
            self.append(stream, count, texts=texts)

    def append(self, stream: UUID, count: int = 1, *, texts: int = 0) -> None:
        head, random = self.heads[stream], self.random
        contents = [
            NewContent(new_id(self.world), "body", f"Не открывается отчёт {random.random()}")
            for _ in range(texts)
        ]
        commitments = keep_contents(head, contents, safe=Safe(), world=self.world, at=self.world.at)
        rows = [
            self.row(
                head.seq + place, b'{"n":%d}' % random.getrandbits(32), commitments if place == 1 else b""
            )
            for place in range(1, count + 1)
        ]
        self.heads[stream] = append(head, rows)

    def purge(self, stream: UUID) -> None:
        """One text goes, with a record of it."""
        with seen_by(SYSTEM):
            gone = Content.objects.filter(stream_id=stream, text__isnull=False).order_by("id")[0]
            facts = purge_facts(commitments=[bytes(gone.commitment)], others={})
            Content.objects.filter(id=gone.id).update(text=None, salt=None, purged_at=self.world.at)
            head = self.heads[stream]
            self.heads[stream] = append(head, [self.row(head.seq + 1, facts, b"")])

    def row(self, seq: int, facts: bytes, commitments: bytes) -> Stored:
        now, random = self.world.at, self.random
        return Stored(
            seq, now - random.randrange(60), now, random.choice(["staff", "customer"]), random.choice([None, "", "lead"]),
            random.choice([None, "ann"]), random.choice(["replied", "marked"]), 1, facts, commitments, new_id(self.world),
        )  # fmt: skip

    def seal(self) -> int:
        return seal_turn(desk=self.desk, signer=self.signer, at_once=True)

    def audit(self, *, with_witness: bool = True) -> Audit:
        """What verify says now."""
        return verify(
            keys=read_published(folder=self.home),
            witness=self.signer.witness if with_witness else None,
            safe=Safe(),
        )

    def live(self, *, streams: int, rounds: int) -> None:
        """Streams open, go on in turns, and are sealed after every round but the last."""
        for at in range(rounds):
            for _ in range(-(-streams // rounds)):
                self.open()
            for stream in list(self.heads):
                if not self.heads[stream].seq or self.random.random() < 0.5:
                    self.add(stream, self.random.randrange(1, 8), texts=self.random.randrange(3))
            with_texts = next((one for one in self.heads if self._has_text(one)), None)
            if with_texts is not None:
                self.purge(with_texts)
            self.world.at += A_MINUTE
            if at < rounds - 1:
                self.seal()

    @staticmethod
    def _has_text(stream: UUID) -> bool:
        with seen_by(SYSTEM):
            return Content.objects.filter(stream_id=stream, text__isnull=False).exists()


def sealed_books(desk: Desk, home: Path, seed: int = 1) -> SealedBooks:
    """Empty books with two customers, a key and a witness."""
    make_log_key(folder=home, world=desk.world)
    books = SealedBooks(desk, home, open_log_signer(keys=home, witness=home), Random(seed))  # noqa: S311 - a seed
    with seen_by(SYSTEM):
        Line.objects.create(id=LINE, name="line", regulation="acorn", prefix="S")
        for name in ("ash", "birch"):
            customer = new_id(desk.world)
            Customer.objects.create(id=customer, name=name, kind="organisation", made_at=desk.world.now())
            books.customers.append(customer)
    return books


def rows(statement: str, *values: int | bytes) -> list[tuple[Any, ...]]:
    """What a statement gives to this process's role."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
