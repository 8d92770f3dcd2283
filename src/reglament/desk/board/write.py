"""Writing rows of the board, and the alarms beside them."""

from uuid import UUID

import orjson
from django.db import connection

from reglament.desk.board.row import Row
from reglament.desk.ledger.stream import Head

_PUT = """insert into "case"(id, customer_id, line_id, contract_id, contact_id, subject, zone, digest, number, status,
  seq, received_at, changed_at, closed_at, assignee, axes, rank, due_at, due_metric, breached, paused, snoozed_until)
values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s::jsonb,%s,%s,%s,%s,%s,%s)
on conflict (id) do update set number = excluded.number, status = excluded.status, seq = excluded.seq,
  received_at = excluded.received_at, changed_at = excluded.changed_at, closed_at = excluded.closed_at,
  assignee = excluded.assignee, axes = excluded.axes, rank = excluded.rank, due_at = excluded.due_at,
  due_metric = excluded.due_metric, breached = excluded.breached, paused = excluded.paused,
  snoozed_until = excluded.snoozed_until"""
# Others ring without the case's lock. Who set out before they did knows nothing of it, and may only bring the alarm forward.
_ARM = """insert into timer(stream_id, generation, due_at, state) values (%s, 0, %s, 'armed')
on conflict (stream_id) do update set state = 'armed', due_at = case
  when timer.generation = coalesce(%s, timer.generation) or timer.state <> 'armed' then excluded.due_at
  else least(timer.due_at, excluded.due_at) end
where timer.due_at <> excluded.due_at or timer.state <> 'armed'"""
_DISARM = """update timer set state = 'done'
where stream_id = %s and state = 'armed' and generation = coalesce(%s, generation)"""
_RING = """insert into timer(stream_id, generation, due_at, state) select unnest(%s::uuid[]), 1, %s, 'armed'
on conflict (stream_id) do update set generation = timer.generation + 1, state = 'armed',
  due_at = case when timer.state = 'armed' then least(timer.due_at, excluded.due_at) else excluded.due_at end"""


def put_row(
    head: Head,
    row: Row,
    *,
    contract: UUID | None,
    contact: UUID | None,
    subject: UUID | None,
    zone: str,
    digest: str,
) -> None:
    """Write a case's row; what never changes after its receipt is written then."""
    with connection.cursor() as cursor:
        cursor.execute(
            _PUT,
            (
                head.id,
                head.customer,
                head.line,
                contract,
                contact,
                subject,
                zone,
                digest,
                row.number,
                row.status,
                row.seq,
                row.received_at,
                row.changed_at,
                row.closed_at,
                row.assignee,
                orjson.dumps(dict(row.axes)).decode(),
                row.rank,
                row.due_at,
                row.due_metric,
                row.breached,
                row.paused,
                row.snoozed_until,
            ),
        )


def put_participants(head: Head, who: tuple[str, ...]) -> None:
    """Make the list of who follows a case say just these."""
    with connection.cursor() as cursor:
        cursor.execute("delete from participant where case_id = %s and who <> all(%s)", (head.id, list(who)))
        cursor.execute(
            "insert into participant(case_id, customer_id, line_id, who) select %s, %s, %s, unnest(%s::text[])"
            " on conflict do nothing",
            (head.id, head.customer, head.line, list(who)),
        )


def arm(stream: UUID, at: int | None, *, generation: int | None = None) -> None:
    """Set a case's alarm; None: nothing will fall due by itself. `generation`: the alarm's when the books were opened."""
    with connection.cursor() as cursor:
        if at is None:
            cursor.execute(_DISARM, (stream, generation))
        else:
            cursor.execute(_ARM, (stream, at, generation))


def ring(streams: list[UUID], at: int) -> None:
    """Have other cases looked at from `at` on, if not sooner: nobody writes into another case, but may wake it."""
    if streams:
        with connection.cursor() as cursor:
            cursor.execute(_RING, (sorted(streams), at))
