"""A customer taken on: its people, and a contract with its stream, granted through the door of contracts."""

from dataclasses import dataclass, replace
from uuid import UUID

from reglament.core.case.act import Doer
from reglament.core.contract.act import AddContact, ContractAct, Grant
from reglament.core.contract.answer import ContractAnswer, ContractRefused
from reglament.core.contract.contract import Contract as Text
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.clock.ids import new_id
from reglament.desk.ledger.stream import open_stream
from reglament.desk.models import Contract, Stream
from reglament.desk.record.agree import agree
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer
from reglament.people.models import Contact, Customer


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person of a customer; `role` as the regulation declares it."""

    name: str
    email: str
    role: str
    phone: str = ""
    language: str = "ru"


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer of one line. `text` is its contract, whose number is unique on the desk; a person's says that it is one's."""

    name: str
    kind: str
    zone: str
    line: int
    text: Text
    contacts: tuple[NewContact, ...]


class NotAgreed(Exception):  # noqa: N818 - named for what happened
    """The regulation refuses a part of the contract; `refused` says which and why."""

    def __init__(self, refused: ContractRefused) -> None:
        super().__init__(f"{refused.code} {refused.clause or ''} {dict(refused.values)}")
        self.refused = refused


def take_on(*, desk: Desk, viewer: Viewer, customer: NewCustomer, regulation: Regulation, by: Doer) -> UUID:
    """Have the customer under its contract; give the contract's id. What stands already is left as it is, so a call that was
    cut short may be repeated. Raises NotAgreed.
    """
    with seen_by(viewer):
        found = Contract.objects.filter(number=customer.text.number, line_id=customer.line).first()
        contract = found.id if found else _enter(desk, customer)
        people = Contact.objects.filter(customer__contract__id=contract).order_by("id")
        roles = {one.email: one.role for one in customer.contacts}
        text = replace(customer.text, person=customer.kind == "person")
        acts: list[ContractAct] = [Grant(text)] if not _is_granted(contract) else []
        acts += [AddContact(str(one.id), roles[one.email]) for one in people if one.email in roles]
    for act in acts:
        answer = agree(desk=desk, viewer=viewer, contract=contract, regulation=regulation, act=act, by=by)
        _accept(answer)
    return contract


def _enter(desk: Desk, new: NewCustomer) -> UUID:
    at = desk.world.now()
    customer = Customer.objects.create(
        id=new_id(desk.world), name=new.name, kind=new.kind, zone=new.zone, made_at=at
    )
    for one in new.contacts:
        Contact.objects.create(
            id=new_id(desk.world), customer=customer, name=one.name, email=one.email.casefold(), phone=one.phone,
            language=one.language,
        )  # fmt: skip
    contract = new_id(desk.world)
    Contract.objects.create(id=contract, customer=customer, line_id=new.line, number=new.text.number)
    open_stream(id=contract, customer=customer.id, line=new.line, kind="contract", name=new.text.number)
    return contract


def _is_granted(contract: UUID) -> bool:
    return Stream.objects.filter(id=contract, seq__gt=0).exists()


def _accept(answer: ContractAnswer) -> None:
    if isinstance(answer, ContractRefused) and answer.code != "contact/already-known":
        raise NotAgreed(answer)
