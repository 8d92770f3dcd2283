"""A customer taken on under a contract of his own, with his people: the acts on contracts and contacts, one after the other."""

from dataclasses import dataclass
from uuid import UUID

from reglament.core.case.act import Doer
from reglament.core.contract.answer import ContractAnswer, ContractRefused
from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.contact import NewContact, add_contact
from reglament.desk.acts.contract import enter_contract, renew
from reglament.desk.clock.ids import new_id
from reglament.desk.models import Contract, Stream
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer
from reglament.people.models import Customer


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


def take_on(*, desk: Desk, viewer: Viewer, customer: NewCustomer, by: Doer) -> UUID:
    """Have the customer under its contract; give the contract's id. What stands already is left as it is, so a call that was
    cut short may be repeated. Raises NotAgreed.
    """
    with seen_by(viewer):
        found = Contract.objects.filter(number=customer.text.number, line_id=customer.line).first()
        contract = found.id if found else _enter(desk, customer)
        is_granted = Stream.objects.filter(id=contract, seq__gt=0).exists()
    if not is_granted:
        _accept(renew(desk=desk, viewer=viewer, contract=contract, text=customer.text, by=by))
    for person in customer.contacts:
        _accept(add_contact(desk=desk, viewer=viewer, contract=contract, person=person, by=by).answer)
    return contract


def _enter(desk: Desk, new: NewCustomer) -> UUID:
    customer = new_id(desk.world)
    Customer.objects.create(
        id=customer, name=new.name, kind=new.kind, zone=new.zone, made_at=desk.world.now()
    )
    return enter_contract(desk=desk, customer=customer, line=new.line, number=new.text.number)


def _accept(answer: ContractAnswer) -> None:
    if isinstance(answer, ContractRefused) and answer.code != "contact/already-known":
        raise NotAgreed(answer)
