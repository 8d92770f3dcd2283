"""Customers served through a partner: it opens cases for them and sees theirs, and nobody else's."""

from uuid import UUID

from reglament.desk.acts.on_line import NotThere
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from reglament.people.models import Customer


class NoPartner(ValueError):  # noqa: N818 - named for what is wrong
    """Whoever is served through a partner is no partner himself, and a partner is served through nobody."""


def serve_through(*, viewer: Viewer, customer: UUID, partner: UUID | None) -> None:
    """Have a customer served through a partner from now on; None: by the vendor alone. Raises NotThere, NoPartner."""
    if not (viewer == SYSTEM or viewer.is_staff):
        raise NotThere(f"customer {customer}")
    with seen_by(viewer):
        wanted = {customer} if partner is None else {customer, partner}
        # Locked together, so that two who ask at once make no chain.
        rows = Customer.objects.select_for_update().filter(id__in=wanted).order_by("id")
        found = {row.id: row for row in rows}
        if len(found) < len(wanted):
            raise NotThere(f"customer {customer}")
        if partner is not None:
            _demand_one_step(found[customer], found[partner])
        Customer.objects.filter(id=customer).update(partner_id=partner)


def _demand_one_step(customer: Customer, partner: Customer) -> None:
    if customer.id == partner.id or partner.partner_id is not None or customer.end_customers.exists():
        raise NoPartner(f"{partner.name} → {customer.name}")
