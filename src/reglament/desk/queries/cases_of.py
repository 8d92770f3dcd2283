"""The cases of the viewer's customers, or of one of them, newest first: a list of the portal, and of a customer's page for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import orjson

from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.queries.cursor import PAGE, Cursor, page_size
from reglament.desk.queries.fetch import Row, rows
from reglament.desk.queries.scope import OPEN, scope, walled
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer

KEYS = 1


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case in the list of its customer. Moments are UTC seconds; `subject` None: it has none, or it is `confidential`."""

    id: UUID
    number: str
    subject: str | None
    confidential: bool
    customer: UUID
    customer_name: str
    line: int
    line_name: str
    status: str
    axes: Mapping[str, str]
    due_at: int | None
    due_metric: str
    breached: bool
    paused: bool
    received_at: int
    changed_at: int
    closed_at: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class CasesPage:
    """One page; `after` is where the next begins, None on the last. `regulations`: the editions of its cases by digest."""

    rows: tuple[ListedCase, ...]
    after: Cursor | None
    regulations: Mapping[str, Regulation]


# A few rows of each customer by the index of his cases; only then names and subjects.
_PAGE = """with page as materialized (select of_one.* from unnest(%(whose)s::uuid[]) as whose(id) cross join lateral (
  {picked}
  ) as of_one order by received_at desc, id desc limit {most})
select c.id, c.number, s.text, l.confidential, c.customer_id, k.name, c.line_id, l.name, c.status, c.axes::text, c.due_at,
  c.due_metric, c.breached, c.paused, c.received_at, c.changed_at, c.closed_at, c.digest
from page c join line l on l.id = c.line_id join customer k on k.id = c.customer_id
left join content s on s.id = c.subject and not s.note
order by c.received_at desc, c.id desc"""
_PICKED = """(select c.* from "case" c where c.customer_id = whose.id and seen(c){kept}
  order by c.received_at desc, c.id desc limit {most})"""
_SAME_SECOND = " and c.received_at = %(at)s and c.id < %(id)s"
_EARLIER = " and c.received_at < %(at)s"


def cases_of(
    *,
    desk: Desk,
    viewer: Viewer,
    customer: UUID | None = None,
    only_open: bool = False,
    after: Cursor | None = None,
    limit: int = PAGE,
) -> CasesPage:
    """Give a page of the cases of all the viewer's customers, or of one; staff names one. A foreign one has no cases."""
    size = page_size(limit)
    values: dict[str, object] = {**scope(viewer), "whose": [customer] if customer else list(viewer.customers)}
    if after is not None:
        values |= {"at": after.keys[0], "id": after.id}
    with seen_by(viewer):
        found = [_listed(row) for row in rows(_statement(only_open, after, size + 1), values)]
        shown = tuple(found[:size])
        regulations = {digest: desk.shelf.edition(digest) for digest in {one.digest for one in shown}}
    last = shown[-1] if len(found) > size else None
    return CasesPage(shown, Cursor((last.received_at,), last.id) if last else None, regulations)


def _statement(only_open: bool, after: Cursor | None, most: int) -> str:  # noqa: FBT001 - inside the module
    kept = f" and c.status in {OPEN}" if only_open else ""
    parts = [""] if after is None else [_SAME_SECOND, _EARLIER]
    picked = " union all ".join(_PICKED.format(kept=kept + part, most=most) for part in parts)
    return walled(_PAGE.format(picked=picked, most=most))


def _listed(row: Row) -> ListedCase:
    values = list(row)
    values[9] = orjson.loads(row[9])
    return ListedCase(*values)
