"""Opening the books of a transaction: contract first, then cases by id, then their alarms. The same order for everybody."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connection

from reglament.desk.ledger.stream import Head, find_streams, lock_streams
from reglament.desk.record.books import CaseBook, ContractBook
from reglament.desk.record.desk import Desk
from reglament.desk.record.unit import Unit

_BOARD = """select c.id, c.contract_id, c.contact_id, c.zone, c.digest, t.due_at
from "case" c left join timer t on t.stream_id = c.id and t.state = 'armed' where c.id = any(%s)"""


class CaseUnknown(LookupError):  # noqa: N818 - named for what happened
    """There is no such case, or it is not for this viewer: nobody is told which."""


def open_unit(
    desk: Desk, ids: Iterable[UUID], *, main: UUID, lock_contract: bool, now: int, skip_locked: bool = False
) -> Unit | None:
    """Open the books of cases that are on the board. None: `skip_locked`, and others hold one of them.

    Raises CaseUnknown where the viewer sees no such case.
    """
    wanted = sorted(set(ids))
    placed = _on_board(wanted)
    if main not in placed:
        raise CaseUnknown(main)
    contract = open_contract(desk, placed[main][0], lock=lock_contract)
    heads = lock_streams(wanted, skip_locked=skip_locked)
    if len(heads) < len(wanted):
        return None
    # What stood on the board may have changed while we waited for the lock; contract and edition never do.
    placed = _on_board(wanted)
    cases = {head.name: _case(desk, head, placed[head.id]) for head in heads.values()}
    return Unit(desk, now, cases[heads[main].name], contract, cases)


def open_others(desk: Desk, ids: Iterable[UUID]) -> dict[str, CaseBook]:
    """Open cases that an act is about besides the one it makes."""
    heads = lock_streams(ids)
    placed = _on_board(sorted(heads))
    return {head.name: _case(desk, head, placed[head.id]) for head in heads.values() if head.id in placed}


def open_contract(desk: Desk, contract: UUID | None, *, lock: bool) -> ContractBook | None:
    """Open a contract's book; locked, it may be written to."""
    if contract is None:
        return None
    heads = lock_streams([contract]) if lock else find_streams([contract])
    if contract not in heads:
        raise CaseUnknown(contract)
    head = heads[contract]
    return ContractBook(head, desk.contracts.entries(head), lock)


def _on_board(ids: list[UUID]) -> Mapping[UUID, tuple[UUID | None, UUID | None, str, str, int | None]]:
    with connection.cursor() as cursor:
        cursor.execute(_BOARD, (ids,))
        return {row[0]: row[1:] for row in cursor.fetchall()}


def _case(desk: Desk, head: Head, placed: tuple[UUID | None, UUID | None, str, str, int | None]) -> CaseBook:
    contract, contact, zone, digest, armed_at = placed
    book = CaseBook(
        head, desk.shelf.edition(digest), zone, contract, desk.cases.entries(head), armed_at, contact
    )
    book.done = _carried_out(head.id)
    return book


def _carried_out(stream: UUID) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("select key from firing where stream_id = %s", (stream,))
        return {key for (key,) in cursor.fetchall()}
