"""Writing rows of the board, and the alarms beside them."""

from uuid import UUID

from django.db import connection

from reglament.desk.board.row import Row
from reglament.desk.ledger.stream import Head
from reglament.desk.models.sheet import Part, Sheet, on_sheet

_BOARD = Part(
    "board",
    """board as (
  insert into "case"(id, customer_id, line_id, contract_id, contact_id, subject, zone, digest, number, status,
    seq, received_at, changed_at, closed_at, assignee, axes, rank, due_at, due_metric, breached, paused, snoozed_until)
  select * from jsonb_to_recordset({rows}) as b(id uuid, customer uuid, line smallint, contract uuid, contact uuid, subject uuid,
    zone text, digest text, number text, status text, seq int, received_at bigint, changed_at bigint, closed_at bigint,
    assignee text, axes jsonb, rank smallint, due_at bigint, due_metric text, breached bool, paused bool, snoozed_until bigint)
  on conflict (id) do update set number = excluded.number, status = excluded.status, seq = excluded.seq,
    received_at = excluded.received_at, changed_at = excluded.changed_at, closed_at = excluded.closed_at,
    assignee = excluded.assignee, axes = excluded.axes, rank = excluded.rank, due_at = excluded.due_at,
    due_metric = excluded.due_metric, breached = excluded.breached, paused = excluded.paused,
    snoozed_until = excluded.snoozed_until)""",
)
# Others ring without the case's lock. Who set out before they did knows nothing of it, and may only bring the alarm forward.
_ARMED = Part(
    "armed",
    """armed as (
  insert into timer(stream_id, generation, due_at, state)
  select a.id, coalesce(a.generation, (select t.generation from timer t where t.stream_id = a.id), 0), a.due_at, 'armed'
  from jsonb_to_recordset({rows}) as a(id uuid, generation int, due_at bigint)
  on conflict (stream_id) do update set state = 'armed', due_at = case
    when timer.generation = excluded.generation or timer.state <> 'armed' then excluded.due_at
    else least(timer.due_at, excluded.due_at) end
  where timer.due_at <> excluded.due_at or timer.state <> 'armed')""",
)
_DISARM = """update timer set state = 'done'
where stream_id = %s and state = 'armed' and generation = coalesce(%s, generation)"""
_RUNG = Part(
    "rung",
    """rung as (
  insert into timer(stream_id, generation, due_at, state) select id, 1, due_at, 'armed'
  from jsonb_to_recordset({rows}) as r(id uuid, due_at bigint) order by id
  on conflict (stream_id) do update set generation = timer.generation + 1, state = 'armed',
    due_at = case when timer.state = 'armed' then least(timer.due_at, excluded.due_at) else excluded.due_at end)""",
)


def put_row(
    head: Head,
    row: Row,
    *,
    contract: UUID | None,
    contact: UUID | None,
    subject: UUID | None,
    zone: str,
    digest: str,
    sheet: Sheet | None = None,
) -> None:
    """Write a case's row; what never changes after its receipt is written then."""
    fixed = {
        "id": head.id,
        "customer": head.customer,
        "line": head.line,
        "contract": contract,
        "contact": contact,
    }
    stands = {
        "number": row.number,
        "status": row.status,
        "seq": row.seq,
        "received_at": row.received_at,
        "changed_at": row.changed_at,
        "closed_at": row.closed_at,
        "assignee": row.assignee,
        "axes": dict(row.axes),
        "rank": row.rank,
        "due_at": row.due_at,
        "due_metric": row.due_metric,
        "breached": row.breached,
        "paused": row.paused,
        "snoozed_until": row.snoozed_until,
    }
    with on_sheet(sheet) as written:
        written.add(_BOARD, {**fixed, "subject": subject, "zone": zone, "digest": digest, **stands})


def put_participants(head: Head, who: tuple[str, ...]) -> None:
    """Make the list of who follows a case say just these."""
    with connection.cursor() as cursor:
        cursor.execute("delete from participant where case_id = %s and who <> all(%s)", (head.id, list(who)))
        cursor.execute(
            "insert into participant(case_id, customer_id, line_id, who) select %s, %s, %s, unnest(%s::text[])"
            " on conflict do nothing",
            (head.id, head.customer, head.line, list(who)),
        )


def arm(stream: UUID, at: int | None, *, generation: int | None = None, sheet: Sheet | None = None) -> None:
    """Set a case's alarm; None: nothing will fall due by itself. `generation`: the alarm's when the books were opened."""
    if at is not None:
        with on_sheet(sheet) as written:
            written.add(_ARMED, {"id": stream, "generation": generation, "due_at": at})
        return
    with connection.cursor() as cursor:
        cursor.execute(_DISARM, (stream, generation))


def ring(streams: list[UUID], at: int, *, sheet: Sheet | None = None) -> None:
    """Have other cases looked at from `at` on, if not sooner: nobody writes into another case, but may wake it."""
    with on_sheet(sheet) as written:
        written.add(_RUNG, *({"id": stream, "due_at": at} for stream in streams))
