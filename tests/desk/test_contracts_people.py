"""People of a contract within its limits, and access that ends and comes back by itself."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection

from reglament.core.case.act import Doer, Receive, Reply
from reglament.core.contract.answer import ContractAccepted, ContractRefused
from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.contact import Added, NewContact, add_contact, remove_contact
from reglament.desk.acts.contract import NumberTaken, amend, make_contract, renew
from reglament.desk.acts.on_line import NotThere
from reglament.desk.acts.who import viewer_of_contact
from reglament.desk.clock.ids import new_id
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from reglament.desk.watch.tick import tick
from reglament.people.models import Contact
from tests.desk.vendor import STAFF, Vendor, settle_down

LAST_DAY = date(2026, 11, 27)
BASE = Text("1", "base", "Europe/Moscow", date(2026, 1, 1), LAST_DAY)
ANNA = "anna@example.com"


@pytest.fixture
def vendor(desk: Desk) -> Vendor:
    return settle_down(desk, "monq")


@pytest.fixture
def contract(vendor: Vendor) -> UUID:
    return vendor.take_on("Ash", BASE, NewContact("Анна", ANNA, "key contact"))


def moment(text: str) -> int:
    """A moment of Moscow, which is three hours ahead."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) - 3 * 3600


def add(vendor: Vendor, contract: UUID, name: str, role: str = "contact") -> Added:
    return add_contact(
        desk=vendor.desk, viewer=vendor.vera, contract=contract, by=STAFF,
        person=NewContact(name, f"{name}@example.com", role),
    )  # fmt: skip


def until(contact: UUID) -> int | None:
    with seen_by(SYSTEM):
        return Contact.objects.get(id=contact).until_at


def person(address: str) -> UUID:
    with seen_by(SYSTEM):
        return Contact.objects.get(email=address).id


def test_a_contact_over_the_limit_is_refused_with_its_clause_and_is_no_contact(
    vendor: Vendor, contract: UUID
) -> None:
    within = [add(vendor, contract, name) for name in ("bob", "cora")]
    over = add(vendor, contract, "dina")
    assert all(isinstance(one.answer, ContractAccepted) for one in within)
    assert isinstance(over.answer, ContractRefused)
    assert (over.answer.code, over.answer.clause) == ("contract/limit", "1.5.registration")
    assert over.answer.values["limit"] == 3
    assert (until(within[0].contact), until(over.contact)) == (None, vendor.world.now())


def test_who_is_removed_gives_his_place_to_another_and_is_nobody_to_the_books(
    vendor: Vendor, contract: UUID
) -> None:
    bob, _ = (add(vendor, contract, name) for name in ("bob", "cora"))
    done = remove_contact(
        desk=vendor.desk, viewer=vendor.vera, contract=contract, contact=bob.contact, by=STAFF
    )
    instead = add(vendor, contract, "dina")
    vendor.world.at += 1
    known = vendor.identify("bob@example.com")
    assert (type(done), type(instead.answer)) == (ContractAccepted, ContractAccepted)
    assert (known.is_named, known.sender.contact) == (False, None)
    assert viewer_of_contact(desk=vendor.desk, contact=bob.contact).customers == ()


def test_who_is_named_in_another_contract_stays_a_contact(vendor: Vendor, contract: UUID) -> None:
    bob = add(vendor, contract, "bob").contact
    with seen_by(SYSTEM):
        customer = Contact.objects.get(id=bob).customer_id
    second = make_contract(
        desk=vendor.desk, viewer=vendor.vera, customer=customer, line=vendor.line,
        text=Text("2", "base", "Europe/Moscow"), by=STAFF,
    ).contract  # fmt: skip
    assert add(vendor, second, "bob").contact == bob
    remove_contact(desk=vendor.desk, viewer=vendor.vera, contract=contract, contact=bob, by=STAFF)
    assert until(bob) is None


