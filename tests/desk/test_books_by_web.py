"""Staff changes the books through the role of the web, with nothing but its rights; a customer changes none of them."""

from uuid import UUID

import pytest

from reglament.core.case.act import Receive
from reglament.core.contract.answer import ContractAccepted
from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.article import add_article, publish_version, withdraw_article, write_version
from reglament.desk.acts.banner import lower_banner, raise_banner
from reglament.desk.acts.certificate import Issued, issue_certificate, revoke_certificate
from reglament.desk.acts.contact import NewContact, add_contact, remove_contact
from reglament.desk.acts.contract import make_contract, revoke
from reglament.desk.acts.fixed import FixedAnswer, publish_fixed
from reglament.desk.acts.on_line import NotThere
from reglament.desk.acts.partner import serve_through
from reglament.desk.acts.problem import add_case, change_problem, open_problem
from reglament.desk.acts.product import (
    add_product,
    end_support,
    end_version,
    release_version,
    support_product,
)
from reglament.desk.acts.works import announce_maintenance, cancel_maintenance, plan_work, put_mode
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown
from reglament.desk.record.viewer import Viewer
from tests.books import AsRole
from tests.desk.vendor import FROM, STAFF, UNTIL, Vendor, settle_down

NIGHT = (1_795_460_400, 1_795_464_000)  # 22:00 to 23:00 in Moscow on Monday


@pytest.fixture
def vendor(desk: Desk) -> Vendor:
    return settle_down(desk, "digit-prokontakt")


@pytest.fixture
def contract(vendor: Vendor) -> UUID:
    return vendor.take_on("Ash", Text("1", None, "Europe/Moscow"))


def test_products_and_what_is_said_of_them(vendor: Vendor, contract: UUID, as_role: AsRole) -> None:
    desk, vera, line = vendor.desk, vendor.vera, vendor.line
    with as_role("desk_web"):
        product = add_product(desk=desk, viewer=vera, line=line, name="Acorn")
        release_version(desk=desk, viewer=vera, product=product, version="1.0")
        end_version(desk=desk, viewer=vera, product=product, version="1.0")
        support_product(desk=desk, viewer=vera, contract=contract, product=product)
        end_support(desk=desk, viewer=vera, contract=contract, product=product)
        put_mode(desk=desk, viewer=vera, product=product, mode="regular", titles={"en": "Regular"})
        announced = announce_maintenance(
            desk=desk, viewer=vera, product=product, from_at=0, until_at=1, document="Guide, 4", texts={}
        )
        cancel_maintenance(desk=desk, viewer=vera, maintenance=announced)
        article = add_article(desk=desk, viewer=vera, line=line, product=product)
        version = write_version(
            desk=desk, viewer=vera, article=article, language="en", title="Sign-in", body="So."
        )
        publish_version(desk=desk, viewer=vera, version=version)
        withdraw_article(desk=desk, viewer=vera, article=article)


def test_problems_and_works(vendor: Vendor, contract: UUID, as_role: AsRole) -> None:
    desk, vera, line = vendor.desk, vendor.vera, vendor.line
    case = vendor.receive(vendor.sender(contract), Receive("email", "product user")).case
    with as_role("desk_web"):
        problem = open_problem(desk=desk, viewer=vera, line=line, title="Slow")
        change_problem(viewer=vera, problem=problem, tracker="AC-1")
        linked = add_case(desk=desk, viewer=vera, problem=problem, case=case, by=STAFF)
        banner = raise_banner(desk=desk, viewer=vera, line=line, texts={"en": "We know."}, problem=problem)
        lower_banner(desk=desk, viewer=vera, banner=banner)
        publish_fixed(
            desk=desk, viewer=vera, problem=problem, fixed_in="2", answer=FixedAnswer({"en": "Done."})
        )
        planned = plan_work(
            desk=desk, viewer=vera, case=case, mark="technological work", from_at=NIGHT[0], until_at=NIGHT[1],
            by=STAFF,
        )  # fmt: skip
    assert not linked.is_refused
    assert not planned.is_refused, planned.answer


def test_contracts_and_people(vendor: Vendor, contract: UUID, as_role: AsRole) -> None:
    desk, vera = vendor.desk, vendor.vera
    partner = vendor.sender(vendor.take_on("Cedar", Text("2", None, "Europe/Moscow"))).customer
    customer = vendor.sender(contract).customer
    with as_role("desk_web"):
        made = make_contract(
            desk=desk, viewer=vera, customer=customer, line=vendor.line, text=Text("3", None, "UTC"), by=STAFF
        )
        issued = issue_certificate(
            desk=desk, viewer=vera, contract=made.contract, from_on=FROM, until_on=UNTIL, by=STAFF
        )
        assert isinstance(issued, Issued)
        person = NewContact("Анна", "anna@example.com", "product user")
        added = add_contact(desk=desk, viewer=vera, contract=made.contract, person=person, by=STAFF)
        answers = [
            made.answer,
            added.answer,
            remove_contact(desk=desk, viewer=vera, contract=made.contract, contact=added.contact, by=STAFF),
            revoke_certificate(desk=desk, viewer=vera, contract=made.contract, tag=issued.tag, by=STAFF),
            revoke(desk=desk, viewer=vera, contract=made.contract, by=STAFF),
        ]
        serve_through(viewer=vera, customer=customer, partner=partner)
    assert [type(one) for one in answers] == [ContractAccepted] * 5


def test_a_customer_changes_nothing_of_it(vendor: Vendor, contract: UUID, as_role: AsRole) -> None:
    desk, line = vendor.desk, vendor.line
    customer = vendor.sender(contract).customer
    case = vendor.receive(vendor.sender(contract), Receive("email", "product user")).case
    problem = open_problem(desk=desk, viewer=vendor.vera, line=line, title="Slow")
    anna = Viewer("anna", customers=(customer,))
    with as_role("desk_web"):
        with pytest.raises(NotThere):
            add_product(desk=desk, viewer=anna, line=line, name="Mine")
        with pytest.raises(NotThere):
            add_case(desk=desk, viewer=anna, problem=problem, case=case, by=STAFF)
        with pytest.raises(NotThere):
            revoke(desk=desk, viewer=anna, contract=contract, by=STAFF)
        with pytest.raises(NotThere):
            serve_through(viewer=anna, customer=customer, partner=None)
        with pytest.raises(CaseUnknown):
            plan_work(
                desk=desk,
                viewer=Viewer("max"),
                case=case,
                mark="technological work",
                from_at=0,
                until_at=1,
                by=STAFF,
            )
