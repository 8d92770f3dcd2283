"""A case as read for a viewer: what the board says of it, its entries, and the terms it is served under. Inside a transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import orjson

from reglament.core.case.event import Entries
from reglament.core.contract.fold import contract_of_case, fold_contract
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target
from reglament.desk.ledger.stream import find_streams
from reglament.desk.queries.fetch import rows
from reglament.desk.queries.scope import scope, walled
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown, open_contract
from reglament.desk.record.unit import NOTHING
from reglament.desk.record.viewer import Viewer


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as the board has it. Moments are UTC seconds; `zone` is the customer's. What only staff sees is None for a customer."""

    id: UUID
    number: str
    line: int
    line_name: str
    confidential: bool
    customer: UUID
    customer_name: str
    contract: UUID | None
    contract_number: str | None
    contact: UUID | None
    contact_name: str | None
    contact_email: str | None
    subject: UUID | None
    status: str
    axes: Mapping[str, str]
    rank: int | None
    due_at: int | None
    due_metric: str
    breached: bool
    paused: bool
    snoozed_until: int | None
    assignee: str | None
    assignee_name: str | None
    received_at: int
    changed_at: int
    closed_at: int | None
    zone: str
    digest: str


@dataclass(frozen=True, slots=True)
class Read:
    """The row with the law: `entries` are all that the stream holds."""

    row: CaseRow
    entries: Entries
    regulation: Regulation
    terms: Terms
    standing: Standing

    def targets(self, *, at: int, known_at: int) -> tuple[Target, ...]:
        """Every target of the case with its explanation."""
        return targets(self.terms, self.entries, at=at, known_at=known_at, standing=self.standing)


_ROW = walled("""select c.id, c.number, c.line_id, l.name, l.confidential, c.customer_id, k.name, c.contract_id, a.number,
  c.contact_id, p.name, p.email, c.subject, c.status, c.axes::text, c.rank, c.due_at, c.due_metric, c.breached, c.paused,
  c.snoozed_until, c.assignee, u.name, c.received_at, c.changed_at, c.closed_at, c.zone, c.digest
from "case" c join line l on l.id = c.line_id join customer k on k.id = c.customer_id
left join contract a on a.id = c.contract_id left join contact p on p.id = c.contact_id
left join "user" u on u.id = case when c.assignee ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then c.assignee::uuid end
where c.id = %(case)s and seen(c)""")


def read(*, desk: Desk, viewer: Viewer, case: UUID, at: int, known_at: int) -> Read:
    """Read a case under what governed it at `at` as known at `known_at`. Raises CaseUnknown: none such, or not for this viewer."""
    row = _row(viewer, case)
    head = find_streams([case]).get(case)
    if head is None:
        raise CaseUnknown(case)
    entries = desk.cases.entries(head)
    regulation = desk.shelf.edition(row.digest)
    book = open_contract(desk, row.contract, lock=False)
    if book is None:
        return Read(row, entries, regulation, desk.shelf.terms(regulation, None, row.zone), NOTHING)
    text = contract_of_case(
        book.entries, received_at=row.received_at, at=max(at, row.received_at), known_at=known_at
    )
    standing = fold_contract(book.entries, regulation, at=at, known_at=known_at)
    return Read(row, entries, regulation, desk.shelf.terms(regulation, text, row.zone), standing)


def _row(viewer: Viewer, case: UUID) -> CaseRow:
    found = rows(_ROW, {"case": case, **scope(viewer)})
    if not found:
        raise CaseUnknown(case)
    values = list(found[0])
    values[14] = orjson.loads(values[14])
    return CaseRow(*values)
