"""Receiving a case: its stream is opened and its first act decided, with the contract locked, for limits count from here."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from reglament.core.case.act import Doer, Receive, Reply
from reglament.core.case.decide.follow_up import follow_up
from reglament.core.case.fold import fold
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.clock.ids import new_id
from reglament.desk.ledger.chain import GENESIS
from reglament.desk.ledger.stream import Head, named_streams
from reglament.desk.record.books import CaseBook
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import NOTHING_ENCLOSED, Enclosed
from reglament.desk.record.fall_due import settle
from reglament.desk.record.opened import open_contract, open_others
from reglament.desk.record.present import present
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import durably
from reglament.desk.record.unit import Unit
from reglament.desk.record.viewer import Viewer
from reglament.desk.record.write import write_down


@dataclass(frozen=True, slots=True)
class Sender:
    """From whom, as identified: `zone` is his side's where the contract names none; `contract` None: he has none."""

    customer: UUID
    line: int
    regulation: Regulation
    zone: str
    contract: UUID | None = None
    contact: UUID | None = None


def receive(
    *,
    desk: Desk,
    viewer: Viewer,
    act: Receive,
    sender: Sender,
    by: Doer,
    name: str,
    happened_at: int | None = None,
    enclosed: Enclosed = NOTHING_ENCLOSED,
) -> Recorded:
    """Receive a request as the case `name`, a number taken beforehand (`take_number`). A refusal is an answer, and kept;
    `seq` 0: turned away unrecorded, and there is no case.

    Raises IntegrityError where a case of this name was received already: the same message came twice.
    """

    def work() -> Recorded:
        contract = open_contract(desk, sender.contract, lock=True)
        others = open_others(desk, named_streams("case", [act.case] if act.case else []).values())
        case = _new_case(desk, sender, name)
        now = present(desk.world, (contract, *others.values()))
        unit = Unit(desk, now, case, contract, {case.name: case, **others})
        moment = now if happened_at is None else min(happened_at, now)
        answer = unit.perform(act, case, by, happened_at=moment, known_at=now)
        fired = settle(unit, case, at=now)
        if case.entries:
            write_down(unit, fired, enclosed)
        else:
            transaction.set_rollback(True)  # turned away unrecorded: there is no case
        return Recorded(answer, case.head.id, case.name, case.head.seq)

    return durably(viewer, work)


def receive_news(unit: Unit, news: Reply, by: Doer, *, happened_at: int) -> CaseBook | None:
    """Open a case for news on one that stays closed, from the same sender, linked to it; None: it was never received."""
    former = unit.main
    state = fold(former.entries, former.regulation)
    act = follow_up(news, of=former.name, former=state, by=by, regulation=former.regulation)
    if act is None:
        return None
    head = former.head
    sender = Sender(head.customer, head.line, former.regulation, former.zone, former.contract, former.contact)
    case = _new_case(unit.desk, sender, unit.desk.number(head.line))
    unit.cases[case.name] = case
    unit.perform(act, case, by, happened_at=happened_at, known_at=unit.now)
    return case


def _new_case(desk: Desk, sender: Sender, name: str) -> CaseBook:
    """A case whose stream begins with what is written down of it."""
    head = Head(new_id(desk.world), sender.customer, sender.line, "case", name, 0, GENESIS)
    return CaseBook(head, sender.regulation, sender.zone, sender.contract, (), contact=sender.contact)
