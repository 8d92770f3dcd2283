"""One case looked at because its alarm rang: whatever has fallen due is carried out, in one transaction with the alarm's end."""

from uuid import UUID

from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import NOTHING_ENCLOSED
from reglament.desk.record.fall_due import catch_up
from reglament.desk.record.opened import open_unit
from reglament.desk.record.transaction import durably
from reglament.desk.record.unit import ContractUntouched
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.record.write import write_down


def ring_case(*, desk: Desk, case: UUID) -> int | None:
    """Carry out what has fallen due on a case by now; give how many actions. None: somebody holds the case, try later."""

    def work(*, lock_contract: bool) -> int | None:
        now = desk.world.now()
        unit = open_unit(desk, [case], main=case, lock_contract=lock_contract, now=now, skip_locked=True)
        if unit is None:
            return None
        fired = catch_up(unit, unit.main, until=now)
        write_down(unit, fired, NOTHING_ENCLOSED)
        return len(fired)

    try:
        return durably(SYSTEM, lambda: work(lock_contract=False))
    except ContractUntouched:
        return durably(SYSTEM, lambda: work(lock_contract=True))
