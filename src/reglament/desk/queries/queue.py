"""The staff queue: open cases of the viewer's lines, most urgent first. Reads only what it shows; counts nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.queries.cursor import PAGE, Cursor, page_size
from reglament.desk.queries.fetch import Row, rows
from reglament.desk.queries.scope import OPEN
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer

KEYS = 2


@dataclass(frozen=True, slots=True)
class Only:
    """What to leave out of the queue. `mine`: assigned to the viewer; `team`: of this team, or of its lines where a case has none."""

    mine: bool = False
    unassigned: bool = False
    team: UUID | None = None
    breached: bool = False
    snoozed: bool = False


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case in the queue. Moments are UTC seconds. `subject` None: it has none, or may only be opened with the case (`confidential`).

    `digest` names the edition whose titles `axes` and `due_metric` have; `rank`: 0 is the most urgent.
    """

    id: UUID
    number: str
    subject: str | None
    confidential: bool
    customer: UUID
    customer_name: str
    line: int
    status: str
    axes: Mapping[str, str]
    rank: int
    due_at: int | None
    due_metric: str
    breached: bool
    paused: bool
    snoozed_until: int | None
    assignee: str | None
    assignee_name: str | None
    received_at: int
    changed_at: int
    digest: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page; `after` is where the next begins, None on the last. `regulations`: the editions of its rows by digest."""

    rows: tuple[QueueRow, ...]
    after: Cursor | None
    regulations: Mapping[str, Regulation]


EVERYTHING = Only()
# First the few rows of this page, by the index of the queue, from each line or range its own; only then names and subjects.
_PAGE = """with page as materialized (select * from ({picked}) as picked
  order by rank, due_at nulls last, id limit {most})
select c.id, c.number, s.text, l.confidential, c.customer_id, k.name, c.line_id, c.status, c.axes::text, c.rank, c.due_at,
  c.due_metric, c.breached, c.paused, c.snoozed_until, c.assignee, u.name, c.received_at, c.changed_at, c.digest
from page c join line l on l.id = c.line_id join customer k on k.id = c.customer_id
left join content s on s.id = c.subject
left join "user" u on u.id = case when c.assignee ~ '^[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}$' then c.assignee::uuid end
order by c.rank, c.due_at nulls last, c.id"""
_OF_LINES = """select of_line.* from line l cross join lateral ({ranges}) as of_line
where l.id = any(%(lines)s::smallint[])"""
_OF_LINE = "c.line_id = l.id"
_MINE = "c.assignee = %(who)s::text and c.line_id = any(%(lines)s::smallint[])"
_RANGE = """(select c.* from "case" c where {where}
order by c.rank, c.due_at nulls last, c.id limit {most})"""


def queue(
    *,
    desk: Desk,
    viewer: Viewer,
    at: int,
    only: Only = EVERYTHING,
    after: Cursor | None = None,
    limit: int = PAGE,
) -> QueuePage:
    """Give a page of the queue as it stands at `at` (UTC seconds: who snoozes until later is hidden). A customer sees an empty one."""
    size = page_size(limit)
    values: dict[str, Any] = {
        "lines": list(viewer.lines), "who": viewer.who, "team": only.team, "at": at,
    }  # fmt: skip
    if after is not None:
        values |= {"rank": after.keys[0], "due": after.keys[1], "id": after.id}
    with seen_by(viewer):
        found = [_row(row) for row in rows(statement(only, after, most=size + 1), values)]
        shown = tuple(found[:size])
        regulations = {digest: desk.shelf.edition(digest) for digest in {row.digest for row in shown}}
    last = shown[-1] if len(found) > size else None
    return QueuePage(shown, Cursor((last.rank, last.due_at), last.id) if last else None, regulations)


def statement(only: Only, after: Cursor | None, *, most: int) -> str:
    """The SQL of a page of up to `most` rows, a figure in its text: a plan made once for any number of rows sorts them all."""
    whose = _MINE if only.mine else _OF_LINE
    kept = [whose, f"c.status in {OPEN}", *_filters(only)]
    ranges = [_RANGE.format(where=" and ".join([*kept, *part]), most=most) for part in _behind(after)]
    together = " union all ".join(ranges)
    return _PAGE.format(picked=together if only.mine else _OF_LINES.format(ranges=together), most=most)


def _filters(only: Only) -> list[str]:
    """A case is of a team by itself, or by its line; with `mine` there is no line at hand, and none is needed."""
    found = [] if only.snoozed else ["(c.snoozed_until is null or c.snoozed_until <= %(at)s)"]
    found += ["c.assignee is null"] if only.unassigned else []
    found += ["c.breached"] if only.breached else []
    if only.team is not None:
        of_line = "(select team_id from line where line.id = c.line_id)" if only.mine else "l.team_id"
        found.append(f"coalesce(c.team_id, {of_line}) = %(team)s::uuid")
    return found


def _behind(after: Cursor | None) -> Sequence[Sequence[str]]:
    """What lies behind a row in (rank, due, id), as ranges that an index can begin at; cases without a due moment come last."""
    if after is None:
        return [()]
    same, later = "c.rank = %(rank)s", ["c.rank > %(rank)s"]
    if after.keys[1] is None:
        return [(same, "c.due_at is null", "c.id > %(id)s"), later]
    return [
        (same, "c.due_at = %(due)s", "c.id > %(id)s"),
        (same, "c.due_at > %(due)s"),
        (same, "c.due_at is null"),
        later,
    ]


def _row(row: Row) -> QueueRow:
    values = list(row)
    values[8] = orjson.loads(row[8])
    return QueueRow(*values)
