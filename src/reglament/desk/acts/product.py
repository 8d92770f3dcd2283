"""Products and their versions, and which products a contract is for."""

from uuid import UUID

from django.db.models import Q

from reglament.desk.acts.on_line import NotThere, demand_line, demand_row
from reglament.desk.clock.ids import new_id
from reglament.desk.models import Contract, Product, ProductVersion, SupportedProduct
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer


class OfAnother(ValueError):  # noqa: N818 - named for what is wrong
    """The product is another customer's own system, or of another line than the contract: choose one of this contract's line."""


def add_product(
    *, desk: Desk, viewer: Viewer, line: int, name: str, kind: str = "", customer: UUID | None = None
) -> UUID:
    """Have the product on the line; give its id. `customer`: whose own system it is. One of this name is left as it is."""
    demand_line(viewer=viewer, line=line)
    with seen_by(viewer):
        of = Q(customer__isnull=True) if customer is None else Q(customer=customer)
        found, _ = Product.objects.filter(of).get_or_create(
            line_id=line,
            name=name,
            defaults={"id": new_id(desk.world), "kind": kind, "customer_id": customer},
        )
        return found.id


def release_version(*, desk: Desk, viewer: Viewer, product: UUID, version: str) -> None:
    """Say that a version came out now; it is current until `end_version`. Said twice, it came out once."""
    with seen_by(viewer):
        product_of(viewer, product)
        ProductVersion.objects.get_or_create(
            product_id=product, version=version, defaults={"released_at": desk.world.now()}
        )


def end_version(*, desk: Desk, viewer: Viewer, product: UUID, version: str) -> None:
    """Say that a version is no longer current from now on."""
    with seen_by(viewer):
        product_of(viewer, product)
        current = ProductVersion.objects.filter(product_id=product, version=version)
        if not current.exists():
            raise NotThere(f"version {version}")
        current.filter(until_at=None).update(until_at=desk.world.now())


def support_product(*, desk: Desk, viewer: Viewer, contract: UUID, product: UUID) -> None:
    """Have the contract be for the product from now on. Raises OfAnother."""
    with seen_by(viewer):
        found, agreed = product_of(viewer, product), _contract(viewer, contract)
        if found.line_id != agreed.line_id or found.customer_id not in (None, agreed.customer_id):
            raise OfAnother(found.name)
        row, made = SupportedProduct.objects.get_or_create(
            contract=agreed,
            product=found,
            defaults={"customer_id": agreed.customer_id, "from_at": desk.world.now()},
        )
        if not made and row.until_at is not None:
            row.from_at, row.until_at = desk.world.now(), None
            row.save()


def end_support(*, desk: Desk, viewer: Viewer, contract: UUID, product: UUID) -> None:
    """Have the contract be for the product no longer, from now on."""
    with seen_by(viewer):
        _contract(viewer, contract)
        running = SupportedProduct.objects.filter(contract_id=contract, product_id=product, until_at=None)
        running.update(until_at=desk.world.now())


def product_of(viewer: Viewer, product: UUID) -> Product:
    """Give the product to change; inside a transaction. Raises NotThere."""
    return demand_row(Product.objects.filter(id=product).first(), viewer=viewer, what=f"product {product}")


def _contract(viewer: Viewer, contract: UUID) -> Contract:
    return demand_row(
        Contract.objects.filter(id=contract).first(), viewer=viewer, what=f"contract {contract}"
    )