def test_a_role_passes_from_one_to_another_by_a_change_of_the_contract(
    vendor: Vendor, contract: UUID
) -> None:
    anna, bob = person(ANNA), add(vendor, contract, "bob").contact
    alone = add(vendor, contract, "bob", "key contact")
    moved = amend(
        desk=vendor.desk, viewer=vendor.vera, contract=contract, change=lambda text: text, by=STAFF,
        contacts=((str(anna), "contact"), (str(bob), "key contact")),
    )  # fmt: skip
    assert getattr(alone.answer, "code", None) == "contact/role-by-amendment"
    assert until(bob) is None
    assert isinstance(moved, ContractAccepted)
    assert vendor.standing(contract).contacts == {str(anna): "contact", str(bob): "key contact"}


def test_a_contract_of_another_line_is_not_there(vendor: Vendor, contract: UUID) -> None:
    stranger = Viewer("max", lines=(vendor.line + 1,))
    with pytest.raises(NotThere):
        renew(desk=vendor.desk, viewer=stranger, contract=contract, text=BASE, by=STAFF)
    with pytest.raises(NotThere):
        renew(desk=vendor.desk, viewer=vendor.vera, contract=new_id(vendor.world), text=BASE, by=STAFF)


def test_a_number_is_of_one_contract(vendor: Vendor, contract: UUID) -> None:
    vendor.take_on("Birch", Text("2", "base", "Europe/Moscow"))
    customer = vendor.sender(contract).customer
    with pytest.raises(NumberTaken):
        make_contract(
            desk=vendor.desk, viewer=vendor.vera, customer=customer, line=vendor.line, by=STAFF,
            text=Text("2", "base", "Europe/Moscow"),
        )  # fmt: skip


def ring_until(vendor: Vendor, at: int) -> None:
    """Let time pass and the watch look."""
    vendor.world.at = at
    tick(desk=vendor.desk)


def fired(kind: str) -> list[int]:
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select at from firing where kind = %s order by at", (kind,))
        return [at for (at,) in cursor.fetchall()]


def test_access_ends_by_itself_and_a_renewal_gives_it_back(vendor: Vendor, contract: UUID) -> None:
    anna = person(ANNA)
    sender, by = vendor.sender(contract, ANNA), Doer("customer", "key contact", str(anna))
    case = vendor.receive(sender, Receive("portal", "key contact", axes={"category": "bug"})).case
    closes_at = moment("2026-12-11 18:00")
    ring_until(vendor, closes_at - 1)
    before = (viewer_of_contact(desk=vendor.desk, contact=anna).customers, fired("access ends"))
    ring_until(vendor, closes_at + 3600)
    after = viewer_of_contact(desk=vendor.desk, contact=anna).customers
    refused = vendor.act(case, Reply(None), by).answer
    assert before == ((sender.customer,), [])
    assert (after, fired("access ends")) == ((), [closes_at])
    assert (getattr(refused, "code", None), getattr(refused, "clause", None)) == ("access/ended", "1.5.end")
    longer = Text("1", "base", "Europe/Moscow", date(2026, 12, 14), date(2027, 12, 13))
    renewed = renew(desk=vendor.desk, viewer=vendor.vera, contract=contract, text=longer, by=STAFF)
    ring_until(vendor, moment("2026-12-14 09:00"))
    assert isinstance(renewed, ContractAccepted)
    assert viewer_of_contact(desk=vendor.desk, contact=anna).customers == (sender.customer,)
    assert not vendor.act(case, Reply(None), by).is_refused


def test_a_renewal_ahead_leaves_no_gap_and_displaces_nothing_before_its_day(
    vendor: Vendor, contract: UUID
) -> None:
    ahead = Text("1", "premium", "Europe/Moscow", date(2026, 11, 28), date(2027, 11, 27))
    renew(desk=vendor.desk, viewer=vendor.vera, contract=contract, text=ahead, by=STAFF)
    tiers = {}
    for text in ("2026-11-27 23:59", "2026-11-28 00:00"):
        vendor.world.at = moment(text)
        standing = vendor.standing(contract)
        assert standing.contract is not None
        act = Receive("portal", "key contact", axes={"category": "bug"})
        tiers[text] = (standing.contract.tier, vendor.receive(vendor.sender(contract, ANNA), act).is_refused)
    assert tiers == {"2026-11-27 23:59": ("base", False), "2026-11-28 00:00": ("premium", False)}
