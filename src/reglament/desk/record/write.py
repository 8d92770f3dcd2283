"""Writing down what a transaction decided: events, board, alarms, prose, letters, what was carried out. In the one lock order."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db import transaction

from reglament.core.case.event import Marked, Received, Supplied
from reglament.core.contract.event import CaseCounted, ContractEntry, EventCounted
from reglament.desk.board.row import Row, row_of
from reglament.desk.board.write import arm, put_participants, put_row, ring
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.clock.ids import new_id
from reglament.desk.content.file import keep_files
from reglament.desk.content.keep import keep_contents, keep_messages
from reglament.desk.content.retention import ends_of
from reglament.desk.ledger.append import append
from reglament.desk.ledger.stored import store_contract_entry, store_entry
from reglament.desk.ledger.stream import begin_stream, named_streams
from reglament.desk.models.sheet import Part, Sheet
from reglament.desk.outbox.queue import queue
from reglament.desk.record.books import CaseBook
from reglament.desk.record.enclosed import NOTHING_ENCLOSED, Enclosed
from reglament.desk.record.fall_due import Fired, alarm_from_now, settle
from reglament.desk.record.inform import inform
from reglament.desk.record.unit import Unit

_FIRED = Part(
    "fired",
    """fired as (
  insert into firing(stream_id, key, kind, at, fired_at) select *
  from jsonb_to_recordset({rows}) as f(stream uuid, key text, kind text, at bigint, fired_at bigint))""",
)
_NOTICES = Part(
    "notices",
    """notices as (
  insert into notice(id, stream_id, kind, key, role, rule, at) select *
  from jsonb_to_recordset({rows}) as n(id uuid, stream uuid, kind text, key text, role text, rule text, at bigint))""",
)


def write_down(unit: Unit, fired: Sequence[Fired], enclosed: Enclosed, *, to: CaseBook | None = None) -> None:
    """Write everything; nothing of it stands before the transaction commits. `to`: the case the enclosed is of, else the main one."""
    home = to or unit.main
    parcels, late = _informed(unit, home, enclosed)
    act = new_id(unit.desk.world)
    sheet = Sheet()
    woken = _write_contract(unit, act, sheet)
    cases = sorted(unit.cases.values(), key=lambda one: one.head.id)
    for case in cases:
        _write_case(case, act, _keep(unit, case, parcels[case.name], sheet), sheet)
    rows = [_write_board(unit, case, _subject(enclosed) if case is home else None, sheet) for case in cases]
    ring(woken, _made_room_at(unit), sheet=sheet)
    _carried_out(unit, [*fired, *late], sheet)
    for case in cases:
        keep_messages(case.head, parcels[case.name].messages, sheet=sheet)
        queue(case.head, parcels[case.name].letters, at=unit.now, sheet=sheet)
    fail_point("record.before writing")
    sheet.write()
    fail_point("record.written")
    if unit.contract is not None:
        remembered = partial(unit.desk.contracts.remember, unit.contract.head.id, tuple(unit.contract.fresh))
        transaction.on_commit(remembered)
    for case, row in zip(cases, rows, strict=True):
        if row is not None and row.participants:
            put_participants(case.head, row.participants)


def _informed(unit: Unit, home: CaseBook, enclosed: Enclosed) -> tuple[dict[str, Enclosed], list[Fired]]:
    """What comes with each case, letters to the customer about it among that; and what those made fall due."""
    parcels: dict[str, Enclosed] = {}
    late: list[Fired] = []
    for case in tuple(unit.cases.values()):
        own = enclosed if case is home else NOTHING_ENCLOSED
        before = len(case.fresh)
        parcels[case.name] = own.plus(inform(unit, case, own))
        if len(case.fresh) > before:
            late += settle(unit, case, at=unit.now)
    return parcels, late


def _write_contract(unit: Unit, act: UUID, sheet: Sheet) -> list[UUID]:
    """Write the contract's events; give the cases that wait in its line, if room may have come."""
    book = unit.contract
    if book is None or not book.fresh:
        return []
    line = unit.standing(unit.main).line if any(_may_make_room(entry, unit) for entry in book.fresh) else ()
    book.head = append(book.head, [store_contract_entry(entry, act=act) for entry in book.fresh], sheet=sheet)
    waiting = named_streams("case", (name for name in line if name not in unit.cases))
    return sorted(waiting.values())


