"""How clocks stand at the end of a history, as codes in columns."""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reglament.core.hours.zone import Ints
from reglament.core.replay.whatif.clocks import Clock
from reglament.core.replay.whatif.due_many import Dues
from reglament.core.target.target import Target

Codes = NDArray[np.uint8]


class Code(IntEnum):
    """`unjudged`: ended by a closing, a refusal or otherwise before it was due."""

    OPEN = 0
    MET = 1
    BREACHED = 2
    DEEMED = 3
    EXCUSED = 4
    UNJUDGED = 5


class Block(NamedTuple):
    """One instance of a metric in many cases: `rows` of the chunk, how each stands, by how many seconds it is late, when it was due."""

    metric: str
    cells: tuple[str | None, ...]
    rows: Ints
    codes: Codes
    late: Ints
    due: Ints


def judge_many(
    clock: Clock, dues: Dues, column: Callable[[int], Ints], until: int
) -> tuple[Codes, Ints, Ints]:
    """Give codes, seconds late and due moments of one clock in all cases."""
    due = dues.of(clock, column)
    if clock.end is None:
        ended = np.full(len(due), until, np.int64)
        kept = Code.OPEN
    else:
        ended = column(clock.end)
        kept = Code.MET if clock.met else Code.UNJUDGED
    broken = ended > due
    codes = np.where(broken, np.uint8(Code.BREACHED), np.uint8(kept)).astype(np.uint8)
    if clock.deemed:
        codes[:] = Code.DEEMED
    return codes, np.where(broken, ended - due, 0), due


def judge_one(target: Target, until: int) -> tuple[Code, int]:
    """Give the code and the seconds late of one target at the end of the history."""
    late = 0
    if target.breached_at is not None and target.due_at is not None:
        late = (until if target.ended_at is None else target.ended_at) - target.due_at
    if target.verdict == "open":
        return (Code.UNJUDGED if target.state == "cancelled" else Code.OPEN), late
    return Code[target.verdict.upper()], late
