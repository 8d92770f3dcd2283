"""Products with versions, and which of them each contract is for."""

from uuid import UUID

import pytest
from django.db import DatabaseError

from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.on_line import NotThere
from reglament.desk.acts.product import (
    OfAnother,
    add_product,
    end_support,
    end_version,
    release_version,
    support_product,
)
from reglament.desk.models import Contract, Product, ProductVersion, SupportedProduct
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from tests.books import AsRole
from tests.desk.vendor import Vendor, settle_down


@pytest.fixture
def vendor(desk: Desk) -> Vendor:
    return settle_down(desk, "konus")


def test_a_product_is_had_once_and_a_version_comes_out_once(vendor: Vendor) -> None:
    product, again = (
        add_product(desk=vendor.desk, viewer=vendor.vera, line=vendor.line, name="Acorn", kind="software")
        for _ in range(2)
    )
    for version in ("1.0", "1.1", "1.0"):
        release_version(desk=vendor.desk, viewer=vendor.vera, product=product, version=version)
        vendor.world.at += 60
    end_version(desk=vendor.desk, viewer=vendor.vera, product=product, version="1.0")
    with seen_by(SYSTEM):
        versions = ProductVersion.objects.filter(product=product).order_by("released_at")
        current = [(row.version, row.until_at) for row in versions]
    assert (product == again, current) == (True, [("1.0", vendor.world.at), ("1.1", None)])


def test_two_customers_may_own_systems_of_one_name(vendor: Vendor) -> None:
    contracts = [vendor.take_on(name, Text(name, None, "UTC")) for name in ("Ash", "Birch")]
    with seen_by(SYSTEM):
        owners = [Contract.objects.get(id=contract).customer_id for contract in contracts]
    made = {
        add_product(
            desk=vendor.desk, viewer=vendor.vera, line=vendor.line, name="Control room", customer=owner
        )
        for owner in owners
    }
    assert len(made) == 2
    (own, foreign) = sorted(made, key=lambda one: _owner(one) != owners[0])
    support_product(desk=vendor.desk, viewer=vendor.vera, contract=contracts[0], product=own)
    with pytest.raises(OfAnother):
        support_product(desk=vendor.desk, viewer=vendor.vera, contract=contracts[0], product=foreign)


def test_support_that_ended_begins_anew(vendor: Vendor) -> None:
    contract = vendor.take_on("Ash", Text("1", None, "UTC"))
    product = add_product(desk=vendor.desk, viewer=vendor.vera, line=vendor.line, name="Acorn")
    support_product(desk=vendor.desk, viewer=vendor.vera, contract=contract, product=product)
    vendor.world.at += 60
    end_support(desk=vendor.desk, viewer=vendor.vera, contract=contract, product=product)
    ended = _span(vendor)
    vendor.world.at += 60
    support_product(desk=vendor.desk, viewer=vendor.vera, contract=contract, product=product)
    begun = vendor.world.at - 120
    assert (ended, _span(vendor)) == ((begun, begun + 60), (begun + 120, None))


def test_only_staff_of_the_line_change_its_products(vendor: Vendor) -> None:
    stranger = Viewer("max", lines=(vendor.line + 1,))
    with pytest.raises(NotThere):
        add_product(desk=vendor.desk, viewer=stranger, line=vendor.line, name="Acorn")
    product = add_product(desk=vendor.desk, viewer=vendor.vera, line=vendor.line, name="Acorn")
    with pytest.raises(NotThere):
        release_version(desk=vendor.desk, viewer=stranger, product=product, version="1.0")


def test_the_second_wall_lets_a_customer_read_products_and_change_none(
    vendor: Vendor, as_role: AsRole
) -> None:
    contract = vendor.take_on("Ash", Text("1", None, "UTC"))
    product = add_product(desk=vendor.desk, viewer=vendor.vera, line=vendor.line, name="Acorn")
    with seen_by(SYSTEM):
        ash = Contract.objects.get(id=contract).customer_id
    customer, nobody = Viewer("ann", customers=(ash,)), Viewer("x")
    with as_role("desk_web"):
        with seen_by(customer):
            assert [row.id for row in Product.objects.all()] == [product]
            assert Product.objects.update(name="Oak") == 0
        with seen_by(nobody):
            assert list(Product.objects.all()) == []
        with pytest.raises(DatabaseError), seen_by(customer):
            Product.objects.create(id=contract, line_id=vendor.line, name="Mine", customer_id=ash)


def _owner(product: UUID) -> UUID | None:
    with seen_by(SYSTEM):
        return Product.objects.get(id=product).customer_id


def _span(vendor: Vendor) -> tuple[int, int | None]:
    with seen_by(SYSTEM):
        row = SupportedProduct.objects.get(contract__line=vendor.line)
        return row.from_at, row.until_at
