"""Adding to streams and reading them: the only statements that touch the table of events."""

from collections.abc import Iterator, Sequence
from functools import cache
from uuid import UUID

from django.db import connection

from reglament.desk.ledger.chain import Link, link_hash
from reglament.desk.ledger.stored import Stored
from reglament.desk.ledger.stream import Conflict, Head
from reglament.desk.models.sheet import Part, Sheet, on_sheet

COMMITMENT = 32
_READ = """select seq, happened_at, known_at, party, role, actor, type, version, facts, commitments, act
from event where customer_id = %s and stream_id = %s and seq > %s and seq <= %s order by seq"""
_EVENTS = Part(
    "events",
    """events as (
  insert into event(customer_id, stream_id, line_id, seq, happened_at, known_at, party, role, actor, type, version, facts,
    commitments, act, hash)
  select customer, stream, line, seq, happened_at, known_at, party, role, actor, type, version, convert_to(facts, 'UTF8'),
    decode(commitments, 'hex'), act, decode(hash, 'hex')
  from jsonb_to_recordset({rows}) as e(customer uuid, stream uuid, line smallint, seq int, happened_at bigint, known_at bigint,
    party text, role text, actor text, type text, version smallint, facts text, commitments text, act uuid, hash text))""",
)
_QUEUED = Part(
    "queued",
    """queued as (
  insert into unsealed(customer_id, stream_id, first, last) select customer, stream, first, last
  from jsonb_to_recordset({rows}) as q(customer uuid, stream uuid, first int, last int))""",
)
# Of one stream each: a join with rows whose number the planner has to guess could read the whole table.
_MOVED = """moved{place} as (
  update stream set seq = (m.row->>'seq')::int, head = decode(m.row->>'hash', 'hex') from (select {rows}->0 as row) m
  where stream.id = (m.row->>'id')::uuid and stream.seq = (m.row->>'before')::int returning 1)"""


def read_stream(head: Head, *, after: int = 0) -> Iterator[Stored]:
    """Read the rows of a stream behind `after` and up to its head, in order."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, (head.customer, head.id, after, head.seq))
        for row in cursor.fetchall():
            yield Stored._make((*row[:8], bytes(row[8]), bytes(row[9]), row[10]))


def append(head: Head, rows: Sequence[Stored], *, sheet: Sheet | None = None, is_new: bool = False) -> Head:
    """Add rows that follow the head, with their place in the queue for the log; Conflict where the stream went on since it was
    read. `sheet`: on which they are put, else they are written at once; `is_new`: the stream is begun with them on the same sheet.
    """
    if not rows:
        return head
    last = head.hash
    events: list[dict[str, object]] = []
    for row in rows:
        last = link_hash(prev=last, customer=head.customer, link=link(head.id, row))
        facts, commitments = row.facts.decode(), row.commitments.hex()
        event = {**row._asdict(), "facts": facts, "commitments": commitments, "hash": last.hex()}
        events.append({"customer": head.customer, "stream": head.id, "line": head.line, **event})
    moved = head._replace(seq=rows[-1].seq, hash=last)
    queued = {"customer": head.customer, "stream": head.id, "first": rows[0].seq, "last": moved.seq}
    with on_sheet(sheet) as written:
        place = written.count(_QUEUED)
        written.add(_EVENTS, *events)
        written.add(_QUEUED, queued)
        if not is_new:
            went_on = Conflict(f"stream {head.name} is no longer at event {head.seq}")
            step = {"id": head.id, "before": head.seq, "seq": moved.seq, "hash": last.hex()}
            written.add(_moved(place), step, otherwise=went_on)
    return moved


@cache
def _moved(place: int) -> Part:
    return Part(f"moved{place}", _MOVED.replace("{place}", str(place)))


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
