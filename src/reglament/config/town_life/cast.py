"""The town as conversations need it: who may write to which line, under which contract, and who answers there."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from reglament.core.contract.contract import Contract as Text
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.terms import Terms
from reglament.core.hours.hours import Hours
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Contract, Line, Mailbox, Problem, Product
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Contact, User

HASTE = 0.3
NIGHT = 1_767_301_200  # midnight between two holidays in Moscow


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody of a customer who writes to a line. `hours`: of his side; `kept`: those staff keep for his tier. `until_at`: the
    end of what he is served under, UTC seconds, if it has one. `haste`: below 1 where staff are there round the clock.
    """

    contact: UUID
    name: str
    email: str
    role: str
    language: str
    contract: UUID
    customer: UUID
    customer_name: str
    hours: Hours
    kept: Hours
    until_at: int | None
    haste: float

    @property
    def first_name(self) -> str:
        return self.name.split(maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Engineer:
    """Somebody of staff who answers."""

    id: UUID
    name: str

    @property
    def first_name(self) -> str:
        return self.name.split(maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class LineCast:
    """A line with everybody on it. `mailbox`: its console mailbox, by id and address."""

    id: int
    name: str
    regulation: Regulation
    mailbox: int
    address: str
    writers: tuple[Writer, ...]
    engineers: tuple[Engineer, ...]
    by_day: Hours


def read_cast(*, desk: Desk, at: int) -> Mapping[str, LineCast]:
    """Read everybody out of the books."""
    with seen_by(SYSTEM):
        return {line.name: _line(desk, line, at) for line in Line.objects.order_by("id")}


def _line(desk: Desk, line: Line, at: int) -> LineCast:
    regulation = desk.shelf.in_force(line.regulation, at)
    mailbox = Mailbox.objects.filter(line=line).order_by("id").get()
    team = User.objects.filter(memberships__team__line=line, memberships__role="").order_by("email")
    contracts = Contract.objects.filter(line=line).select_related("customer").order_by("number")
    writers = tuple(writer for row in contracts for writer in _writers(desk, row, regulation, at))
    return LineCast(
        line.id, line.name, regulation, mailbox.id, mailbox.address, writers,
        tuple(Engineer(one.id, one.name) for one in team), _day_hours(desk, regulation, regulation.zone, at),
    )  # fmt: skip


def _writers(desk: Desk, row: Contract, regulation: Regulation, at: int) -> list[Writer]:
    head = find_streams([row.id])[row.id]
    standing = fold_contract(desk.contracts.entries(head), regulation, at=at, known_at=at)
    terms = desk.shelf.terms(regulation, standing.contract, row.customer.zone)
    tier = regulation.tiers.get((standing.contract.tier if standing.contract else None) or "")
    kept = terms.calendars[tier.calendar] if tier and tier.calendar else None
    people = Contact.objects.in_bulk([UUID(one) for one in standing.contacts])
    by_day = _day_hours(desk, regulation, row.customer.zone, at)
    return [
        Writer(
            one.id, one.name, one.email, standing.contacts[str(one.id)], one.language, row.id, row.customer_id,
            row.customer.name, by_day, kept or by_day, _until_at(standing.contract, terms),
            HASTE if kept is not None and kept.is_open(NIGHT) else 1.0,
        )
        for one in sorted(people.values(), key=lambda person: person.email)
    ]  # fmt: skip


def _until_at(text: Text | None, terms: Terms) -> int | None:
    """The end of the contract, or of the last certificate it lives by."""
    if text is None:
        return None
    days = [text.until_on, *(one.until_on for one in text.certificates)]
    last = max((day for day in days if day is not None), default=None)
    return None if last is None else terms.home.instant(last.toordinal() + 1, 0)


def _day_hours(desk: Desk, regulation: Regulation, zone: str, at: int) -> Hours:
    """Day hours of the regulation: its calendar with the fewest hours; people have lives."""
    calendars = desk.shelf.terms(regulation, None, zone).calendars
    week = 7 * 86_400
    return min(
        (calendars[name] for name in sorted(calendars)), key=lambda one: one.worked(at, at + 52 * week)
    )


def problems() -> Mapping[str, UUID]:
    """The problems by their key in the tracker."""
    with seen_by(SYSTEM):
        return dict(Problem.objects.values_list("tracker", "id"))


def products() -> Mapping[str, UUID]:
    """The products by name; of those that several lines have, the first line's."""
    with seen_by(SYSTEM):
        return dict(Product.objects.order_by("-line_id").values_list("name", "id"))
