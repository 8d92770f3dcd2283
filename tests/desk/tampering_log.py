"""Ways to tamper with the log, with texts and with the queue in the books, each with chance; triggers and keys are off."""

from uuid import UUID

from reglament.desk.ledger.checkpoint import Checkpoint, Signer, sign_checkpoint
from tests.desk.tamperer import Tamperer
from tests.desk.tampering_events import STRANGER, Tampering, other_bytes


def delete_leaf(by: Tamperer) -> None:
    by.done("delete from leaf where index = %s", *by.one("select index from leaf"))


def delete_last_leaves(by: Tamperer) -> None:
    by.done("delete from leaf where index >= %s", *by.one("select index from leaf"))


def swap_leaves(by: Tamperer) -> None:
    (one,), (two,) = by.random.sample(by.rows("select index from leaf"), 2)
    for old, new in ((one, -1), (two, one), (-1, two)):
        by.done("update leaf set index = %s where index = %s", new, old)


def add_leaf(by: Tamperer) -> None:
    by.done(
        "insert into leaf select max(index) + 1, %s, 1, %s from leaf",
        UUID(int=by.random.getrandbits(128)),
        by.random.randbytes(32),
    )


def back_to_an_earlier_log(by: Tamperer) -> None:
    """The log's end goes, and its events wait again, as if they had never been sealed."""
    (size,) = by.one("select size from checkpoint where size < (select max(size) from checkpoint)")
    by.done(
        "insert into unsealed(customer_id, stream_id, first, last) select e.customer_id, e.stream_id, e.seq, e.seq"
        " from leaf l join event e on e.stream_id = l.stream and e.seq = l.seq where l.index >= %s",
        size,
    )
    by.done("delete from leaf where index >= %s", size)
    by.done("delete from checkpoint where size > %s", size)
    by.rows("delete from tile where (index + 1) * 256 > %s", size)


def drop_checkpoint(by: Tamperer) -> None:
    by.done("delete from checkpoint where size = %s", *by.one("select size from checkpoint"))


def older_note(by: Tamperer) -> None:
    (one, _), (_, note) = by.random.sample(by.rows("select size, note from checkpoint"), 2)
    by.done("update checkpoint set note = %s where size = %s", note, one)


def forged_checkpoint(by: Tamperer) -> None:
    (size,) = by.one("select size from checkpoint")
    forged = Checkpoint(by.signer.name, size, by.random.randbytes(32))
    signer = by.random.choice([by.signer, Signer(by.signer.name, STRANGER)])
    by.done(
        "update checkpoint set note = %s where size = %s",
        sign_checkpoint(checkpoint=forged, signers=[signer]),
        size,
    )


def drop_tile(by: Tamperer) -> None:
    by.done("delete from tile where level = 1 and index = 0")


def add_tile(by: Tamperer) -> None:
    by.done(
        "insert into tile(level, index, root) values (%s, 77, %s)",
        by.random.randrange(1, 4),
        by.random.randbytes(32),
    )


def drop_text(by: Tamperer) -> None:
    by.done("delete from content where id = %s", *by.one("select id from content"))


def silent_purge(by: Tamperer) -> None:
    (text,) = by.one("select id from content where text is not null")
    salt, at = by.random.choice(["null", "salt"]), by.random.choice([None, 1])
    by.done(
        "update content set salt = <salt>, text = null, purged_at = %s where id = %s", at, text, salt=salt
    )


def put_back(by: Tamperer) -> None:
    (text,) = by.one("select id from content where text is null")
    by.done("update content set text = 'ok', salt = %s where id = %s", by.random.randbytes(16), text)


def another_stream(by: Tamperer) -> None:
    text, stream = by.one("select c.id, s.id from content c join stream s on s.id <> c.stream_id")
    by.done("update content set stream_id = %s where id = %s", stream, text)


def strange_text(by: Tamperer) -> None:
    by.done(
        "insert into content(id, customer_id, line_id, stream_id, kind, note, salt, commitment, text, made_at)"
        " select %s, customer_id, line_id, stream_id, kind, note, %s, %s, 'another', made_at from content limit 1",
        UUID(int=by.random.getrandbits(128)),
        by.random.randbytes(16),
        by.random.randbytes(32),
    )


def forget_queue(by: Tamperer) -> None:
    by.done("delete from unsealed where id = %s", *by.one("select id from unsealed"))


def queue_again(by: Tamperer) -> None:
    stream, seq = by.event(sealed=True)
    by.done(
        "insert into unsealed(customer_id, stream_id, first, last) select customer_id, id, %s, %s from stream where id = %s",
        *(seq, seq, stream),
    )


OF_THE_LOG: tuple[Tampering, ...] = (
    *(delete_leaf, delete_last_leaves, swap_leaves, add_leaf, back_to_an_earlier_log),
    *(other_bytes("leaf", column, "index") for column in ("hash", "stream")),
    *(drop_checkpoint, older_note, forged_checkpoint, drop_tile, add_tile),
    *(other_bytes("checkpoint", column, "size") for column in ("size", "note", "range", "made_at")),
    other_bytes("tile", "root", "level"),
    *(drop_text, silent_purge, put_back, another_stream, strange_text),
    *(other_bytes("content", column, "id") for column in ("text", "salt", "commitment")),
    *(forget_queue, queue_again),
)
