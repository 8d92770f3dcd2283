"""One case replayed step by step: a deed through its decision, what falls due by itself at its own moment."""

from collections.abc import Callable
from dataclasses import replace

from reglament.core.case.act import Act, Correct, Doer
from reglament.core.case.answer import Accepted, Refused
from reglament.core.case.decide.door import decide
from reglament.core.case.event import Entries, Entry, Event
from reglament.core.contract.event import ContractEvent
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.replay.history.past import PastCase
from reglament.core.replay.whatif.misfit import why_unfit
from reglament.core.target.due_action import DueAction, due_actions
from reglament.core.target.wake import wake_at

SYSTEM = Doer("system")

Stand = Callable[[int], Standing]
"""The contract's standing at a moment, UTC seconds."""


class Stepper:
    """A case while it is replayed. `unfit`: code of the first answer that turned away something which was done.

    `name`: its id in the standing; `gains` is given what each step enters on the contract's stream.
    """

    def __init__(
        self,
        past: PastCase,
        terms: Terms,
        name: str,
        stand: Stand,
        gains: Callable[[tuple[ContractEvent, ...], int, int], None],
    ) -> None:
        self.past = past
        self.entries: Entries = ()
        self.unfit: str | None = None
        self._terms = terms
        self._name = name
        self._stand = stand
        self._gains = gains
        self._done: set[str] = set()
        self._written: dict[int, int] = {}

    def do(self, place: int, known_at: int) -> None:
        """Do the deed at this place, as it becomes known at `known_at`."""
        deed, past = self.past.deeds[place], self.past
        act = deed.act
        if isinstance(act, Correct):
            act = replace(act, seq=self._written.get(act.seq, 0) if past.numbers else act.seq)
        before = len(self.entries)
        answer = self._act(act, deed.doer, happened_at=past.moments[place], known_at=known_at)
        if len(self.entries) > before and past.numbers:
            self._written[past.numbers[place]] = self.entries[before].seq
        if self.unfit is None:
            self.unfit = why_unfit(answer)

    def settle(self, at: int) -> None:
        """Do what is due by itself at `at`, in order of its moments, until nothing is left."""
        while True:
            action = next(iter(self._due(at)), None)
            if action is None or action.act is None:
                return
            self._done.add(action.key)
            self._act(action.act, action.by, happened_at=action.at, known_at=at)

    def wakes_at(self, at: int) -> int | None:
        """The next moment after `at` at which something falls due by itself."""
        return wake_at(self._terms, self.entries, standing=self._stand(at), at=at)

    def _due(self, at: int) -> list[DueAction]:
        found = due_actions(self._terms, self.entries, standing=self._stand(at), at=at, case=self._name)
        return [action for action in found if action.act is not None and action.key not in self._done]

    def _act(self, act: Act, by: Doer, *, happened_at: int, known_at: int) -> Accepted | Refused:
        answer = decide(
            act,
            case=self._name,
            by=by,
            entries=self.entries,
            terms=self._terms,
            standing=self._stand(known_at),
            at=happened_at,
        )
        events = answer.events if isinstance(answer, Accepted) else answer.recorded
        own = len(events) - answer.automatic
        self._enter(events[:own], by, happened_at, known_at)
        self._enter(events[own:], SYSTEM, happened_at, known_at)
        if isinstance(answer, Accepted):
            self._gains(answer.contract, happened_at, known_at)
        return answer

    def _enter(self, events: tuple[Event, ...], by: Doer, happened_at: int, known_at: int) -> None:
        first = 1 + len(self.entries)
        self.entries += tuple(
            Entry(seq, happened_at, known_at, by.party, event, by.role, by.actor)
            for seq, event in enumerate(events, first)
        )
