"""That a due action was carried out is written down in a transaction after its own."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

import pytest

from reglament.desk.clock.fail_point import fail_point
from reglament.desk.record import write
from reglament.desk.record.desk import Desk
from reglament.desk.record.fall_due import Fired
from reglament.desk.record.ring import ring_case
from reglament.desk.record.transaction import durably
from reglament.desk.record.unit import Unit
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch import tick

CARRIED_OUT = write._carried_out  # noqa: SLF001 - what is replaced


def plant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tick, "ring_case", in_two)


def in_two(*, desk: Desk, case: UUID) -> int | None:
    later: list[Callable[[], None]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "_carried_out", partial(put_off, later))
        done = ring_case(desk=desk, case=case)
    fail_point("planted.between effect and firing")
    for one in later[-1:]:
        durably(SYSTEM, one)
    return done


def put_off(later: list[Callable[[], None]], unit: Unit, fired: Sequence[Fired]) -> None:
    later.append(partial(CARRIED_OUT, unit, fired))
