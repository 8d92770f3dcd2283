"""Somebody who is signed in writes on a case: staff to the customer, by letter; the customer's person to staff."""

from dataclasses import dataclass
from uuid import UUID

from reglament.core.case.act import Doer, Reply
from reglament.core.case.decide.receive import STRANGER
from reglament.desk.clock.ids import new_id
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.content.text import storable
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Case
from reglament.desk.outbox.queue import NewLetter
from reglament.desk.outbox.route import find_route, read_by
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import Enclosed
from reglament.desk.record.opened import CaseUnknown, open_contract
from reglament.desk.record.record import record
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer

STAFF, CUSTOMER, WEB = "staff", "customer", "web"


@dataclass(frozen=True, slots=True)
class _Written:
    by: Doer
    enclosed: Enclosed


def write(*, desk: Desk, viewer: Viewer, case: UUID, text: str, act_id: UUID) -> Recorded:
    """Put the text on the case as a message; under one `act_id` once. Raises CaseUnknown and Busy."""
    message = new_id(desk.world)
    body = NewContent(new_id(desk.world), "body", storable(raw=text).text)
    with seen_by(viewer):
        row = Case.objects.filter(stream_id=case).first()
        if row is None:
            raise CaseUnknown(case)
        made = _by_staff if viewer.is_staff else _by_customer
        written = made(desk, viewer, row, message, body)
    return record(
        desk=desk,
        viewer=viewer,
        case=case,
        act=Reply(str(message)),
        by=written.by,
        enclosed=written.enclosed,
        act_id=act_id,
    )


def _by_staff(desk: Desk, viewer: Viewer, row: Case, message: UUID, body: NewContent) -> _Written:
    """Where there is no way to the customer, the case has the answer all the same."""
    now = desk.world.now()
    place = find_streams([row.stream_id])[row.stream_id]
    route = find_route(place, contact=row.contact_id, arrived=None, at=now)
    channel = route.channel if route else WEB
    kept = NewMessage(message, STAFF, viewer.who, channel, None, body.id, now)
    enclosed = Enclosed((body,), (kept,))
    if route is not None:
        language = read_by(route.language, desk.shelf.edition(row.digest))
        letter = NewLetter(new_id(desk.world), message, channel, route.recipient, language=language)
        enclosed = Enclosed((body,), (kept,), (letter,))
    return _Written(Doer(STAFF, actor=viewer.who), enclosed)


def _by_customer(desk: Desk, viewer: Viewer, row: Case, message: UUID, body: NewContent) -> _Written:
    now = desk.world.now()
    book = open_contract(desk, row.contract_id, lock=False)
    role = STRANGER
    if book is not None:
        standing = book.standing(desk.shelf.edition(row.digest), at=now, known_at=now)
        role = standing.contacts.get(viewer.who, STRANGER)
    kept = NewMessage(message, CUSTOMER, viewer.who, WEB, None, body.id, now)
    return _Written(Doer(CUSTOMER, role, viewer.who), Enclosed((body,), (kept,)))
