"""Who a signed-in user is to the desk: the lines he works on, or the customers whose cases he sees while they have access."""

from uuid import UUID

from django.db import connection

from reglament.core.contract.access import access_ends_at
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Contract, Line
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer
from reglament.people.models import User

_CUSTOMERS = "select desk_customers_of(%s, %s)"


def viewer_of(*, desk: Desk, user: UUID) -> Viewer:
    """Give the viewer a user is at this moment; one who may no longer sign in sees nothing."""
    with seen_by(Viewer(str(user))):
        row = User.objects.filter(id=user, is_active=True).first()
        if row is None:
            return Viewer(str(user))
        if row.contact_id is None:
            lines = Line.objects.filter(team__memberships__user=row) | Line.objects.filter(team=None)
            return Viewer(str(user), lines=tuple(sorted(set(lines.values_list("id", flat=True)))))
    return viewer_of_contact(desk=desk, contact=row.contact_id)


def viewer_of_contact(*, desk: Desk, contact: UUID) -> Viewer:
    """Give the viewer a customer's person is: he sees his own customer, and those it is the partner of.

    Not the ones all of whose contracts ended so long ago that access ended too; a renewed contract gives it back.
    """
    now = desk.world.now()
    with seen_by(Viewer(str(contact))), connection.cursor() as cursor:
        cursor.execute(_CUSTOMERS, (contact, now))
        (found,) = cursor.fetchone()
    customers: tuple[UUID, ...] = tuple(found or ())
    with seen_by(Viewer(str(contact), customers)):
        return Viewer(str(contact), tuple(one for one in customers if _has_access(desk, one, now)))


def _has_access(desk: Desk, customer: UUID, now: int) -> bool:
    contracts = list(Contract.objects.filter(customer=customer).select_related("line"))
    return not contracts or any(_is_open(desk, contract, now) for contract in contracts)


def _is_open(desk: Desk, contract: Contract, now: int) -> bool:
    head = find_streams([contract.id]).get(contract.id)
    if head is None:
        return False
    regulation = desk.shelf.in_force(contract.line.regulation, now)
    standing = desk.contracts.kept(head).standing(regulation, at=now, known_at=now)
    terms = desk.shelf.terms(regulation, standing.contract, regulation.zone)
    ends_at = access_ends_at(terms, standing=standing, at=now)
    return ends_at is None or now < ends_at
