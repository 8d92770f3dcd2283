"""Ways to tamper with events and streams in the books, each with chance; triggers and keys are off."""

from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reglament.desk.ledger.checkpoint import Signer
from tests.desk.tamperer import Tamperer

COLUMNS = "customer_id line_id stream_id seq happened_at known_at party role actor type version facts commitments act hash".split()
BUT_SEQ = ", ".join(column for column in COLUMNS if column != "seq")
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))

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


OF_EVENTS: tuple[Tampering, ...] = (
    *map(change, COLUMNS),
    *(delete_event, delete_and_relink, cut_end, cut_end_with_leaves, insert_event, insert_between),
    *(swap_events, swap_and_relink, rewrite, rewrite_with_log, rewrite_with_the_key, another_customers),
    *(drop_stream, drop_stream_with_leaves, drop_stream_row),
    *(other_bytes("stream", column, "id") for column in ("head", "seq", "customer_id", "line_id")),
)
