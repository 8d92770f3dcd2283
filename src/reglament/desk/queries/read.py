"""A case as read for a viewer: what the board says of it, its entries, and the terms it is served under. Inside a transaction."""

from dataclasses import dataclass
from uuid import UUID

from reglament.core.case.event import Entries
from reglament.core.contract.fold import contract_of_case
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target
from reglament.desk.ledger.stream import find_streams
from reglament.desk.queries.fetch import rows
from reglament.desk.queries.listed import PLACED, WORKING, Placed, placed
from reglament.desk.queries.scope import scope, walled
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown, open_contract
from reglament.desk.record.unit import NOTHING
from reglament.desk.record.viewer import Viewer


@dataclass(frozen=True, slots=True)
class CaseRow(Placed):
    """A case as the board has it; `zone` is the customer's. What only staff sees is None for a customer."""

    line_name: str
    contract: UUID | None
    contract_number: str | None
    contact: UUID | None
    contact_name: str | None
    contact_email: str | None
    subject: UUID | None
    rank: int | None
    snoozed_until: int | None
    assignee: str | None
    assignee_name: str | None
    closed_at: int | None
    zone: str


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


_ROW = """select {placed}, l.name, c.contract_id, a.number,
  c.contact_id, p.name, p.email, c.subject, c.rank, c.snoozed_until, c.assignee, u.name, c.closed_at, c.zone
from "case" c join line l on l.id = c.line_id join customer k on k.id = c.customer_id
left join contract a on a.id = c.contract_id left join contact p on p.id = c.contact_id
{working}
where c.id = %(case)s and seen(c)"""


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
        book.texts, received_at=row.received_at, at=max(at, row.received_at), known_at=known_at
    )
    standing = book.standing(regulation, at=at, known_at=known_at)
    return Read(row, entries, regulation, desk.shelf.terms(regulation, text, row.zone), standing)


def _row(viewer: Viewer, case: UUID) -> CaseRow:
    found = rows(walled(_ROW.format(placed=PLACED, working=WORKING)), {"case": case, **scope(viewer)})
    if not found:
        raise CaseUnknown(case)
    return placed(CaseRow, found[0])
