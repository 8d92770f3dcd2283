"""Sealing: committed events get dense places in the log, and the log a signed checkpoint. One at a time; all of it in one transaction."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from reglament.desk.clock.fail_point import fail_point
from reglament.desk.ledger.chain import log_leaf
from reglament.desk.ledger.checkpoint import Checkpoint, CheckpointFlaw, Signer, open_note, sign_checkpoint
from reglament.desk.ledger.merkle import CompactRange
from reglament.desk.ledger.tiles import add_tiles
from reglament.desk.ledger.witness import Witnessed

EVERY, FULL = 60, 1000
_LOCK = "select pg_try_advisory_xact_lock(1919248492, 1936024940)"
_LAST = "select size, note, range, made_at from checkpoint order by size desc limit 1"
_WAITING = "select count(*) from (select from unsealed order by id limit %s) as waiting"
# Whatever is committed by now, and only that. Rows of one stream follow each other by id, for each was queued under its lock.
_TAKE = """delete from unsealed where id = any(array(select id from unsealed order by id limit %s))
returning id, customer_id, stream_id, first, last"""
_EVENTS = """select e.customer_id, e.stream_id, e.seq, e.hash
from unnest(%s::uuid[], %s::uuid[], %s::int[], %s::int[]) with ordinality as queued(customer, stream, first, last, place)
join event e on e.customer_id = customer and e.stream_id = stream and e.seq between first and last
order by place, e.seq"""
_LEAF = "insert into leaf(index, stream, seq, hash) select * from unnest(%s::bigint[], %s::uuid[], %s::int[], %s::bytea[])"
_CHECKPOINT = "insert into checkpoint(size, note, range, made_at) values (%s, %s, %s, %s)"
_NEWER = "select size, note, made_at from checkpoint where size > %s order by size"


class Last(NamedTuple):
    """The newest checkpoint in the books."""

    size: int
    note: str
    range: CompactRange
    made_at: int


class LogBehind(Exception):  # noqa: N818 - named for what happened
    """The books know less of the log than its witness: sealing on would make a second past."""


def seal(*, keys: Sequence[Signer], witnessed: Witnessed | None, at: int, at_once: bool = False) -> int:
    """Seal what is committed and waits, when there is enough of it or it waited long enough; give how many events.

    To be called inside a transaction. `keys`: of the log, the oldest first; `witnessed`: the newest checkpoint outside, read
    before the transaction began. 0: nothing is to be done, or another sealer is at it. Raises LogBehind.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        if not cursor.fetchone()[0]:
            return 0
    last = last_checkpoint()
    _compare(last, witnessed)
    if not _is_time(last, at, at_once):
        return 0
    tree = last.range if last else CompactRange()
    leaves = _take(tree.size)
    fail_point("seal.after leaves")
    if not leaves:  # events gone before they were sealed: verify tells of them
        return 0
    grown = tree.extended(leaves)
    add_tiles(old_size=tree.size, new_size=grown.size)
    fail_point("seal.after tiles")
    _sign(grown, last, keys, at)
    fail_point("seal.after checkpoint")
    return grown.size - tree.size


def last_checkpoint() -> Last | None:
    """Give the newest checkpoint in the books."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        row = cursor.fetchone()
    return Last(row[0], row[1], CompactRange.from_bytes(bytes(row[2])), row[3]) if row else None


def checkpoints_after(size: int) -> Iterator[Witnessed]:
    """Give the checkpoints over more leaves than `size`, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWER, (size,))
        yield from map(Witnessed._make, cursor.fetchall())


def _compare(last: Last | None, witnessed: Witnessed | None) -> None:
    if witnessed is None:
        return
    size = last.size if last else 0
    if size < witnessed.size:
        raise LogBehind(
            f"the log in the books has {size} entries, its witness knows of {witnessed.size}: the books are older than the witness. "
            "Nothing is sealed. Put back a newer backup, or begin a new log as docs/algorithms/evidence.md says"
        )
    if last is not None and size == witnessed.size and last.note != witnessed.note:
        raise LogBehind(
            f"books and witness hold different checkpoints of {size} entries. Nothing is sealed; run `reglament verify`"
        )


def _is_time(last: Last | None, at: int, at_once: bool) -> bool:  # noqa: FBT001 - passed on
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, (FULL,))
        (waiting,) = cursor.fetchone()
    if waiting == 0:
        return False
    return at_once or last is None or waiting == FULL or not 0 <= at - last.made_at < EVERY


def _take(size: int) -> list[bytes]:
    """Give the next events places behind `size` leaves; give their leaf hashes in that order."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, (FULL,))
        queued = sorted(cursor.fetchall())
        fail_point("seal.after taken")
        columns = list(zip(*queued, strict=True))[1:]
        cursor.execute(_EVENTS, [list(column) for column in columns])
        events: list[tuple[UUID, UUID, int, bytes]] = cursor.fetchall()
        leaves = [
            log_leaf(customer=customer, stream=stream, seq=seq, hash=bytes(kept))
            for customer, stream, seq, kept in events
        ]
        places = list(range(size, size + len(leaves)))
        cursor.execute(
            _LEAF, (places, [event[1] for event in events], [event[2] for event in events], leaves)
        )
    return leaves


def _sign(tree: CompactRange, last: Last | None, keys: Sequence[Signer], at: int) -> None:
    newest = keys[-1]
    signers = [newest]
    if last is not None and not _signed_by(last.note, newest):
        # A change of key: whoever signed the last checkpoint vouches for the new key.
        signers = [*(key for key in keys[:-1] if _signed_by(last.note, key)), newest]
    note = sign_checkpoint(checkpoint=Checkpoint(newest.name, tree.size, tree.root), signers=signers)
    with connection.cursor() as cursor:
        cursor.execute(_CHECKPOINT, (tree.size, note, tree.to_bytes(), at))


def _signed_by(note: str, key: Signer) -> bool:
    return not isinstance(open_note(note=note, keys=[key.key]), CheckpointFlaw)
