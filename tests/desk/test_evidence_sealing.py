"""Sealing: every committed event gets one place in the log, whenever its transaction commits and wherever the sealer dies."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from reglament.config.postgres.address import address
from reglament.desk.acts.seal import open_log_signer, seal_turn
from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.ledger.audit_log import audit_log
from reglament.desk.ledger.checkpoint import Checkpoint, sign_checkpoint
from reglament.desk.ledger.flaw import Flaw
from reglament.desk.ledger.log_keys import LogKeyRefused, read_log_keys, rotate_log_key
from reglament.desk.ledger.merkle import CompactRange, consistency_proof, inclusion_proof
from reglament.desk.ledger.sealer import EVERY, LogBehind
from reglament.desk.ledger.tiles import add_tiles, consistency, inclusion
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.books import TEMPLATE, AsRole
from tests.desk.sealed import SealedBooks, rows, sealed_books
from tests.kill import killed_at

FAIL_POINTS = (
    "seal.after taken", "seal.after leaves", "seal.after tiles", "seal.after checkpoint", "record.before commit",
    "record.after commit", "seal.after commit", "seal.after witness",
)  # fmt: skip


@pytest.fixture
def books(desk: Desk, tmp_path: Path) -> SealedBooks:
    return sealed_books(desk, tmp_path)


@pytest.fixture(autouse=True)
def _no_fail_point_stays() -> Iterator[None]:
    yield
    on_fail_point(None)


def test_a_history_that_was_written_by_nobody_else_holds(books: SealedBooks) -> None:
    books.live(streams=9, rounds=4)
    found = books.audit()
    assert found.flaws == []
    assert found.holds
    assert found.events == found.sealed + found.waiting
    assert (found.sealed, found.checkpoints, found.witnessed) == (found.leaves, 3, True)
    assert found.waiting > 0
    assert found.purged == 4
    assert found.waiting_since == books.world.at - EVERY
    books.seal()
    assert books.audit().waiting == 0


def test_places_are_dense_and_follow_each_stream(books: SealedBooks) -> None:
    books.live(streams=6, rounds=3)
    books.seal()
    places = rows("select index, stream, seq from leaf order by index")
    assert [place for place, _, _ in places] == list(range(len(places)))
    assert len(places) == rows("select count(*) from event")[0][0]
    for stream in books.heads:
        assert [seq for _, of, seq in places if of == stream] == list(range(1, books.heads[stream].seq + 1))


def test_who_commits_late_is_sealed_late_and_not_passed_over(books: SealedBooks, server: Path) -> None:
    late, early = books.open(), books.open()
    with psycopg.connect(address(server, "desk_worker", dbname=TEMPLATE).dsn) as slow:
        slow.execute(
            "insert into unsealed(customer_id, stream_id, first, last) values (%s, %s, 1, 1)",
            (late.customer, late.id),
        )
        books.add(early.id, 2)
        assert books.seal() == 2
        slow.rollback()
        books.add(late.id)
    assert books.seal() == 1
    assert [stream for _, stream in rows("select index, stream from leaf order by index")] == [
        early.id,
        early.id,
        late.id,
    ]
    assert books.audit().holds


def test_nothing_is_sealed_before_a_minute_or_a_thousand(books: SealedBooks) -> None:
    def turn() -> int:
        return seal_turn(desk=books.desk, signer=books.signer)

    stream = books.open().id
    assert turn() == 0
    books.add(stream)
    assert turn() == 1
    books.add(stream)
    books.world.at += EVERY - 1
    assert turn() == 0
    books.world.at += 1
    assert turn() == 1
    with seen_by(SYSTEM):
        for _ in range(1000):
            books.append(stream)
    assert turn() == 1000
    assert turn() == 0
    assert books.audit().holds


def test_a_second_sealer_leaves_the_work_to_the_first(books: SealedBooks, server: Path) -> None:
    books.add(books.open().id)
    with psycopg.connect(address(server, "desk_worker", dbname=TEMPLATE).dsn) as first:
        first.execute("select pg_advisory_xact_lock(1919248492, 1936024940)")
        assert books.seal() == 0
    assert books.seal() == 1


@pytest.mark.parametrize("point", FAIL_POINTS)
def test_a_sealer_killed_at_any_point_leaves_books_that_hold(books: SealedBooks, point: str) -> None:
    books.live(streams=3, rounds=2)

    assert killed_at(point, lambda _: books.seal(), books.desk, nth=1, seed=1)
    assert books.audit().holds
    books.add(next(iter(books.heads)))
    books.world.at += 1
    books.seal()
    books.seal()
    found = books.audit()
    assert found.flaws == []
    assert (found.waiting, found.leaves) == (0, found.events)
    assert len(list(books.signer.witness.read())) == found.checkpoints


def test_a_sealer_that_dies_again_and_again_leaves_out_no_checkpoint_of_what_its_witness_knows(
    books: SealedBooks,
) -> None:
    def die(name: str) -> None:
        if name == "seal.after commit":
            raise Died

    books.live(streams=1, rounds=2)
    for _ in range(3):
        books.open()
        books.add(list(books.heads)[-1])
        on_fail_point(die)
        try:
            with pytest.raises(Died):
                books.seal()
        finally:
            on_fail_point(None)
        assert books.audit().flaws == []


class Died(BaseException):
    """The process ends here."""


def test_a_torn_line_of_the_witness_is_left_and_the_next_is_whole(books: SealedBooks) -> None:
    path = books.signer.witness.path
    books.add(books.open().id)
    books.seal()
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    books.add(next(iter(books.heads)))
    books.seal()
    assert [line is not None for line in books.signer.witness.read()] == [True, False, True]
    assert books.audit().holds
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0][:40] + b"\n", *lines[1:]]))
    assert [flaw.reason for flaw in books.audit().flaws] == ["witness/missing"]


def test_a_sealer_does_not_go_on_from_books_older_than_the_witness(
    books: SealedBooks, owner: psycopg.Connection
) -> None:
    books.live(streams=2, rounds=3)
    with owner.transaction():
        owner.execute("alter table checkpoint disable trigger all")
        owner.execute("delete from checkpoint where size = (select max(size) from checkpoint)")
        owner.execute("alter table checkpoint enable trigger all")
    with pytest.raises(LogBehind, match="older than the witness"):
        books.seal()


def test_a_change_of_key_is_vouched_for_by_the_old_one(books: SealedBooks) -> None:
    def sealed_with(home: Path) -> str:
        books.add(stream)
        books.signer = open_log_signer(keys=home, witness=home)
        books.seal()
        return str(rows("select note from checkpoint order by size desc limit 1")[0][0])

    stream = books.open().id
    sealed_with(books.home)
    rotate_log_key(folder=books.home, world=books.world)
    old, new = read_log_keys(folder=books.home)
    both, after = sealed_with(books.home), sealed_with(books.home)
    assert [both.count("\N{EM DASH} "), after.count("\N{EM DASH} ")] == [2, 1]
    assert old.key.id != new.key.id
    assert books.audit().holds
    (books.home / "log-0001").unlink()
    sealed_with(books.home)
    assert books.audit().holds


def test_a_key_that_nobody_vouched_for_is_not_believed(books: SealedBooks) -> None:
    stream = books.open().id
    books.add(stream)
    books.seal()
    rotate_log_key(folder=books.home, world=books.world)
    (books.home / "log-0001").unlink()
    books.signer = open_log_signer(keys=books.home, witness=books.home)
    books.add(stream)
    books.seal()
    assert [flaw.reason for flaw in books.audit().flaws] == ["checkpoint/unknown-key"]


def test_a_key_that_others_can_read_is_refused(books: SealedBooks) -> None:
    assert (books.home / "log-0001").stat().st_mode & 0o777 == 0o600
    (books.home / "log-0001").chmod(0o640)
    with pytest.raises(LogKeyRefused, match="chmod 600"):
        read_log_keys(folder=books.home)


def test_proofs_made_of_stored_parts_are_those_made_of_all_leaves(desk: Desk, world: VirtualWorld) -> None:
    assert desk.world is world
    sizes = (1, 255, 256, 257, 1000, 65_535, 65_536, 66_100)
    leaves = [world.random(32) for _ in range(sizes[-1])]
    with seen_by(SYSTEM):
        before = 0
        for size in sizes:
            with connection.cursor() as cursor:
                cursor.execute(
                    "insert into leaf(index, stream, seq, hash) select index, gen_random_uuid(), 1, hash"
                    " from unnest(%s::bigint[], %s::bytea[]) as new(index, hash)",
                    (list(range(before, size)), leaves[before:size]),
                )
            add_tiles(old_size=before, new_size=size)
            before = size
        for index, size in (
            (0, 1),
            (3, 257),
            (256, 257),
            (999, 1000),
            (70, 65_536),
            (65_537, 66_100),
            (12_345, 66_100),
        ):
            assert inclusion(index=index, size=size) == inclusion_proof(leaves=leaves[:size], index=index)
        for old, new in ((1, 256), (255, 257), (1000, 65_535), (65_536, 66_100), (257, 66_100)):
            assert consistency(old_size=old, new_size=new) == consistency_proof(
                leaves=leaves[:new], old_size=old
            )


def test_a_log_holds_at_any_size_also_where_its_parts_just_end(books: SealedBooks) -> None:
    signer, whole = books.signer.keys[-1], CompactRange()
    with seen_by(SYSTEM), connection.cursor() as cursor:
        for size in (255, 256, 257, 511, 512, 513, 768, 1024, 1100):
            before, leaves = whole.size, [books.desk.world.random(32) for _ in range(size - whole.size)]
            cursor.execute(
                "insert into leaf(index, stream, seq, hash) select index, gen_random_uuid(), 1, hash"
                " from unnest(%s::bigint[], %s::bytea[]) as new(index, hash)",
                (list(range(before, size)), leaves),
            )
            add_tiles(old_size=before, new_size=size)
            whole = whole.extended(leaves)
            note = sign_checkpoint(checkpoint=Checkpoint(signer.name, size, whole.root), signers=[signer])
            cursor.execute("insert into checkpoint values (%s, %s, %s, 0)", (size, note, whole.to_bytes()))
        found = list(audit_log(keys=[signer.key], witness=None))
    assert [one for one in found if isinstance(one, Flaw)] == []


@pytest.mark.parametrize(
    "statement",
    [
        "update checkpoint set made_at = 0",
        "delete from checkpoint",
        "update tile set root = ''",
        "delete from leaf",
    ],
)
def test_no_process_of_ours_may_change_the_log(books: SealedBooks, as_role: AsRole, statement: str) -> None:
    books.add(books.open().id)
    books.seal()
    for role in ("desk_worker", "desk_web", "desk_audit"):
        with as_role(role), pytest.raises(Exception, match=r"permission denied|only added to"):
            rows(statement)


def test_who_serves_pages_may_queue_events_and_not_read_the_queue(
    books: SealedBooks, as_role: AsRole
) -> None:
    head = books.open()
    with as_role("desk_web"), pytest.raises(Exception, match="permission denied"):
        rows("select * from unsealed")
    with as_role("desk_web"), seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "insert into unsealed(customer_id, stream_id, first, last) values (%s, %s, 1, 1)",
            (head.customer, head.id),
        )
