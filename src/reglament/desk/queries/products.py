"""The products a contract is for, with their current versions."""

from dataclasses import dataclass
from uuid import UUID

from reglament.desk.queries.fetch import rows
from reglament.desk.queries.scope import scope, walled
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SupportedProduct:
    """A product as a case of the contract may name it. `own`: the customer's own system; `versions`: current ones, newest first."""

    id: UUID
    name: str
    kind: str
    own: bool
    versions: tuple[str, ...]


_PRODUCTS = walled("""select p.id, p.name, p.kind, p.customer_id is not null, array(select v.version from product_version v
  where v.product_id = p.id and v.released_at <= %(at)s and (v.until_at is null or v.until_at > %(at)s)
  order by v.released_at desc, v.id desc)
from supported_product s join contract a on a.id = s.contract_id join product p on p.id = s.product_id
where s.contract_id = %(contract)s and s.from_at <= %(at)s and (s.until_at is null or s.until_at > %(at)s) and seen(a)
order by p.name, p.id""")


def supported_products(*, viewer: Viewer, contract: UUID, at: int) -> tuple[SupportedProduct, ...]:
    """Give the products the contract is for at `at`, UTC seconds; a foreign contract is for none."""
    with seen_by(viewer):
        found = rows(_PRODUCTS, {**scope(viewer), "contract": contract, "at": at})
    return tuple(
        SupportedProduct(id, name, kind, own, tuple(versions))
        for id, name, kind, own, versions in found  # noqa: A001 - it is one
    )
