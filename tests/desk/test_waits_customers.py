"""MQ-G.4: a customer is an organisation or a person, and a person may be his own key contact."""

import pytest
from django.db import IntegrityError

from reglament.core.case.act import Doer, Receive, Record
from reglament.core.contract.contract import Contract as Text
from reglament.core.contract.event import Granted
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.contract import make_contract
from reglament.desk.clock.ids import new_id
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Contract
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Customer
from tests.desk.vendor import STAFF, Vendor, settle_down

IVAN = "ivan@example.com"


@pytest.fixture
def vendor(desk: Desk) -> Vendor:
    return settle_down(desk, "monq")


@pytest.mark.parametrize(("kind", "is_person"), [("person", True), ("organisation", False)])
def test_a_contract_is_made_for_either_and_says_for_which(
    vendor: Vendor, kind: str, *, is_person: bool
) -> None:
    text = Text("1", "base", "Europe/Moscow")
    first = vendor.take_on("Иван Липов", text, NewContact("Иван Липов", IVAN, "key contact"), kind=kind)
    with seen_by(SYSTEM):
        customer = Contract.objects.get(id=first).customer
    made = make_contract(
        desk=vendor.desk, viewer=vendor.vera, customer=customer.id, line=vendor.line,
        text=Text("2", "premium", "Europe/Moscow"), by=STAFF,
    )  # fmt: skip
    with seen_by(SYSTEM):
        heads = find_streams([first, made.contract])
        events = [entry.event for one in heads.values() for entry in vendor.desk.contracts.entries(one)]
    granted = [event.contract.person for event in events if isinstance(event, Granted)]
    assert (customer.kind, granted) == (kind, [is_person, is_person])


def test_a_person_is_his_own_key_contact(vendor: Vendor) -> None:
    text = Text("1", "base", "Europe/Moscow")
    contract = vendor.take_on(
        "Иван Липов", text, NewContact("Иван Липов", IVAN, "key contact"), kind="person"
    )
    known = vendor.identify(IVAN)
    act = Receive("portal", known.role, axes={"category": "accounts", "operation": "edit user"})
    case = vendor.receive(known.sender, act).case
    him = Doer("customer", known.role, known.actor)
    agreed = vendor.act(case, Record("agreed with the key contact"), him)
    changed = vendor.act(case, Record("account changed", {"person": "Ivan"}))
    assert (known.role, known.sender.contract) == ("key contact", contract)
    assert (agreed.is_refused, changed.is_refused) == (False, False)


def test_a_customer_is_nothing_else(vendor: Vendor) -> None:
    with pytest.raises(IntegrityError), seen_by(SYSTEM):
        Customer.objects.create(id=new_id(vendor.world), name="x", kind="robot", made_at=0)
