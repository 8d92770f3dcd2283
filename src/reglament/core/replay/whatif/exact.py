"""The cases of one contract replayed step by step, in order of what was known when: what every quicker way must equal."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from reglament.core.case.event import Entries
from reglament.core.contract.event import (
    CaseCounted,
    CaseEnded,
    ContractEntry,
    ContractEvent,
    EventCounted,
    Granted,
)
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.replay.history.past import PastCase
from reglament.core.replay.whatif.stepper import Stepper
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target

DEED, ALARM = 0, 1
FIRST = -(1 << 62)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A case as it went under the edition: its entries, what did not fit, its targets at the end of the history.

    `uses`: how often it used one of a period.
    """

    past: PastCase
    entries: Entries
    unfit: str | None
    targets: tuple[Target, ...]
    uses: int = 0


def replay_contract(cases: Sequence[PastCase], terms: Terms, until: int) -> tuple[Replayed, ...]:
    """Replay cases of one contract; raises what `hours.due` does."""
    books = _Books(terms, cases, until)
    books.run()
    standing = books.standing(until)
    return tuple(
        Replayed(
            one.past,
            one.entries,
            one.unfit,
            targets(terms, one.entries, at=until, known_at=until, standing=standing, steps=False),
            books.uses(str(index)),
        )
        for index, one in enumerate(books.cases)
    )


class _Books:
    """The streams of a contract and its cases, and what is to come: deeds as told, alarms as they are computed."""

    def __init__(self, terms: Terms, cases: Sequence[PastCase], until: int) -> None:
        self._terms = terms
        self._until = until
        self._counted: list[ContractEntry] = []
        self._seq = 1
        self._coming: list[tuple[int, int, int, int]] = []
        self._alarm: dict[int, int | None] = {}
        self._line_moved = False
        if terms.contract is not None:
            self._counted.append(ContractEntry(1, FIRST, FIRST, "staff", Granted(terms.contract)))
        self.cases = [
            Stepper(past, terms, str(index), self.standing, self._count) for index, past in enumerate(cases)
        ]
        for index, past in enumerate(cases):
            for place, moment in enumerate(past.known or past.moments):
                heappush(self._coming, (moment, DEED, index, place))

    def standing(self, at: int) -> Standing:
        return fold_contract(self._counted, self._terms.regulation, at=at, known_at=at)

    def uses(self, case: str) -> int:
        """Count how often a case used one of a period."""
        events = (entry.event for entry in self._counted)
        return sum(isinstance(event, EventCounted) and event.case == case for event in events)

    def run(self) -> None:
        """A deed comes before what falls due in its second; whatever fell due earlier has happened by then."""
        while self._coming:
            moment, kind, index, place = heappop(self._coming)
            if moment > self._until:
                return
            if kind == DEED:
                self.cases[index].do(place, moment)
            elif self._alarm.get(index) != moment:
                continue
            self._settle(index, moment)

    def _settle(self, index: int, at: int) -> None:
        """Do what is due on this case, and let in from the line whom that leaves room for."""
        self._settle_case(index, at)
        while self._line_moved:
            self._line_moved = False
            for name in self.standing(at).line:
                self._settle_case(int(name), at)

    def _settle_case(self, index: int, at: int) -> None:
        one = self.cases[index]
        one.settle(at)
        alarm = self._alarm[index] = one.wakes_at(at)
        if alarm is not None and alarm <= self._until:
            heappush(self._coming, (alarm, ALARM, index, 0))

    def _count(self, events: tuple[ContractEvent, ...], happened_at: int, known_at: int) -> None:
        """Enter on the contract's stream; a case that has ended needs no entry of its own any more."""
        for event in events:
            if isinstance(event, CaseCounted | CaseEnded):
                self._line_moved = True
            if isinstance(event, CaseEnded):
                self._counted = [one for one in self._counted if not _is_place_of(event.case, one.event)]
                continue
            self._seq += 1
            self._counted.append(ContractEntry(self._seq, happened_at, known_at, "system", event))


def _is_place_of(case: str, event: ContractEvent) -> bool:
    return isinstance(event, CaseCounted) and event.case == case
