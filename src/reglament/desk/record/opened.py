"""Opening the books of a transaction: contract first, then cases by id, then their alarms. The same order for everybody."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from django.db import connection

from reglament.desk.ledger.stream import Head, find_streams, lock_streams
from reglament.desk.record.books import CaseBook, ContractBook
from reglament.desk.record.desk import Desk
from reglament.desk.record.present import present
from reglament.desk.record.unit import Unit

# Read before the contract: whatever rings the alarm after that may have changed the contract too.
_BOARD = """select c.id, c.contract_id, c.contact_id, c.zone, c.digest, coalesce(t.generation, 0)
from "case" c left join timer t on t.stream_id = c.id where c.id = any(%s)"""
_STANDS = """select s.id, t.due_at, array(select key from firing f where f.stream_id = s.id)
from unnest(%s::uuid[]) as s(id) left join timer t on t.stream_id = s.id and t.state = 'armed'"""

Placed = tuple[UUID | None, UUID | None, str, str, int]


class CaseUnknown(LookupError):  # noqa: N818 - named for what happened
    """There is no such case, or it is not for this viewer: nobody is told which."""


def open_unit(
    desk: Desk, ids: Iterable[UUID], *, main: UUID, lock_contract: bool, skip_locked: bool = False
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
    cases = {case.name: case for case in _cases(desk, heads, placed)}
    now = present(desk.world, (*cases.values(), contract))
    return Unit(desk, now, cases[heads[main].name], contract, cases)


def open_others(desk: Desk, ids: Iterable[UUID]) -> dict[str, CaseBook]:
    """Open cases that an act is about besides the one it makes."""
    heads = lock_streams(ids)
    if not heads:
        return {}
    return {case.name: case for case in _cases(desk, heads, _on_board(sorted(heads)))}


def open_contract(desk: Desk, contract: UUID | None, *, lock: bool) -> ContractBook | None:
    """Open a contract's book; locked, it may be written to."""
    if contract is None:
        return None
    heads = lock_streams([contract]) if lock else find_streams([contract])
    if contract not in heads:
        raise CaseUnknown(contract)
    head = heads[contract]
    return ContractBook(head, desk.contracts.kept(head), lock)


def _on_board(ids: list[UUID]) -> Mapping[UUID, Placed]:
    """What never changes after a case's receipt, and how often others rang its alarm so far."""
    with connection.cursor() as cursor:
        cursor.execute(_BOARD, (ids,))
        return {row[0]: row[1:] for row in cursor.fetchall()}


def _cases(desk: Desk, heads: Mapping[UUID, Head], placed: Mapping[UUID, Placed]) -> Iterator[CaseBook]:
    """Open locked cases, with their alarms and what was carried out already as they stand under the lock."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDS, (sorted(heads),))
        stands = {row[0]: row[1:] for row in cursor.fetchall()}
    for head in heads.values():
        contract, contact, zone, digest, generation = placed[head.id]
        armed_at, done = stands[head.id]
        entries, regulation = desk.cases.entries(head), desk.shelf.edition(digest)
        yield CaseBook(
            head, regulation, zone, contract, entries, armed_at, contact, generation, done=set(done)
        )
