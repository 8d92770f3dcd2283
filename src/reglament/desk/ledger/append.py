"""Adding to streams and reading them: the only statements that touch the table of events."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import connection

from reglament.desk.ledger.chain import Link, link_hash
from reglament.desk.ledger.stored import Stored
from reglament.desk.ledger.stream import Conflict, Head

COMMITMENT = 32
_READ = """select seq, happened_at, known_at, party, role, actor, type, version, facts, commitments, act
from event where customer_id = %s and stream_id = %s and seq > %s and seq <= %s order by seq"""
# One statement: the events, their place in the queue for the log, and the head they lead to, which moves only from where it was read.
_APPEND = """with put as (
insert into event(customer_id, stream_id, line_id, seq, happened_at, known_at, party, role, actor, type, version,
  facts, commitments, act, hash)
select %s, %s, %s, * from unnest(%s::int[], %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[],
  %s::text[], %s::smallint[], %s::bytea[], %s::bytea[], %s::uuid[], %s::bytea[])
), queued as (
insert into unsealed(customer_id, stream_id, first, last) values (%s, %s, %s, %s))
update stream set seq = %s, head = %s where id = %s and seq = %s"""


def read_stream(head: Head, *, after: int = 0) -> Iterator[Stored]:
    """Read the rows of a stream behind `after` and up to its head, in order."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, (head.customer, head.id, after, head.seq))
        for row in cursor.fetchall():
            yield Stored._make((*row[:8], bytes(row[8]), bytes(row[9]), row[10]))


def append(head: Head, rows: Sequence[Stored]) -> Head:
    """Add rows that follow the head; Conflict where the stream went on since it was read."""
    if not rows:
        return head
    hashes: list[bytes] = []
    last = head.hash
    for row in rows:
        last = link_hash(prev=last, customer=head.customer, link=link(head.id, row))
        hashes.append(last)
    columns = [list(column) for column in zip(*rows, strict=True)]
    newest = rows[-1].seq
    with connection.cursor() as cursor:
        values = [*columns, hashes]
        queued = (head.customer, head.id, rows[0].seq, newest)
        moved = (newest, last, head.id, head.seq)
        cursor.execute(_APPEND, (head.customer, head.id, head.line, *values, *queued, *moved))
        if cursor.rowcount != 1:
            raise Conflict(f"stream {head.name} is no longer at event {head.seq}")
    return head._replace(seq=newest, hash=last)


def link(stream: UUID, row: Stored) -> Link:
    """Give a row as a link of its stream's chain."""
    size = len(row.commitments)
    parts = tuple(row.commitments[start : start + COMMITMENT] for start in range(0, size, COMMITMENT))
    return Link(
        stream,
        row.seq,
        row.happened_at,
        row.known_at,
        row.party,
        row.role,
        row.actor,
        row.type,
        row.version,
        row.facts,
        parts,
        row.act,
    )
