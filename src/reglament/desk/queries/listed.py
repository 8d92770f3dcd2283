"""A case as lists and its own page read it from the board, and a page of such rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

import orjson

from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.board.row import Stand
from reglament.desk.queries.cursor import Cursor
from reglament.desk.queries.fetch import Row
from reglament.desk.record.desk import Desk


@dataclass(frozen=True, slots=True)
class Placed(Stand):
    """How a case stands, and whose it is. `digest` names the edition whose titles `axes` and `due_metric` have."""

    id: UUID
    line: int
    confidential: bool
    customer: UUID
    customer_name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Listed(Placed):
    """A case in a list. `subject` None: it has none, or may only be opened with the case (`confidential`)."""

    subject: str | None


# The columns of `Placed` in its order, of a case `c`, its line `l` and its customer `k`; a statement's own follow.
PLACED = """c.number, c.status, c.axes::text, c.due_at, c.due_metric, c.breached, c.paused, c.received_at, c.changed_at,
  c.id, c.line_id, l.confidential, c.customer_id, k.name, c.digest"""
_AXES = 2
# Who works on it, as `u`: an assignee may be somebody whom no account names.
WORKING = """left join "user" u on u.id = case when c.assignee ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then c.assignee::uuid end"""

SomePlaced = TypeVar("SomePlaced", bound=Placed)
SomeListed = TypeVar("SomeListed", bound=Listed)


@dataclass(frozen=True, slots=True)
class Page(Generic[SomeListed]):
    """One page; `after` is where the next begins, None on the last. `regulations`: the editions of its rows by digest."""

    rows: tuple[SomeListed, ...]
    after: Cursor | None
    regulations: Mapping[str, Regulation]


def placed(kind: type[SomePlaced], row: Row) -> SomePlaced:
    """Make one of what a statement found that begins with `PLACED`."""
    values = list(row)
    values[_AXES] = orjson.loads(row[_AXES])
    return kind(*values)


def page_of(
    desk: Desk,
    found: Sequence[SomeListed],
    *,
    size: int,
    keys: Callable[[SomeListed], tuple[int | None, ...]],
) -> Page[SomeListed]:
    """The first `size` of what was found, which is one more where another page follows. Inside the transaction of the query."""
    shown = tuple(found[:size])
    last = shown[-1] if len(found) > size else None
    regulations = {digest: desk.shelf.edition(digest) for digest in {row.digest for row in shown}}
    return Page(shown, Cursor(keys(last), last.id) if last else None, regulations)
