"""A contract for a viewer: its text in force, its counters and hours, its people, who waits in its line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from reglament.core.contract.access import access_ends_at
from reglament.core.contract.contract import Contract
from reglament.core.contract.standing import Pool, Standing
from reglament.core.contract.status import status_now
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.queries.fetch import Row, rows
from reglament.desk.queries.scope import scope, walled
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown, open_contract
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ContractContact:
    """Somebody who may write under the contract, in a declared `role`; known by id alone where the books have no such contact."""

    who: str
    role: str
    name: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case in the line of a counter that is full; `place` 1 is next. `case` None: not for this viewer."""

    number: str
    place: int
    case: UUID | None


@dataclass(frozen=True, slots=True)
class ContractView:
    """A contract at `at`, UTC seconds, under the edition then in force. `text` None: nothing was agreed yet.

    `status`: valid, expired, not yet, revoked or none; `access_ends_at`: when access ends by itself, where a rule says so.
    `hours`: the pools of hours by counter, seconds.
    """

    id: UUID
    number: str
    customer: UUID
    customer_name: str
    line: int
    line_name: str
    at: int
    text: Contract | None
    status: str
    access_ends_at: int | None
    standing: Standing
    contacts: tuple[ContractContact, ...]
    waiting: tuple[Waiting, ...]
    regulation: Regulation = field(repr=False)
    terms: Terms = field(repr=False)

    @property
    def hours(self) -> Mapping[str, Pool]:
        return self.standing.pools


_ROW = walled("""select a.id, a.number, a.customer_id, k.name, a.line_id, l.name, l.regulation, k.zone from contract a
join customer k on k.id = a.customer_id join line l on l.id = a.line_id where a.id = %(contract)s and seen(a)""")
_PEOPLE = walled("""select p.id::text, p.name, p.email from contact p join contract a on a.customer_id = p.customer_id
where a.id = %(contract)s and seen(a) and p.id::text = any(%(who)s::text[])""")
_LINE = walled("""select c.number, c.id from "case" c where c.contract_id = %(contract)s and c.number = any(%(numbers)s::text[])
and seen(c)""")
_ALL = walled("""select a.id, a.number, a.customer_id, k.name, a.line_id from contract a join customer k on k.id = a.customer_id
where a.customer_id = %(customer)s and seen(a) order by a.line_id, a.number""")


def read_contract(*, desk: Desk, viewer: Viewer, contract: UUID, at: int) -> ContractView:
    """Read a contract as it stands at `at`. Raises CaseUnknown: there is none such, or it is not for this viewer."""
    values = {**scope(viewer), "contract": contract}
    with seen_by(viewer):
        found = rows(_ROW, values)
        book = open_contract(desk, contract, lock=False) if found else None
        if book is None:
            raise CaseUnknown(contract)
        _, number, customer, customer_name, line, line_name, name, zone = found[0]
        regulation = desk.shelf.in_force(name, at)
        standing = book.standing(regulation, at=at, known_at=at)
        terms = desk.shelf.terms(regulation, standing.contract, zone)
        people = {row[0]: row[1:] for row in rows(_PEOPLE, {**values, "who": list(standing.contacts)})}
        cases: dict[str, UUID] = dict(rows(_LINE, {**values, "numbers": list(standing.line)}))
    return ContractView(
        id=contract,
        number=number,
        customer=customer,
        customer_name=customer_name,
        line=line,
        line_name=line_name,
        at=at,
        text=standing.contract,
        status=status_now(standing.contract, at=at, zone=terms.home),
        access_ends_at=access_ends_at(terms, standing=standing, at=at),
        standing=standing,
        contacts=tuple(_contact(who, role, people.get(who)) for who, role in standing.contacts.items()),
        waiting=tuple(Waiting(name, place, cases.get(name)) for place, name in enumerate(standing.line, 1)),
        regulation=regulation,
        terms=terms,
    )


def _contact(who: str, role: str, known: Row | None) -> ContractContact:
    name, email = known or (None, None)
    return ContractContact(who, role, name, email)


@dataclass(frozen=True, slots=True)
class ListedContract:
    """A contract in the list of its customer."""

    id: UUID
    number: str
    customer: UUID
    customer_name: str
    line: int


def contracts_of(*, viewer: Viewer, customer: UUID) -> tuple[ListedContract, ...]:
    """Give the contracts of a customer that the viewer may see; a foreign one has none."""
    with seen_by(viewer):
        return tuple(ListedContract(*row) for row in rows(_ALL, {**scope(viewer), "customer": customer}))
