"""The cases of one contract replayed step by step: every deed through its decision, what falls due by itself at its own moment."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from reglament.core.case.act import Act, Correct, Doer
from reglament.core.case.answer import Accepted, Refused
from reglament.core.case.decide.door import decide
from reglament.core.case.event import Entries, Entry, Event
from reglament.core.contract.contract import Contract
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
from reglament.core.target.due_action import DueAction, due_actions
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target
from reglament.core.target.wake import wake_at

SYSTEM = Doer("system")
NEW_CASE = "case/new"
DEED, ALARM = 0, 1


@dataclass(slots=True)
class Replay:
    """A case while it is replayed. `unfit`: code of the first answer that turned away something which was done."""

    past: PastCase
    entries: Entries = ()
    unfit: str | None = None
    done: set[str] = field(default_factory=set)
    written: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A case as it went under the edition: its entries, what did not fit, its targets at the end of the history."""

    past: PastCase
    entries: Entries
    unfit: str | None
    targets: tuple[Target, ...]
    uses: int = 0


def replay_contract(cases: Iterable[PastCase], terms: Terms, until: int) -> tuple[Replayed, ...]:
    """Replay cases of one contract in order of what was known when; raises what `hours.due` does."""
    books = _Books(terms, [Replay(past) for past in cases], until)
    books.run()
    return tuple(
        Replayed(
            one.past,
            one.entries,
            one.unfit,
            targets(
                terms, one.entries, at=until, known_at=until, standing=books.standing(until), steps=False
            ),
            books.uses(str(index)),
        )
        for index, one in enumerate(books.cases)
    )


class _Books:
    """The streams of a contract and its cases, and what is to come: deeds as told, alarms as they are computed."""

    def __init__(self, terms: Terms, cases: list[Replay], until: int) -> None:
        self.cases = cases
        self._terms = terms
        self._until = until
        self._counted: list[ContractEntry] = []
        self._seq = 0
        self._coming: list[tuple[int, int, int, int]] = []
        self._alarm: dict[int, int | None] = {}
        self._line_moved = False
        if terms.contract is not None:
            self._grant(terms.contract)
        for index, one in enumerate(cases):
            known = one.past.known or one.past.moments
            for place, moment in enumerate(known):
                heappush(self._coming, (moment, DEED, index, place))

    def _grant(self, contract: Contract) -> None:
        self._seq += 1
        self._counted.append(ContractEntry(self._seq, -(1 << 62), -(1 << 62), "staff", Granted(contract)))

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
                self._deed(index, place, moment)
            elif self._alarm.get(index) != moment:
                continue
            self._settle(index, moment)

    def _deed(self, index: int, place: int, known_at: int) -> None:
        one = self.cases[index]
        deed = one.past.deeds[place]
        act = deed.act
        if isinstance(act, Correct):
            act = replace(act, seq=self._renumbered(one, act.seq))
        before = len(one.entries)
        answer = self._act(one, act, deed.doer, happened_at=one.past.moments[place], known_at=known_at)
        if len(one.entries) > before and one.past.numbers:
            one.written[one.past.numbers[place]] = one.entries[before].seq
        if one.unfit is None:
            one.unfit = why_unfit(answer)

    def _renumbered(self, one: Replay, seq: int) -> int:
        return one.written.get(seq, 0) if one.past.numbers else seq

    def _settle(self, index: int, at: int) -> None:
        """Do what is due on this case, and let in from the line whom that leaves room for."""
        self._settle_case(index, at)
        while self._line_moved:
            self._line_moved = False
            for name in self.standing(at).line:
                self._settle_case(int(name), at)

    def _settle_case(self, index: int, at: int) -> None:
        one = self.cases[index]
        while True:
            action = next(iter(self._due(index, one, at)), None)
            if action is None or action.act is None:
                break
            one.done.add(action.key)
            self._act(one, action.act, action.by, happened_at=action.at, known_at=at)
        self._ring(index, one, at)

    def _due(self, index: int, one: Replay, at: int) -> list[DueAction]:
        found = due_actions(self._terms, one.entries, standing=self.standing(at), at=at, case=str(index))
        return [action for action in found if action.act is not None and action.key not in one.done]

    def _ring(self, index: int, one: Replay, at: int) -> None:
        alarm = wake_at(self._terms, one.entries, standing=self.standing(at), at=at)
        self._alarm[index] = alarm
        if alarm is not None and alarm <= self._until:
            heappush(self._coming, (alarm, ALARM, index, 0))

    def _act(self, one: Replay, act: Act, by: Doer, *, happened_at: int, known_at: int) -> Accepted | Refused:
        name = str(self.cases.index(one))
        standing = self.standing(known_at)
        answer = decide(
            act, case=name, by=by, entries=one.entries, terms=self._terms, standing=standing, at=happened_at
        )
        events = answer.events if isinstance(answer, Accepted) else answer.recorded
        own = len(events) - answer.automatic
        one.entries = _entered(one.entries, events[:own], by, happened_at, known_at)
        one.entries = _entered(one.entries, events[own:], SYSTEM, happened_at, known_at)
        if isinstance(answer, Accepted):
            self._count(answer.contract, happened_at, known_at)
        return answer

    def _count(self, events: tuple[ContractEvent, ...], happened_at: int, known_at: int) -> None:
        """Enter on the contract's stream; a case that has ended needs no line of its own any more."""
        for event in events:
            if isinstance(event, CaseCounted | CaseEnded):
                self._line_moved = True
            if isinstance(event, CaseEnded):
                self._counted = [
                    entry
                    for entry in self._counted
                    if not (isinstance(entry.event, CaseCounted) and entry.event.case == event.case)
                ]
                continue
            self._seq += 1
            self._counted.append(ContractEntry(self._seq, happened_at, known_at, "system", event))


def why_unfit(answer: Accepted | Refused) -> str | None:
    """Say why something that was done can't be done under the edition; None where it can.

    What arrived has arrived: a letter that the law turns away is kept with its refusal, and that is no misfit.
    """
    if isinstance(answer, Refused):
        if answer.recorded:
            return None
        ground = answer.values.get("ground")
        return str(ground) if ground else answer.code
    if answer.new_case:
        return NEW_CASE
    return None


def _entered(
    entries: Entries, events: tuple[Event, ...], by: Doer, happened_at: int, known_at: int
) -> Entries:
    first = 1 + (entries[-1].seq if entries else 0)
    return entries + tuple(
        Entry(seq, happened_at, known_at, by.party, event, by.role, by.actor)
        for seq, event in enumerate(events, first)
    )
