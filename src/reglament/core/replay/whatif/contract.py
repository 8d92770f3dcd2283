"""The cases of one contract led through stages together, in order of arrival: places taken, given back, waited for."""

from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np

from reglament.core.contract.event import CaseCounted, CaseEnded, ContractEvent
from reglament.core.hours.zone import Ints
from reglament.core.replay.history.past import PastCase
from reglament.core.replay.whatif.clocks import Alarm, NotAlike
from reglament.core.replay.whatif.crowd import Crowd, number_of
from reglament.core.replay.whatif.due_many import NEVER, Dues
from reglament.core.replay.whatif.stage import Stage
from reglament.core.regulation.model.permission import CountRule

DEED, ALARM = 0, 1


class Limit(NamedTuple):
    """At most `number` cases hold the counter; `waits`: who finds no room stands in line."""

    counter: str
    number: int
    waits: bool


class _One:
    """A case on its way. `bell`: when which alarm goes off; `places`: counters it counts against, or waits for."""

    __slots__ = ("bell", "moments", "past", "places", "stage", "waiting")

    def __init__(self, past: PastCase, root: Stage) -> None:
        self.past = past
        self.stage = root
        self.moments: list[int] = []
        self.bell: tuple[int, Alarm] | None = None
        self.places: frozenset[str] = frozenset()
        self.waiting = False


def lead(
    cases: list[PastCase], roots: list[Stage], rules: tuple[CountRule, ...], dues: Dues, until: int
) -> list[tuple[Stage, list[int]]]:
    """Give where each case ends and the moments of its steps. Raises NotAlike where seconds collide or a case is like no other."""
    numbers = [(rule, number_of(rule, roots[0].terms)) for rule in rules]
    limits = [Limit(rule.counter, number, rule.over == "wait") for rule, number in numbers if number is not None]
    led = _Led([_One(past, root) for past, root in zip(cases, roots, strict=True)], limits, dues, until)
    led.run()
    return [(one.stage, one.moments) for one in led.cases]


class _Led:
    def __init__(self, cases: list[_One], limits: list[Limit], dues: Dues, until: int) -> None:
        self.cases = cases
        self._limits = limits
        self._dues = dues
        self._until = until
        self._line: list[int] = []
        self._used = dict.fromkeys((limit.counter for limit in limits), 0)
        self._moved = False

    def run(self) -> None:
        coming = [
            (moment, DEED, index, place)
            for index, one in enumerate(self.cases)
            for place, moment in enumerate(one.past.moments)
        ]
        heapify(coming)
        while coming:
            moment, kind, index, place = heappop(coming)
            one = self.cases[index]
            if kind == ALARM:
                if one.bell is None or one.bell[0] != moment or len(one.moments) != place:
                    continue
                self._ring(index, one, moment)
            else:
                if one.bell is not None and one.bell[0] == moment:
                    raise NotAlike
                self._do(index, one, place, moment)
            touched = [index, *(self._let_in(moment) if self._moved else ())]
            for other in touched:
                self._listen(self.cases[other])
                bell = self.cases[other].bell
                if bell is not None and bell[0] <= self._until:
                    heappush(coming, (bell[0], ALARM, other, len(self.cases[other].moments)))

    def _do(self, index: int, one: _One, place: int, moment: int) -> None:
        tied = bool(one.moments) and one.moments[-1] == moment
        one.moments.append(moment)
        stage = one.stage.after(
            one.past.deeds[place], tied=tied, moments=one.moments, crowd=self._crowd(index, one)
        )
        self._move(index, one, stage)

    def _ring(self, index: int, one: _One, moment: int) -> None:
        if one.bell is not None:
            one.moments.append(moment)
            crowd = self._crowd(index, one)
            self._move(index, one, one.stage.fired(one.bell[1], moments=one.moments, crowd=crowd))

    def _move(self, index: int, one: _One, stage: Stage) -> None:
        one.stage = stage
        for event in stage.gained:
            self._count(index, one, event)

    def _count(self, index: int, one: _One, event: ContractEvent) -> None:
        """As a contract's events are folded: who waits keeps his place in line."""
        if not isinstance(event, CaseCounted | CaseEnded):
            return
        self._moved = True
        for counter in one.places if not one.waiting else ():
            if counter in self._used:
                self._used[counter] -= 1
        one.waiting = isinstance(event, CaseCounted) and event.waiting
        counters = event.counters if isinstance(event, CaseCounted) else {}
        one.places = frozenset(name for name, counts in counters.items() if counts)
        if not one.waiting:
            for counter in one.places & self._used.keys():
                self._used[counter] += 1
            if index in self._line:
                self._line.remove(index)
        elif index not in self._line:
            self._line.append(index)

    def _crowd(self, index: int, one: _One) -> Crowd:
        found: list[tuple[str, bool, bool]] = []
        for limit in self._limits:
            own = limit.counter in one.places and not one.waiting
            full = self._used[limit.counter] - own >= limit.number
            before = bool(self._line) and self._waits_before(index, limit.counter)
            if full or before:
                found.append((limit.counter, full, before))
        return tuple(found)

    def _waits_before(self, index: int, counter: str) -> bool:
        for other in self._line:
            if other == index:
                return False
            if counter in self.cases[other].places:
                return True
        return False

    def _let_in(self, moment: int) -> list[int]:
        """Let in whom there is room for, the first in line first."""
        entered: list[int] = []
        self._moved = False
        waits = {limit.counter for limit in self._limits if limit.waits}
        for index in tuple(self._line):
            one = self.cases[index]
            if any(counter in waits for counter, _, _ in self._crowd(index, one) if counter in one.places):
                continue
            tied = one.moments[-1] == moment
            one.moments.append(moment)
            self._move(index, one, one.stage.entered(tied=tied, moments=one.moments))
            entered.append(index)
        return entered

    def _listen(self, one: _One) -> None:
        """Find when the first alarm of the stage goes off."""
        one.bell = None
        alarms = one.stage.alarms(one.moments)
        if not alarms:
            return
        column = _column(one.moments)
        rung = sorted(
            ((int(self._dues.of(alarm.clock, column)[0]), number) for number, alarm in enumerate(alarms))
        )
        first, number = rung[0]
        if first == NEVER:
            return
        if first < one.moments[-1] or (len(rung) > 1 and rung[1][0] == first):
            raise NotAlike
        one.bell = (first + 1, alarms[number])


class _column:  # noqa: N801 - a function with a memory
    """The moments of one case as columns of one."""

    __slots__ = ("_moments",)

    def __init__(self, moments: list[int]) -> None:
        self._moments = moments

    def __call__(self, step: int) -> Ints:
        return np.array([self._moments[step]], np.int64)
