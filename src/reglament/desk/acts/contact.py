"""People of a contract: taken in within its limits, let go; whoever no contract names any longer is no contact."""

from dataclasses import dataclass
from uuid import UUID

from reglament.core.case.act import Doer
from reglament.core.contract.act import AddContact, RemoveContact
from reglament.core.contract.answer import ContractAnswer, ContractRefused
from reglament.desk.acts.contract import settle
from reglament.desk.acts.on_line import demand_row
from reglament.desk.clock.ids import new_id
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Contract
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer
from reglament.people.models import Contact


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person of a customer; `role` as the regulation declares it."""

    name: str
    email: str
    role: str
    phone: str = ""
    language: str = "ru"


@dataclass(frozen=True, slots=True)
class Added:
    """The contact, who is one only if the law agreed."""

    contact: UUID
    answer: ContractAnswer


def add_contact(
    *, desk: Desk, viewer: Viewer, contract: UUID, person: NewContact, by: Doer, team: str | None = None
) -> Added:
    """Let a person write under the contract. One whom its customer has under this address already is the same one."""
    with seen_by(viewer):
        customer = _contract(viewer, contract).customer_id
        known = Contact.objects.filter(
            customer=customer, email=person.email.casefold(), until_at=None
        ).first()
        contact = known or Contact.objects.create(
            id=new_id(desk.world), customer_id=customer, name=person.name, email=person.email.casefold(),
            phone=person.phone, language=person.language,
        )  # fmt: skip
    act = AddContact(str(contact.id), person.role, team)
    answer = settle(desk=desk, viewer=viewer, contract=contract, act=act, by=by)
    if isinstance(answer, ContractRefused):
        _let_go(desk, viewer, contact.id)
    return Added(contact.id, answer)


def remove_contact(*, desk: Desk, viewer: Viewer, contract: UUID, contact: UUID, by: Doer) -> ContractAnswer:
    """Let a person write no longer; what he wrote stays his."""
    answer = settle(desk=desk, viewer=viewer, contract=contract, act=RemoveContact(str(contact)), by=by)
    if not isinstance(answer, ContractRefused):
        _let_go(desk, viewer, contact)
    return answer


def _let_go(desk: Desk, viewer: Viewer, contact: UUID) -> None:
    """End a contact whom no contract of its customer, or of one served through that, names."""
    now = desk.world.now()
    with seen_by(viewer):
        row = Contact.objects.select_for_update().get(id=contact)
        mine = Contract.objects.filter(customer=row.customer_id)
        through = Contract.objects.filter(customer__partner=row.customer_id)
        for one in (mine | through).select_related("line"):
            head = find_streams([one.id])[one.id]
            regulation = desk.shelf.in_force(one.line.regulation, now)
            standing = desk.contracts.kept(head).standing(regulation, at=now, known_at=now)
            if str(contact) in standing.contacts:
                return
        Contact.objects.filter(id=contact, until_at=None).update(until_at=now)


def _contract(viewer: Viewer, contract: UUID) -> Contract:
    return demand_row(
        Contract.objects.filter(id=contract).first(), viewer=viewer, what=f"contract {contract}"
    )
