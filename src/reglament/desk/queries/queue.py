"""The staff queue: open cases of the viewer's lines, most urgent first. Reads only what it shows; counts nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from reglament.desk.queries.cursor import PAGE, Cursor, page_size
from reglament.desk.queries.fetch import rows
from reglament.desk.queries.listed import PLACED, WORKING, Listed, Page, page_of, placed
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
class QueueRow(Listed):
    """A case in the queue. `rank`: 0 is the most urgent."""

    rank: int
    snoozed_until: int | None
    assignee: str | None
    assignee_name: str | None


EVERYTHING = Only()
# First the few rows of this page, by the index of the queue, from each line or range its own; only then names and subjects.
_PAGE = """with page as materialized (select * from ({picked}) as picked
  order by rank, due_at nulls last, id limit {most})
select {placed}, s.text, c.rank, c.snoozed_until, c.assignee, u.name
from page c join line l on l.id = c.line_id join customer k on k.id = c.customer_id
left join content s on s.id = c.subject
{working}
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
) -> Page[QueueRow]:
    """Give a page of the queue as it stands at `at` (UTC seconds: who snoozes until later is hidden). A customer sees an empty one."""
    size = page_size(limit)
    values: dict[str, Any] = {
        "lines": list(viewer.lines), "who": viewer.who, "team": only.team, "at": at,
    }  # fmt: skip
    if after is not None:
        values |= {"rank": after.keys[0], "due": after.keys[1], "id": after.id}
    with seen_by(viewer):
        found = [placed(QueueRow, row) for row in rows(statement(only, after, most=size + 1), values)]
        return page_of(desk, found, size=size, keys=lambda row: (row.rank, row.due_at))


def statement(only: Only, after: Cursor | None, *, most: int) -> str:
    """The SQL of a page of up to `most` rows, a figure in its text: a plan made once for any number of rows sorts them all."""
    whose = _MINE if only.mine else _OF_LINE
    kept = [whose, f"c.status in {OPEN}", *_filters(only)]
    ranges = [_RANGE.format(where=" and ".join([*kept, *part]), most=most) for part in _behind(after)]
    together = " union all ".join(ranges)
    picked = together if only.mine else _OF_LINES.format(ranges=together)
    return _PAGE.format(placed=PLACED, working=WORKING, picked=picked, most=most)


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
