"""Many cases led through stages together: they part where a clock of one of them acts before the next deed and another's does not."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reglament.core.hours.faults import CalendarExhausted, DayLengthUnknown
from reglament.core.hours.zone import Ints
from reglament.core.replay.history.past import Deed
from reglament.core.replay.whatif.clocks import NotAlike
from reglament.core.replay.whatif.due_many import NEVER, Dues
from reglament.core.replay.whatif.stage import Stage

NO_ANSWER = (NotAlike, CalendarExhausted, DayLengthUnknown)
LONE = 1


class Herd(NamedTuple):
    """Cases at one stage: `rows` of the chunk, the moments of each step so far, how many deeds they have behind them."""

    stage: Stage
    rows: Ints
    columns: tuple[Ints, ...]
    deeds: int

    def first(self) -> tuple[int, ...]:
        """Moments of the case in whose name the others are decided."""
        return tuple(int(column[0]) for column in self.columns)

    def only(self, mask: NDArray[np.bool_]) -> "Herd":
        return Herd(self.stage, self.rows[mask], tuple(one[mask] for one in self.columns), self.deeds)

    def stepped(self, stage: Stage, moments: Ints) -> "Herd":
        return Herd(stage, self.rows, (*self.columns, moments), self.deeds)


class Walked(NamedTuple):
    """`ended`: herds at the end of the history; `alone`: rows that have to be replayed by themselves."""

    ended: list[Herd]
    alone: list[Ints]


def walk(
    root: Stage,
    rows: Ints,
    *,
    path: Sequence[tuple[Deed, bool]],
    moments: Ints,
    dues: Dues,
    until: int,
) -> Walked:
    """Lead cases with the same deeds in the same order to the end of the history; `moments`: a row a case, a column a deed."""
    walked = Walked([], [])
    waiting = [Herd(root, np.arange(len(rows)), (), 0)]
    while waiting:
        herd = waiting.pop()
        try:
            following = moments[herd.rows, herd.deeds] if herd.deeds < len(path) else until + 1
            waiting.extend(_step(herd, path, np.broadcast_to(following, herd.rows.shape), dues, walked))
        except NO_ANSWER:
            walked.alone.append(herd.rows)
    ended = [herd._replace(rows=rows[herd.rows]) for herd in walked.ended]
    return Walked(ended, [rows[places] for places in walked.alone])


def _step(
    herd: Herd, path: Sequence[tuple[Deed, bool]], following: Ints, dues: Dues, walked: Walked
) -> Iterator[Herd]:
    """Let time pass until the next deed, then do it; `following`: when that is, or the end of the history."""
    last = herd.deeds == len(path)
    stay = np.ones(len(herd.rows), np.bool_)
    for fired, mask in _fired(herd, following, dues, walked):
        stay &= ~mask
        if fired is not None:
            yield fired
    if not stay.all():
        herd, following = herd.only(stay), following[stay]
    if not len(herd.rows):
        return
    if last:
        walked.ended.append(herd)
        return
    deed, tied = path[herd.deeds]
    stage = herd.stage.after(deed, tied=tied, moments=(*herd.first(), int(following[0])))
    yield herd.stepped(stage, following)._replace(deeds=herd.deeds + 1)


def _fired(
    herd: Herd, following: Ints, dues: Dues, walked: Walked
) -> Iterator[tuple[Herd | None, NDArray[np.bool_]]]:
    """Part off the cases in which a clock acts before the next deed; where seconds collide, a case goes alone."""
    alarms = herd.stage.alarms(herd.first()) if herd.columns else ()
    if not alarms:
        return
    broken = np.stack([_broken(dues.of(alarm.clock, herd.columns.__getitem__)) for alarm in alarms])
    first = broken.min(axis=0)
    acts = first < following
    several = (broken == first).sum(axis=0) > LONE
    odd = (first == following) | (acts & (several | (first <= herd.columns[-1])))
    if odd.any():
        walked.alone.append(herd.rows[odd])
        yield None, odd
    for number, alarm in enumerate(alarms):
        mask = acts & ~odd & (broken[number] == first)
        if mask.any():
            parted = herd.only(mask)
            moments = first[mask]
            stage = herd.stage.fired(alarm, moments=(*parted.first(), int(moments[0])))
            yield parted.stepped(stage, moments), mask


def _broken(due: Ints) -> Ints:
    return np.where(due == NEVER, NEVER, due + 1)
