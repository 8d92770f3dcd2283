"""A legal hold: nothing of a customer, or of one case of his, is purged while it lasts, and everybody of staff can see why."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from reglament.desk.clock.ids import new_id
from reglament.desk.models import LegalHold, Stream
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.viewer import Viewer
from reglament.people.models import Customer


@dataclass(frozen=True, slots=True)
class Held:
    """A hold. `case` None: on everything of the customer. Moments in UTC seconds; `until_at` None: until it is lifted."""

    id: UUID
    customer: UUID
    case: UUID | None
    ground: str
    who: str
    from_at: int
    until_at: int | None
    lifted_by: str


def place_hold(
    *,
    desk: Desk,
    viewer: Viewer,
    ground: str,
    customer: UUID | None = None,
    case: UUID | None = None,
    until_at: int | None = None,
) -> UUID:
    """Hold everything of a customer, or one case, from now on; what a purge has begun with is gone. Gives the hold's id.

    Raises CaseUnknown for a case or customer that the viewer does not see, ValueError without a ground or without either.
    """
    if not ground.strip():
        raise ValueError("A hold says on what ground it is placed.")

    def work() -> UUID:
        owner = _owner(customer, case)
        held = new_id(desk.world)
        LegalHold.objects.create(
            id=held,
            customer_id=owner,
            stream_id=case,
            ground=ground,
            who=viewer.who,
            from_at=desk.world.now(),
            until_at=until_at,
        )
        return held

    return durably(viewer, work)


def lift_hold(*, desk: Desk, viewer: Viewer, hold: UUID) -> bool:
    """End a hold now; False where there is none that still lasts. The row stays: who placed it, who lifted it."""
    now = desk.world.now()
    lasting = Q(until_at__isnull=True) | Q(until_at__gt=now)
    with seen_by(viewer):
        changed = LegalHold.objects.filter(lasting, id=hold).update(until_at=now, lifted_by=viewer.who)
    return changed == 1


def holds_on(*, viewer: Viewer, customer: UUID, at: int) -> tuple[Held, ...]:
    """Give the holds that last at a moment on a customer or a case of his, oldest first; none for whoever is not of staff."""
    lasting = Q(until_at__isnull=True) | Q(until_at__gt=at)
    with seen_by(viewer):
        found = LegalHold.objects.filter(lasting, customer_id=customer, from_at__lte=at).order_by(
            "from_at", "id"
        )
        return tuple(
            Held(
                one.id, one.customer_id, one.stream_id, one.ground, one.who, one.from_at, one.until_at, one.lifted_by
            )
            for one in found
        )  # fmt: skip


def _owner(customer: UUID | None, case: UUID | None) -> UUID:
    if case is not None:
        found: UUID | None = Stream.objects.filter(id=case).values_list("customer_id", flat=True).first()
    elif customer is not None:
        found = Customer.objects.filter(id=customer).values_list("id", flat=True).first()
    else:
        raise ValueError("A hold is placed on a customer or on a case.")
    if found is None:
        raise CaseUnknown(case or customer)
    return found
