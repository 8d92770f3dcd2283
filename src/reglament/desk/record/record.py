"""`record`: the one door through which every change of a case goes. Lock, read, decide, append, refresh, queue, in one transaction."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from reglament.core.case.act import (
    Accept,
    Act,
    Charge,
    Close,
    Doer,
    Enter,
    Link,
    MergeInto,
    Refund,
    Refuse,
    Reopen,
    Reply,
    Revive,
    SplitOff,
)
from reglament.core.case.answer import Accepted, Answer
from reglament.desk.ledger.stream import named_streams
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import NOTHING_ENCLOSED, Enclosed
from reglament.desk.record.fall_due import Fired, catch_up, settle
from reglament.desk.record.once import once
from reglament.desk.record.opened import open_unit
from reglament.desk.record.receive import receive_news
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import durably
from reglament.desk.record.unit import ContractUntouched, Unit
from reglament.desk.record.viewer import Viewer
from reglament.desk.record.write import write_down

# Acts after which limits, hours or quotas mostly stand otherwise.
COUNTING = (Accept, Charge, Close, Enter, MergeInto, Refund, Refuse, Reopen, Revive)


def record(
    *,
    desk: Desk,
    viewer: Viewer,
    case: UUID,
    act: Act,
    by: Doer,
    happened_at: int | None = None,
    enclosed: Enclosed = NOTHING_ENCLOSED,
    act_id: UUID | None = None,
) -> Recorded:
    """Put an act on a case through its decision. `happened_at`: now unless told late; `act_id`: asked for again under it, it is done once.

    A refusal is an answer: what the law wants kept of it is kept. Raises CaseUnknown where the viewer sees no such case,
    and Busy where others hold its records too long.
    """

    def perform(unit: Unit) -> Answer:
        moment = unit.now if happened_at is None else min(happened_at, unit.now)
        answer = unit.perform(act, unit.main, by, happened_at=moment, known_at=unit.now)
        if isinstance(answer, Accepted) and answer.new_case and isinstance(act, Reply):
            receive_news(unit, act, by, happened_at=moment)
        return answer

    return change(
        desk=desk,
        viewer=viewer,
        case=case,
        also=named_in(act),
        perform=perform,
        enclosed=enclosed,
        counts=isinstance(act, COUNTING),
        act_id=act_id,
    )


def change(
    *,
    desk: Desk,
    viewer: Viewer,
    case: UUID,
    also: Sequence[str],
    perform: Callable[[Unit], Answer],
    enclosed: Enclosed,
    counts: bool = True,
    act_id: UUID | None = None,
) -> Recorded:
    """Do the same for whatever `perform` does on the opened books; `also` names the other cases it is about.

    `counts`: it is likely to count against the contract, so that is locked at once; else only when it turns out to.
    """

    def work(*, lock_contract: bool) -> Recorded:
        ids = (case, *named_streams("case", also).values())
        unit = open_unit(desk, ids, main=case, lock_contract=lock_contract)
        if unit is None:
            raise AssertionError("books that were waited for are open")
        return once(act_id, case, partial(_carry_out, unit, perform, enclosed))

    try:
        return durably(viewer, lambda: work(lock_contract=counts))
    except ContractUntouched:
        return durably(viewer, lambda: work(lock_contract=True))


def named_in(act: Act) -> tuple[str, ...]:
    """Give the names of other cases an act is about."""
    match act:
        case Link(case=other) | SplitOff(into=other) | MergeInto(into=other):
            return (other,)
        case _:
            return ()


def _carry_out(unit: Unit, perform: Callable[[Unit], Answer], enclosed: Enclosed) -> Recorded:
    """First what had fallen due before this moment, then the act, then what falls due with it."""
    fired: list[Fired] = catch_up(unit, unit.main, until=unit.now - 1)
    known = set(unit.cases)
    before = len(unit.main.fresh)
    answer = perform(unit)
    said = len(unit.main.fresh) > before
    opened = [case for name, case in unit.cases.items() if name not in known]
    for case in (unit.main, *opened):
        fired += settle(unit, case, at=unit.now)
    if fired or any(case.fresh for case in unit.cases.values()):
        write_down(unit, fired, enclosed if said else NOTHING_ENCLOSED, to=next(iter(opened), None))
    main = unit.main
    new_case = opened[0].head.id if opened else None
    return Recorded(answer, main.head.id, main.name, main.head.seq, new_case)