def _may_make_room(entry: ContractEntry, unit: Unit) -> bool:
    """Whether somebody who waits may get in by it: not by another use, nor by a case that has begun just now."""
    event = entry.event
    if isinstance(event, CaseCounted):
        case = unit.cases.get(event.case)
        return case is None or len(case.fresh) < len(case.entries)
    return not isinstance(event, EventCounted)


def _made_room_at(unit: Unit) -> int:
    """The moment of what the contract was told: earlier than now where an alarm was late, and never later."""
    fresh = unit.contract.fresh if unit.contract else []
    return min((unit.now, *(entry.known_at for entry in fresh)))


def _keep(unit: Unit, case: CaseBook, parcel: Enclosed, sheet: Sheet) -> bytes:
    """Keep the prose and files that come with the case until their time is over; give the commitments to them."""
    if not parcel.contents and not parcel.messages and not parcel.files:
        return b""
    filled = [
        entry.event.fields for entry in case.fresh if isinstance(entry.event, Received | Supplied | Marked)
    ]
    until = ends_of(
        contents=parcel.contents,
        messages=parcel.messages,
        files=[file.id for file in parcel.files],
        fields=[pair for fields in filled for pair in fields.items()],
        terms=unit.terms(case, at=unit.now),
        at=unit.now,
    )
    safe, world = unit.desk.safe, unit.desk.world
    prose = keep_contents(
        case.head,
        parcel.contents,
        safe=safe,
        world=world,
        at=unit.now,
        messages=parcel.messages,
        until=until,
        sheet=sheet,
    )
    return prose + keep_files(case.head, parcel.files, safe=safe, world=world, at=unit.now, until=until)


def _write_case(case: CaseBook, act: UUID, commitments: bytes, sheet: Sheet) -> None:
    rows = [
        store_entry(entry, commitments=commitments if place == 0 else b"", act=act)
        for place, entry in enumerate(case.fresh)
    ]
    is_new = case.head.seq == 0
    case.head = append(case.head, rows, sheet=sheet, is_new=is_new)
    if is_new and rows:
        begin_stream(case.head, contract=case.contract, contact=case.contact, sheet=sheet)


def _write_board(unit: Unit, case: CaseBook, subject: UUID | None, sheet: Sheet) -> Row | None:
    if not case.entries:
        return None
    terms, standing = unit.terms(case, at=unit.now), unit.standing(case)
    view = unit.view(case, at=unit.now, standing=standing)
    row = row_of(terms, case.entries, standing=standing, name=case.name, at=unit.now, view=view)
    put_row(
        case.head,
        row,
        contract=case.contract,
        contact=case.contact,
        subject=subject,
        zone=terms.zone,
        digest=case.regulation.digest,
        sheet=sheet,
    )
    alarm, is_new = _alarm(unit, case), len(case.fresh) == len(case.entries)
    if alarm is not None or not is_new:
        arm(case.head.id, alarm, generation=case.generation, sheet=sheet)
    return row


def _alarm(unit: Unit, case: CaseBook) -> int | None:
    """The next alarm. At once for another case that was written into, and where the watch could not catch up in one turn."""
    if case is not unit.main and len(case.fresh) < len(case.entries):
        return min(unit.now, case.armed_at) if case.armed_at is not None else unit.now
    if case.armed_at is not None and case.armed_at <= unit.now:
        return case.armed_at
    return alarm_from_now(unit, case)


def _subject(enclosed: Enclosed) -> UUID | None:
    return next((message.subject for message in enclosed.messages), None)


def _carried_out(unit: Unit, fired: Sequence[Fired], sheet: Sheet) -> None:
    for case, action in ((one.case, one.action) for one in fired):
        row = {"stream": case.head.id, "key": action.key, "kind": action.kind, "at": action.at}
        sheet.add(_FIRED, {**row, "fired_at": unit.now})
        if action.act is None:
            rule = action.target.rule if action.target else ""
            sheet.add(_NOTICES, {**row, "id": new_id(unit.desk.world), "role": action.to or "", "rule": rule})
