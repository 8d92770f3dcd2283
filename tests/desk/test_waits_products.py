"""KN-1.1: which products are supported is said by each contract, and differs by customer."""

from uuid import UUID

import pytest

from reglament.core.case.act import Receive
from reglament.core.case.event import Received
from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.product import add_product, end_support, release_version, support_product
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Contract
from reglament.desk.queries.products import supported_products
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from tests.books import AsRole
from tests.desk.vendor import Vendor, settle_down


@pytest.fixture
def vendor(desk: Desk) -> Vendor:
    """Our program for Ash and Birch, and a system of Ash's own."""
    vendor = settle_down(desk, "konus")
    contracts = {name: vendor.take_on(name, Text(name, None, "Asia/Irkutsk")) for name in ("Ash", "Birch")}
    vera, line = vendor.vera, vendor.line
    program = add_product(desk=desk, viewer=vera, line=line, name="Acorn", kind="software")
    own = add_product(desk=desk, viewer=vera, line=line, name="Control room", customer=of("Ash").customers[0])
    for version in ("4.0", "4.1"):
        release_version(desk=desk, viewer=vera, product=program, version=version)
        vendor.world.at += 60
    for name, product in (("Ash", program), ("Ash", own), ("Birch", program)):
        support_product(desk=desk, viewer=vera, contract=contracts[name], product=product)
    return vendor


def of(name: str) -> Viewer:
    """Somebody of the customer."""
    with seen_by(SYSTEM):
        return Viewer(name, customers=(Contract.objects.get(number=name).customer_id,))


def contract(name: str) -> UUID:
    with seen_by(SYSTEM):
        return Contract.objects.get(number=name).id


def names(vendor: Vendor, viewer: Viewer, of_whom: str) -> list[tuple[str, bool, tuple[str, ...]]]:
    found = supported_products(viewer=viewer, contract=contract(of_whom), at=vendor.world.now())
    return [(one.name, one.own, one.versions) for one in found]


def test_products_belong_to_a_contract_and_differ_by_customer(vendor: Vendor) -> None:
    program = ("Acorn", False, ("4.1", "4.0"))
    assert names(vendor, of("Ash"), "Ash") == [program, ("Control room", True, ())]
    assert names(vendor, of("Birch"), "Birch") == [program]
    assert names(vendor, vendor.vera, "Birch") == [program]


@pytest.mark.parametrize("role", ["desk_web", "desk_worker"])
def test_nobody_reads_what_another_has_agreed(vendor: Vendor, as_role: AsRole, role: str) -> None:
    birch, ash, at = of("Birch"), contract("Ash"), vendor.world.now()
    with as_role(role):
        assert supported_products(viewer=birch, contract=ash, at=at) == ()


def test_a_product_is_supported_from_one_moment_to_another(vendor: Vendor) -> None:
    begun = vendor.world.now()
    (program, _) = supported_products(viewer=vendor.vera, contract=contract("Ash"), at=begun)
    vendor.world.at += 60
    end_support(desk=vendor.desk, viewer=vendor.vera, contract=contract("Ash"), product=program.id)
    spans = {
        at: [one.name for one in supported_products(viewer=of("Ash"), contract=contract("Ash"), at=at)]
        for at in (begun - 1, begun, begun + 60)
    }
    assert spans == {begun - 1: [], begun: ["Acorn", "Control room"], begun + 60: ["Control room"]}


def test_a_case_names_a_product_of_its_own_contract(vendor: Vendor) -> None:
    (_, own) = supported_products(viewer=of("Ash"), contract=contract("Ash"), at=vendor.world.now())
    act = Receive("email", "representative", product=own.name)
    done = vendor.receive(vendor.sender(contract("Ash")), act)
    with seen_by(SYSTEM):
        entries = vendor.desk.cases.entries(find_streams([done.case])[done.case])
    (received,) = [entry.event for entry in entries if isinstance(entry.event, Received)]
    assert (done.is_refused, received.product) == (False, "Control room")
