"""One case looked at because its alarm rang: whatever has fallen due is carried out, in one transaction with the alarm's end."""

from uuid import UUID

from django.db import connection

from reglament.desk.clock.fail_point import fail_point
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import NOTHING_ENCLOSED
from reglament.desk.record.fall_due import catch_up, waits
from reglament.desk.record.opened import open_unit
from reglament.desk.record.transaction import durably
from reglament.desk.record.unit import ContractUntouched, Unit
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.record.write import write_down

# Another case of the contract whose alarm rang earlier and can be worked. One that waits too makes no room.
_EARLIER = """select min(t.due_at) from "case" c join timer t on t.stream_id = c.id
where c.contract_id = %s and c.id <> %s and c.status <> 'waiting' and t.state = 'armed' and t.due_at < %s
  and t.stream_id <> all(array(select stream_id from stuck))"""


def ring_case(*, desk: Desk, case: UUID) -> int | None:
    """Carry out what has fallen due on a case by now; give how many actions. None: somebody holds the case, or was quicker."""

    def work(*, lock_contract: bool) -> int | None:
        unit = open_unit(desk, [case], main=case, lock_contract=lock_contract, skip_locked=True)
        if unit is None:
            return None
        armed_at = unit.main.armed_at
        if armed_at is None or armed_at > unit.now:
            return None  # somebody was quicker
        fired = catch_up(unit, unit.main, until=_until(unit))
        if unit.main.armed_at == armed_at:
            return 0
        write_down(unit, fired, NOTHING_ENCLOSED)
        fail_point("watch.after effect")
        return len(fired)

    try:
        return durably(SYSTEM, lambda: work(lock_contract=False))
    except ContractUntouched:
        return durably(SYSTEM, lambda: work(lock_contract=True))


def _until(unit: Unit) -> int:
    """How far time may pass on the case. One that waits in line goes no further than what others of its contract still owe:
    room that one of them makes is there from that moment, not from when somebody looked.
    """
    case = unit.main
    if case.armed_at == unit.now or not waits(unit, case):
        return unit.now
    with connection.cursor() as cursor:
        cursor.execute(_EARLIER, (case.contract, case.head.id, unit.now))
        earlier: int | None = cursor.fetchone()[0]
        return unit.now if earlier is None else earlier
