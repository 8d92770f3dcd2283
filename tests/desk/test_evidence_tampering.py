"""Whatever a superuser of the database does to the books after they were sealed, verify finds it; what it cannot find is said."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import psycopg
import pytest
from django.db import connection, transaction

from reglament.config.postgres.roles import SUPERUSER
from reglament.desk.acts.verify import verify
from reglament.desk.content.safe import Safe
from reglament.desk.ledger.audit import Audit, audit_books
from reglament.desk.ledger.log_keys import read_published
from reglament.desk.record.desk import Desk
from tests.books import TEMPLATE, AsRole, connect
from tests.desk.sealed import SealedBooks, sealed_books
from tests.desk.tamperer import Tamperer
from tests.desk.tampering_events import OF_EVENTS, insert_event, rewrite_with_the_key
from tests.desk.tampering_log import OF_THE_LOG, back_to_an_earlier_log

TAMPERINGS = (*OF_EVENTS, *OF_THE_LOG)
MANY = int(os.environ.get("REGLAMENT_TAMPERINGS", "150"))


@pytest.fixture
def books(desk: Desk, tmp_path: Path, server: Path) -> Iterator[SealedBooks]:
    """Sealed books of some 300 events, with this process connected as one who may do anything."""
    made = sealed_books(desk, tmp_path)
    made.add(made.open().id, 200, texts=3)
    made.live(streams=30, rounds=6)
    assert made.audit().holds
    connect(server, SUPERUSER, TEMPLATE)
    yield made
    connection.close()


@contextmanager
def tampering(books: SealedBooks, seed: int) -> Iterator[Tamperer]:
    """Whatever is done inside the block is undone at its end."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
            with connection.connection.cursor() as plain:
                yield Tamperer(plain, Random(seed), books.signer.keys[-1])  # noqa: S311 - a seed
        transaction.set_rollback(True)


def audited(books: SealedBooks, *, with_witness: bool = True) -> Audit:
    return audit_books(
        keys=read_published(folder=books.home),
        witness=books.signer.witness.read() if with_witness else None,
        opened=lambda *_: None,
        reached=lambda _done, _total: None,
    )


def test_every_tampering_is_found(books: SealedBooks) -> None:
    missed: Counter[str] = Counter()
    for seed in range(MANY):
        tamper = TAMPERINGS[seed % len(TAMPERINGS)]
        with tampering(books, seed) as by:
            tamper(by)
            if audited(books).holds:
                missed[f"{tamper.__qualname__} {seed}"] += 1
    assert not missed
    assert audited(books).holds


def test_who_has_the_key_as_well_is_found_by_the_witness_alone(books: SealedBooks) -> None:
    for tamper in (rewrite_with_the_key, back_to_an_earlier_log):
        with tampering(books, 1) as by:
            tamper(by)
            assert audited(books, with_witness=False).holds
            assert {flaw.reason.split("/")[0] for flaw in audited(books).flaws} == {"witness"}


def test_what_waits_for_the_log_is_guarded_by_its_chain_alone(books: SealedBooks) -> None:
    """A stream made anew from an event on that was never sealed, with its place in the queue, looks as if it had been so."""
    with tampering(books, 1) as by:
        stream, first = by.one("select stream_id, first from unsealed")
        by.done("update event set party = 'nobody' where stream_id = %s and seq = %s", stream, first)
        assert {flaw.reason for flaw in audited(books).flaws} == {"chain/hash"}
        by.relink(stream)
        assert audited(books).holds


def test_an_event_added_with_its_place_in_the_queue_is_as_good_as_written_by_the_door(
    books: SealedBooks,
) -> None:
    with tampering(books, 2) as by:
        insert_event(by)
        (stream, seq) = next((flaw.stream, flaw.seq) for flaw in audited(books).flaws)
        by.done(
            "insert into unsealed(customer_id, stream_id, first, last) select customer_id, id, %s, %s from stream where id = %s",
            *(seq, seq, stream),
        )
        assert audited(books).holds


def test_a_label_of_a_stream_is_under_no_hash(books: SealedBooks) -> None:
    with tampering(books, 3) as by:
        by.done("update stream set name = name || '0', kind = 'contract'")
        assert audited(books).holds


def test_the_auditor_reads_everything_and_changes_nothing(books: SealedBooks, as_role: AsRole) -> None:
    with as_role("desk_audit"):
        found = books.audit()
        assert (found.holds, found.events) == (True, sum(head.seq for head in books.heads.values()))
        with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
            cursor.execute("delete from unsealed")


def test_books_are_read_as_of_one_moment_while_the_desk_goes_on(
    books: SealedBooks, owner: psycopg.Connection
) -> None:
    def meanwhile(done: int, total: int) -> None:
        if 0 < done < total // 4 and not told:
            told.append(done)
            owner.execute("insert into leaf select max(index) + 1, gen_random_uuid(), 1, '' from leaf")

    told: list[int] = []
    keys = read_published(folder=books.home)
    found = verify(keys=keys, witness=books.signer.witness, safe=Safe(), reached=meanwhile)
    assert (found.holds, len(told)) == (True, 1)
    assert {flaw.reason for flaw in books.audit().flaws} >= {"leaf/no-event", "leaf/no-checkpoint"}
