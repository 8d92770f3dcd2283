"""The cases of the viewer's customers, or of one of them, newest first: a list of the portal, and of a customer's page for staff."""

from dataclasses import dataclass
from uuid import UUID

from reglament.desk.queries.cursor import PAGE, Cursor, page_size
from reglament.desk.queries.fetch import rows
from reglament.desk.queries.listed import PLACED, Listed, Page, page_of, placed
from reglament.desk.queries.scope import OPEN, scope, walled
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer

KEYS = 1


@dataclass(frozen=True, slots=True)
class ListedCase(Listed):
    """A case in the list of its customer."""

    line_name: str
    closed_at: int | None


# A few rows of each customer by the index of his cases; only then names and subjects.
_PAGE = """with page as materialized (select of_one.* from unnest(%(whose)s::uuid[]) as whose(id) cross join lateral (
  {picked}
  ) as of_one order by received_at desc, id desc limit {most})
select {placed}, s.text, l.name, c.closed_at
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
) -> Page[ListedCase]:
    """Give a page of the cases of all the viewer's customers, or of one; staff names one. A foreign one has no cases."""
    size = page_size(limit)
    values: dict[str, object] = {**scope(viewer), "whose": [customer] if customer else list(viewer.customers)}
    if after is not None:
        values |= {"at": after.keys[0], "id": after.id}
    with seen_by(viewer):
        found = [placed(ListedCase, row) for row in rows(_statement(only_open, after, size + 1), values)]
        return page_of(desk, found, size=size, keys=lambda row: (row.received_at,))


def _statement(only_open: bool, after: Cursor | None, most: int) -> str:  # noqa: FBT001 - inside the module
    kept = f" and c.status in {OPEN}" if only_open else ""
    parts = [""] if after is None else [_SAME_SECOND, _EARLIER]
    picked = " union all ".join(_PICKED.format(kept=kept + part, most=most) for part in parts)
    return walled(_PAGE.format(placed=PLACED, picked=picked, most=most))
