"""A case on its way among the cases of its contract: by stages it shares with others, or step by step."""

from abc import abstractmethod
from collections.abc import Callable, Sequence

from reglament.core.contract.event import ContractEntry, ContractEvent
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.replay.history.past import PastCase
from reglament.core.replay.whatif.clocks import Alarm, NotAlike
from reglament.core.replay.whatif.crowd import ALONE, Crowd, crowd_of
from reglament.core.replay.whatif.due_many import NEVER, Dues
from reglament.core.replay.whatif.stage import FIRST, Stage
from reglament.core.replay.whatif.stepper import Stepper

CASE = "A"


class Led:
    """`places`: counters it counts against, or `waiting` waits for; `bell`: when something falls due by itself.

    `last_at`: when something was last done, or happened by itself.

    Every step gives what the contract's stream gains by it. Raises NotAlike where it turns out to be like no other.
    """

    __slots__ = ("bell", "last_at", "past", "places", "waiting")

    def __init__(self, past: PastCase) -> None:
        self.past = past
        self.bell: int | None = None
        self.last_at = past.moments[0]
        self.places: frozenset[str] = frozenset()
        self.waiting = False

    @abstractmethod
    def do(self, place: int, at: int, crowd: Crowd) -> Sequence[ContractEvent]: ...

    @abstractmethod
    def ring(self, at: int, crowd: Crowd) -> Sequence[ContractEvent]: ...

    @abstractmethod
    def enter(self, at: int, crowd: Crowd) -> Sequence[ContractEvent]: ...

    @abstractmethod
    def listen(self, at: int, crowd: Callable[[], Crowd]) -> int | None: ...


class LedByStages(Led):
    """`stage` it has reached, `moments` of the steps to it."""

    __slots__ = ("_alarm", "_dues", "moments", "stage")

    def __init__(self, past: PastCase, root: Stage, dues: Dues) -> None:
        super().__init__(past)
        self.stage = root
        self.moments: list[int] = []
        self._dues = dues
        self._alarm: Alarm | None = None

    def do(self, place: int, at: int, crowd: Crowd) -> Sequence[ContractEvent]:
        if self.bell == at:
            raise NotAlike
        tied = self._step(at)
        self.stage = self.stage.after(self.past.deeds[place], tied=tied, moments=self.moments, crowd=crowd)
        return self.stage.gained

    def ring(self, at: int, crowd: Crowd) -> Sequence[ContractEvent]:
        if self._alarm is None:
            return ()
        self._step(at)
        self.stage = self.stage.fired(self._alarm, moments=self.moments, crowd=crowd)
        return self.stage.gained

    def enter(self, at: int, crowd: Crowd) -> Sequence[ContractEvent]:
        del crowd
        tied = self._step(at)
        self.stage = self.stage.entered(tied=tied, moments=self.moments)
        return self.stage.gained

    def _step(self, at: int) -> bool:
        tied = bool(self.moments) and self.moments[-1] == at
        self.moments.append(at)
        return tied

    def listen(self, at: int, crowd: Callable[[], Crowd]) -> int | None:
        """Find when the first alarm of the stage goes off; which one, if two at once, is no matter of order."""
        del at, crowd
        self.bell = self._alarm = None
        alarms = self.stage.alarms(self.moments)
        if alarms:
            dues = [self._dues.of_one(alarm.clock, self.moments) for alarm in alarms]
            first = min(dues)
            if first < self.moments[-1] or (first != NEVER and dues.count(first) > 1):
                raise NotAlike
            if first != NEVER:
                self.bell, self._alarm = first + 1, alarms[dues.index(first)]
        return self.bell


class LedAlone(Led):
    """Step by step, with the other cases of the contract as a crowd."""

    __slots__ = ("_counted", "_crowd", "_gained", "_terms", "stepper")

    def __init__(self, past: PastCase, terms: Terms) -> None:
        super().__init__(past)
        self.stepper = Stepper(past, terms, CASE, self._stand, self._gain)
        self._terms = terms
        self._crowd: Crowd = ALONE
        self._counted: list[tuple[int, ContractEvent]] = []
        self._gained: list[ContractEvent] = []

    def do(self, place: int, at: int, crowd: Crowd) -> Sequence[ContractEvent]:
        self._crowd, self._gained = crowd, []
        self.stepper.do(place, at)
        return self.ring(at, crowd, fresh=False)

    def ring(self, at: int, crowd: Crowd, *, fresh: bool = True) -> Sequence[ContractEvent]:
        if fresh:
            self._crowd, self._gained = crowd, []
        self.stepper.settle(at)
        return self._gained

    def enter(self, at: int, crowd: Crowd) -> Sequence[ContractEvent]:
        return self.ring(at, crowd)

    def listen(self, at: int, crowd: Callable[[], Crowd]) -> int | None:
        self._crowd = crowd()
        self.bell = self.stepper.wakes_at(at)
        return self.bell

    def _gain(self, events: tuple[ContractEvent, ...], happened_at: int, _known_at: int) -> None:
        self._gained += events
        self._counted += [(happened_at, event) for event in events]

    def _stand(self, at: int) -> Standing:
        events = [(FIRST, event) for event in crowd_of(self._crowd, self._terms)] + self._counted
        entries = [
            ContractEntry(seq, moment, moment, "system", event) for seq, (moment, event) in enumerate(events)
        ]
        return fold_contract(entries, self._terms.regulation, at=at, known_at=at)
