"""The cases of one contract led to the end together, in order of arrival: places taken, given back, waited for."""

from collections.abc import Sequence
from functools import partial
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from reglament.core.contract.event import CaseCounted, CaseEnded, ContractEvent
from reglament.core.contract.terms import Terms
from reglament.core.replay.history.past import PastCase
from reglament.core.replay.whatif.crowd import Crowd, number_of
from reglament.core.replay.whatif.due_many import Dues
from reglament.core.replay.whatif.law import Law
from reglament.core.replay.whatif.led import Led, LedAlone, LedByStages
from reglament.core.replay.whatif.stage import Stage

DEED, ALARM = 0, 1
NONE: frozenset[str] = frozenset()


class Limit(NamedTuple):
    """At most `number` cases hold the counter; `waits`: who finds no room stands in line."""

    counter: str
    number: int
    waits: bool


def lead(
    cases: Sequence[PastCase],
    roots: Sequence[Stage | None],
    *,
    terms: Terms,
    law: Law,
    dues: Dues,
    until: int,
) -> list[Led]:
    """Lead each case from its root, step by step where it has none. Raises NotAlike where a case needs a way of its own."""
    numbers = [(rule, number_of(rule, terms)) for rule in law.limits or ()]
    limits = [
        Limit(rule.counter, number, rule.over == "wait") for rule, number in numbers if number is not None
    ]
    led: list[Led] = [
        LedAlone(past, terms) if root is None else LedByStages(past, root, dues)
        for past, root in zip(cases, roots, strict=True)
    ]
    _Contract(led, limits, until).run()
    return led


class _Contract:
    def __init__(self, cases: list[Led], limits: list[Limit], until: int) -> None:
        self._cases = cases
        self._limits = limits
        self._waits = {limit.counter for limit in limits if limit.waits}
        self._until = until
        self._line: list[int] = []
        self._used = dict.fromkeys((limit.counter for limit in limits), 0)
        self._moved = False

    def run(self) -> None:
        """A deed comes before what falls due in its second."""
        coming = [
            (moment, DEED, index, place)
            for index, one in enumerate(self._cases)
            for place, moment in enumerate(one.past.known or one.past.moments)
        ]
        heapify(coming)
        while coming:
            moment, kind, index, place = heappop(coming)
            one = self._cases[index]
            if kind == DEED:
                self._count(index, one.do(place, moment, self._crowd(index)))
            elif one.bell == moment:
                self._count(index, one.ring(moment, self._crowd(index)))
            else:
                continue
            for other in (index, *self._let_in(moment)) if self._moved else (index,):
                self._cases[other].last_at = moment
                bell = self._cases[other].listen(moment, partial(self._crowd, other))
                if bell is not None and bell <= self._until:
                    heappush(coming, (bell, ALARM, other, 0))

    def _count(self, index: int, gained: Sequence[ContractEvent]) -> None:
        """As a contract's events are folded: who waits keeps his place in line."""
        one = self._cases[index]
        for event in gained:
            if not isinstance(event, CaseCounted | CaseEnded):
                continue
            self._moved = True
            self._take(one.places if not one.waiting else NONE, -1)
            one.waiting = isinstance(event, CaseCounted) and event.waiting
            counters = event.counters if isinstance(event, CaseCounted) else {}
            one.places = frozenset(name for name, counts in counters.items() if counts)
            if one.waiting:
                if index not in self._line:
                    self._line.append(index)
            else:
                self._take(one.places, 1)
                if index in self._line:
                    self._line.remove(index)

    def _take(self, counters: frozenset[str], number: int) -> None:
        for counter in counters & self._used.keys():
            self._used[counter] += number

    def _crowd(self, index: int) -> Crowd:
        one = self._cases[index]
        # Who has his place is asked for none: whatever the others do, it is nothing to him.
        held = one.places if not one.waiting else NONE
        return tuple(
            [
                limit.counter
                for limit in self._limits
                if limit.counter not in held
                and (
                    self._used[limit.counter] >= limit.number
                    or (limit.waits and self._waits_before(index, limit.counter))
                )
            ]
        )

    def _waits_before(self, index: int, counter: str) -> bool:
        for other in self._line:
            if other == index:
                return False
            if counter in self._cases[other].places:
                return True
        return False

    def _let_in(self, moment: int) -> list[int]:
        """Let in whom there is room for, the first in line first."""
        entered: list[int] = []
        while self._moved:
            self._moved = False
            for index in tuple(self._line):
                one = self._cases[index]
                shut = self._waits.intersection(self._crowd(index)) & one.places
                if not shut and one.waiting:
                    self._count(index, one.enter(moment, self._crowd(index)))
                    entered.append(index)
        return entered
