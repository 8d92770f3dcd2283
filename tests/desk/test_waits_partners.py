"""DL-2.1: a partner opens cases for its end customers and sees theirs alone; who sees what is said by the books."""

from uuid import UUID

import pytest

from reglament.core.case.act import Receive
from reglament.core.contract.act import AddContact
from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.certificate import Issued, issue_certificate
from reglament.desk.acts.contact import NewContact
from reglament.desk.acts.contract import revoke, settle
from reglament.desk.acts.on_line import NotThere
from reglament.desk.acts.partner import NoPartner, serve_through
from reglament.desk.acts.who import viewer_of, viewer_of_contact
from reglament.desk.clock.ids import new_id
from reglament.desk.models import Case, Contract, Line
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from reglament.people.models import Contact, Customer, Membership, Team, User
from tests.books import AsRole
from tests.desk.vendor import STAFF, Vendor, settle_down

FIELDS = {"licence": "A1", "organisation": "given", "contact person": "given", "email address": "given"}
# The partner serves two end customers; the other organisation has nothing to do with it.
PARTNER, ENDS, OTHER = "Cedar", ("Dill", "Elder"), "Fern"


@pytest.fixture
def vendor(desk: Desk) -> Vendor:
    vendor = settle_down(desk, "dallas-lock")
    for name in (PARTNER, *ENDS, OTHER):
        person = NewContact(name, f"{name.lower()}@example.com", "contact")
        vendor.take_on(name, Text(name, "extended", "Europe/Moscow"), person)
    for name in ENDS:
        serve_through(viewer=vendor.vera, customer=customer(name), partner=customer(PARTNER))
        act = AddContact(str(person_of(PARTNER)), "partner")
        settle(desk=desk, viewer=vendor.vera, contract=contract(name), act=act, by=STAFF)
    return vendor


def customer(name: str) -> UUID:
    with seen_by(SYSTEM):
        return Customer.objects.get(name=name).id


def contract(name: str) -> UUID:
    with seen_by(SYSTEM):
        return Contract.objects.get(number=name).id


def person_of(name: str) -> UUID:
    with seen_by(SYSTEM):
        return Contact.objects.get(email=f"{name.lower()}@example.com").id


def open_case(vendor: Vendor, name: str, by: str) -> UUID:
    """Somebody's contact opens a case under a contract."""
    sender = vendor.sender(contract(name), f"{by.lower()}@example.com")
    role = "contact" if by == name else "partner"
    return vendor.receive(sender, Receive("email", role, fields=FIELDS)).case


def test_a_partner_opens_cases_for_its_end_customers_and_sees_theirs_alone(
    vendor: Vendor, as_role: AsRole
) -> None:
    own = open_case(vendor, PARTNER, PARTNER)
    for_dill, of_elder = open_case(vendor, "Dill", PARTNER), open_case(vendor, "Elder", "Elder")
    foreign = open_case(vendor, OTHER, OTHER)
    with seen_by(SYSTEM):
        owners = dict(Case.objects.values_list("stream_id", "customer_id"))
    people = {who: person_of(who) for who in (PARTNER, *ENDS, OTHER)}
    found: dict[str, set[UUID]] = {}
    with as_role("desk_web"):
        for who, person in people.items():
            viewer = viewer_of_contact(desk=vendor.desk, contact=person)
            with seen_by(viewer):
                found[who] = set(Case.objects.values_list("stream_id", flat=True))
    assert owners[for_dill] == customer("Dill")
    assert found == {
        PARTNER: {own, for_dill, of_elder},
        "Dill": {for_dill},
        "Elder": {of_elder},
        OTHER: {foreign},
    }


def test_a_key_says_for_which_end_customer_a_partner_writes(vendor: Vendor) -> None:
    issued = {
        name: issue_certificate(
            desk=vendor.desk,
            viewer=vendor.vera,
            contract=contract(name),
            from_on=None,
            until_on=None,
            by=STAFF,
        )
        for name in ENDS
    }
    found = {}
    for name, one in issued.items():
        assert isinstance(one, Issued)
        known = vendor.identify("cedar@example.com", key=one.key)
        found[name] = (known.role, known.sender.customer, known.sender.contact)
    assert found == {name: ("partner", customer(name), person_of(PARTNER)) for name in ENDS}


def test_a_partner_that_serves_a_customer_no_longer_sees_nothing_of_it(vendor: Vendor) -> None:
    before = viewer_of_contact(desk=vendor.desk, contact=person_of(PARTNER))
    serve_through(viewer=vendor.vera, customer=customer("Dill"), partner=None)
    after = viewer_of_contact(desk=vendor.desk, contact=person_of(PARTNER))
    assert set(before.customers) - set(after.customers) == {customer("Dill")}


@pytest.mark.parametrize(("who", "through"), [(PARTNER, OTHER), (OTHER, "Dill"), (OTHER, OTHER)])
def test_partners_make_no_chain(vendor: Vendor, who: str, through: str) -> None:
    with pytest.raises(NoPartner):
        serve_through(viewer=vendor.vera, customer=customer(who), partner=customer(through))


def test_only_staff_says_who_is_served_through_whom(vendor: Vendor) -> None:
    with pytest.raises(NotThere):
        serve_through(
            viewer=Viewer("dill", customers=(customer("Dill"),)), customer=customer("Dill"), partner=None
        )
    with pytest.raises(NotThere):
        serve_through(viewer=vendor.vera, customer=new_id(vendor.world), partner=None)


def test_a_contact_who_left_sees_nothing(vendor: Vendor) -> None:
    dill = person_of("Dill")
    with seen_by(SYSTEM):
        Contact.objects.filter(id=dill).update(until_at=vendor.world.now())
    assert viewer_of_contact(desk=vendor.desk, contact=dill).customers == ()


def test_staff_sees_the_lines_of_its_teams_and_those_of_no_team(vendor: Vendor, as_role: AsRole) -> None:
    other = settle_down(vendor.desk, "konus")
    dill, person = customer("Dill"), person_of("Dill")
    ids = {name: new_id(vendor.world) for name in ("team", "ann", "bob", "gone", "contact")}
    with seen_by(SYSTEM):
        team = Team.objects.create(id=ids["team"], name="Locks")
        Line.objects.filter(id=vendor.line).update(team=team)
        for name in ("ann", "bob", "gone"):
            User.objects.create(
                id=ids[name], email=f"{name}@vendor.example.com", name=name, is_active=name != "gone"
            )
        User.objects.create(id=ids["contact"], email="dill@example.com", name="Dill", contact_id=person)
        Membership.objects.create(team=team, user_id=ids["ann"])
    with as_role("desk_web"):
        found = {
            name: viewer_of(desk=vendor.desk, user=ids[name]) for name in ("ann", "bob", "gone", "contact")
        }
    assert {name: (viewer.lines, viewer.customers) for name, viewer in found.items()} == {
        "ann": ((vendor.line, other.line), ()),
        "bob": ((other.line,), ()),
        "gone": ((), ()),
        "contact": ((), (dill,)),
    }


def test_a_contract_that_ended_without_a_rule_on_access_leaves_its_cases_readable(vendor: Vendor) -> None:
    revoke(desk=vendor.desk, viewer=vendor.vera, contract=contract(OTHER), by=STAFF)
    vendor.world.at += 100 * 86400
    assert viewer_of_contact(desk=vendor.desk, contact=person_of(OTHER)).customers == (customer(OTHER),)
