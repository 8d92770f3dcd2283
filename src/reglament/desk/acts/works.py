"""What is done to a product: maintenance laid down in its documentation, its mode, technological works the regulation lets pass."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from reglament.core.case.act import Doer, Record
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.record import FROM, TO
from reglament.desk.acts.on_line import NotThere
from reglament.desk.acts.product import product_of
from reglament.desk.clock.ids import new_id
from reglament.desk.models import Maintenance, ProductMode, Work
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import NOTHING_ENCLOSED
from reglament.desk.record.record import change
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.unit import Unit
from reglament.desk.record.viewer import Viewer


class NotWhole(ValueError):  # noqa: N818 - named for what is wrong
    """Something that must be told is missing or cannot be: the message names it."""


def announce_maintenance(
    *,
    desk: Desk,
    viewer: Viewer,
    product: UUID,
    from_at: int,
    until_at: int,
    document: str,
    texts: Mapping[str, str],
) -> UUID:
    """Announce maintenance of a product from one moment to another, UTC seconds; give its id. Raises NotWhole.

    `document`: the place in the documentation that lays it down; `texts`: language → what customers read.
    """
    if not document.strip():
        raise NotWhole("the place in the manual that lays the maintenance down")
    if until_at <= from_at:
        raise NotWhole("an end after the beginning")
    with seen_by(viewer):
        product_of(viewer, product)
        made = Maintenance.objects.create(
            id=new_id(desk.world), product_id=product, from_at=from_at, until_at=until_at,
            document=document.strip(), texts=dict(texts), announced_at=desk.world.now(), announced_by=viewer.who,
        )  # fmt: skip
        return made.id


def cancel_maintenance(*, desk: Desk, viewer: Viewer, maintenance: UUID) -> None:
    """Say that announced maintenance will not be, or is over; it stays in the history."""
    with seen_by(viewer):
        row = Maintenance.objects.filter(id=maintenance).first()
        if row is None:
            raise NotThere(f"maintenance {maintenance}")
        product_of(viewer, row.product_id)
        Maintenance.objects.filter(id=row.id, cancelled_at=None).update(cancelled_at=desk.world.now())


def put_mode(
    *,
    desk: Desk,
    viewer: Viewer,
    product: UUID,
    mode: str,
    titles: Mapping[str, str],
    from_at: int | None = None,
) -> None:
    """Say in which mode a product runs from a moment on (UTC seconds; None: now). What was said before is never changed:
    of two words on one moment the second is refused. Raises NotWhole.
    """
    now = desk.world.now()
    with seen_by(viewer):
        product_of(viewer, product)
        moment = now if from_at is None else from_at
        if ProductMode.objects.filter(product_id=product, from_at=moment).exists():
            raise NotWhole("a moment of which no mode was said yet")
        ProductMode.objects.create(
            product_id=product, from_at=moment, mode=mode, titles=dict(titles), known_at=now, by=viewer.who
        )


def plan_work(
    *,
    desk: Desk,
    viewer: Viewer,
    case: UUID,
    mark: str,
    from_at: int,
    until_at: int,
    by: Doer,
    fields: Mapping[str, str] | None = None,
    note: str = "",
    act_id: UUID | None = None,
) -> Recorded:
    """Plan technological work on a case, recorded as the mark its regulation has for it; where a clause names the hours for such
    work, it decides. The list of works has what was accepted, from the same transaction.
    """
    told = {**(fields or {}), FROM: _written(from_at), TO: _written(until_at)}

    def perform(unit: Unit) -> Answer:
        answer = unit.perform(Record(mark, told), unit.main, by, happened_at=unit.now, known_at=unit.now)
        if isinstance(answer, Accepted):
            head = unit.main.head
            Work.objects.create(
                id=new_id(desk.world), case_id=case, customer_id=head.customer, line_id=head.line,
                from_at=from_at, until_at=until_at, note=note, planned_at=unit.now, planned_by=viewer.who,
            )  # fmt: skip
        return answer

    return change(
        desk=desk, viewer=viewer, case=case, also=(), perform=perform, enclosed=NOTHING_ENCLOSED, counts=False,
        act_id=act_id,
    )  # fmt: skip


def _written(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()
