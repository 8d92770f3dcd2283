"""What staff of the viewer's lines is to be told, or was told on one case, newest first."""

from dataclasses import dataclass
from uuid import UUID

from reglament.desk.queries.cursor import PAGE, Cursor, page_size
from reglament.desk.queries.fetch import rows
from reglament.desk.queries.scope import scope
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer

KEYS = 1


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice on a case: `role` empty is whoever works on it; `rule` is the clause's, where one is behind it. UTC seconds."""

    id: UUID
    case: UUID
    number: str
    line: int
    kind: str
    role: str
    rule: str
    assignee: str | None
    at: int
    told_at: int | None


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """One page; `after` is where the next begins, None on the last."""

    rows: tuple[NoticeRow, ...]
    after: Cursor | None


# A notice has no line of its own: its case has, and only cases of the viewer's lines are looked at.
_UNTOLD = """select n.id, n.stream_id, c.number, c.line_id, n.kind, n.role, n.rule, c.assignee, n.at, n.told_at
from notice n join "case" c on c.id = n.stream_id where n.told_at is null and c.line_id = any(%(lines)s::smallint[])
  and (%(at)s::bigint is null or (n.at, n.id) < (%(at)s, %(id)s::uuid)) order by n.at desc, n.id desc limit %(most)s"""
_OF_CASE = _UNTOLD.replace("n.told_at is null", "n.stream_id = %(case)s::uuid")


def notices(
    *, viewer: Viewer, case: UUID | None = None, after: Cursor | None = None, limit: int = PAGE
) -> NoticesPage:
    """Give a page of the notices nobody was told of yet, or of all on one case. Customers have none."""
    size = page_size(limit)
    values = {
        **scope(viewer), "case": case, "most": size + 1,
        "at": after.keys[0] if after else None, "id": after.id if after else None,
    }  # fmt: skip
    with seen_by(viewer):
        found = [NoticeRow(*row) for row in rows(_OF_CASE if case else _UNTOLD, values)]
    shown = tuple(found[:size])
    last = shown[-1] if len(found) > size else None
    return NoticesPage(shown, Cursor((last.at,), last.id) if last else None)
