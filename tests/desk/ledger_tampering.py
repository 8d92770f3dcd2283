"""Ways in which somebody with all rights in the database may tamper with the books, each with chance; triggers and keys are off."""

from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reglament.desk.ledger.append import link
from reglament.desk.ledger.chain import GENESIS, link_hash, log_leaf
from reglament.desk.ledger.checkpoint import Checkpoint, Signer, sign_checkpoint
from reglament.desk.ledger.merkle import CompactRange
from reglament.desk.ledger.stored import Stored

COLUMNS = "customer_id line_id stream_id seq happened_at known_at party role actor type version facts commitments act hash".split()
BUT_SEQ = ", ".join(column for column in COLUMNS if column != "seq")
_ROW = "seq, happened_at, known_at, party, role, actor, type, version, facts, commitments, act"
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


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


Tampering = Callable[[Tamperer], None]


def change(column: str) -> Tampering:
    def one_column(by: Tamperer) -> None:
        stream, seq = by.event()
        (value,) = by.rows(
            "select <column> from event where stream_id = %s and seq = %s", stream, seq, column=column
        )[0]
        new = seq + 1000 if column == "seq" else by.other(value)
        by.done(
            "update event set <column> = %s where stream_id = %s and seq = %s",
            new,
            stream,
            seq,
            column=column,
        )

    return one_column


def other_bytes(table: str, column: str, key: str) -> Tampering:
    def one_value(by: Tamperer) -> None:
        names = {"table": table, "column": column, "key": key}
        at, value = by.one("select <key>, <column> from <table> where <column> is not null", **names)
        by.done("update <table> set <column> = %s where <key> = %s", by.other(value), at, **names)

    return one_value


def delete_event(by: Tamperer) -> None:
    by.done("delete from event where stream_id = %s and seq = %s", *by.event())


def delete_and_relink(by: Tamperer) -> None:
    stream, seq = by.event(sealed=True)
    by.done("delete from event where stream_id = %s and seq = %s", stream, seq)
    by.relink(stream)


def cut_end(by: Tamperer) -> None:
    """The last events of a stream go, and its head says they never were."""
    stream, seq = by.event(sealed=True)
    by.done("delete from event where stream_id = %s and seq >= %s", stream, seq)
    by.rows("delete from unsealed where stream_id = %s", stream)
    by.relink(stream)


def cut_end_with_leaves(by: Tamperer) -> None:
    stream, seq = by.event(sealed=True)
    by.done("delete from event where stream_id = %s and seq >= %s", stream, seq)
    by.rows("delete from leaf where stream = %s and seq >= %s", stream, seq)
    by.rows("delete from unsealed where stream_id = %s", stream)
    by.relink(stream)


def insert_event(by: Tamperer) -> None:
    """A copy of an event at the end of its stream, all linked."""
    stream, seq = by.event()
    by.done(
        "insert into event(seq, <columns>) select (select seq + 1 from stream where id = stream_id), <columns> from event"
        " where stream_id = %s and seq = %s",
        stream,
        seq,
        columns=BUT_SEQ,
    )
    by.relink(stream)


def insert_between(by: Tamperer) -> None:
    stream, seq = by.event(sealed=True)
    by.rows("update event set seq = -seq where stream_id = %s and seq > %s", stream, seq)
    by.rows("update event set seq = 1 - seq where stream_id = %s and seq < 0", stream)
    by.done(
        "insert into event(seq, <columns>) select seq + 1, <columns> from event where stream_id = %s and seq = %s",
        stream,
        seq,
        columns=BUT_SEQ,
    )
    by.relink(stream)


def swap_events(by: Tamperer) -> None:
    (stream,) = by.one("select stream_id from event group by 1 having count(*) > 1")
    (one,), (two,) = by.random.sample(by.rows("select seq from event where stream_id = %s", stream), 2)
    for old, new in ((one, -1), (two, one), (-1, two)):
        by.done("update event set seq = %s where stream_id = %s and seq = %s", new, stream, old)


def swap_and_relink(by: Tamperer) -> None:
    (stream,) = by.one("select stream from leaf group by 1 having count(*) > 1")
    one, two = sorted(
        by.random.sample([seq for (seq,) in by.rows("select seq from leaf where stream = %s", stream)], 2)
    )
    for old, new in ((one, -1), (two, one), (-1, two)):
        by.done("update event set seq = %s where stream_id = %s and seq = %s", new, stream, old)
    by.relink(stream)


def rewrite(by: Tamperer) -> None:
    stream, seq = by.event(sealed=True)
    column = by.random.choice(["happened_at", "known_at", "party", "actor", "facts", "type"])
    names = {"column": column}
    (value,) = by.rows("select <column> from event where stream_id = %s and seq = %s", stream, seq, **names)[
        0
    ]
    new = by.other(value)
    by.done("update event set <column> = %s where stream_id = %s and seq = %s", new, stream, seq, **names)
    by.relink(stream)


def rewrite_with_log(by: Tamperer) -> None:
    """By a stranger who signs the rewritten log himself."""
    rewrite(by)
    by.log_anew(Signer(by.signer.name, STRANGER))


def rewrite_with_the_key(by: Tamperer) -> None:
    """By somebody inside who has the true key: only the witness knows better."""
    rewrite(by)
    by.log_anew(by.signer)


def another_customers(by: Tamperer) -> None:
    """A whole stream is given to another customer, all linked."""
    (stream,) = by.one("select stream from leaf")
    ((customer,),) = by.rows(
        "select id from customer where id <> (select customer_id from stream where id = %s)", stream
    )
    by.done("update stream set customer_id = %s where id = %s", customer, stream)
    by.done("update event set customer_id = %s where stream_id = %s", customer, stream)
    by.relink(stream)


def drop_stream(by: Tamperer) -> None:
    (stream,) = by.one("select stream from leaf")
    for table in ("event", "content", "unsealed"):
        by.rows("delete from <table> where stream_id = %s", stream, table=table)
    by.done("delete from stream where id = %s", stream)


def drop_stream_with_leaves(by: Tamperer) -> None:
    (stream,) = by.one("select stream from leaf")
    by.done("delete from leaf where stream = %s", stream)
    for table in ("event", "content", "unsealed"):
        by.rows("delete from <table> where stream_id = %s", stream, table=table)
    by.done("delete from stream where id = %s", stream)


def drop_stream_row(by: Tamperer) -> None:
    by.done("delete from stream where id = %s", *by.one("select id from stream where seq > 0"))


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


TAMPERINGS: tuple[Tampering, ...] = (
    *map(change, COLUMNS),
    *(delete_event, delete_and_relink, cut_end, cut_end_with_leaves, insert_event, insert_between),
    *(swap_events, swap_and_relink, rewrite, rewrite_with_log, rewrite_with_the_key, another_customers),
    *(drop_stream, drop_stream_with_leaves, drop_stream_row),
    *(other_bytes("stream", column, "id") for column in ("head", "seq", "customer_id", "line_id")),
    *(delete_leaf, delete_last_leaves, swap_leaves, add_leaf, back_to_an_earlier_log),
    *(other_bytes("leaf", column, "index") for column in ("hash", "stream")),
    *(drop_checkpoint, older_note, forged_checkpoint, drop_tile, add_tile),
    *(other_bytes("checkpoint", column, "size") for column in ("size", "note", "range", "made_at")),
    other_bytes("tile", "root", "level"),
    *(drop_text, silent_purge, put_back, another_stream, strange_text),
    *(other_bytes("content", column, "id") for column in ("text", "salt", "commitment")),
    *(forget_queue, queue_again),
)
