"""A stage: where cases stand after the same things in the same order. Decided once, on the first case that comes by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reglament.core.case.act import Act, Doer, Reopen, Reply
from reglament.core.case.answer import Accepted
from reglament.core.case.decide.door import decide
from reglament.core.case.event import Closed, Entries, Entry, Event
from reglament.core.contract.event import CaseEnded, ContractEntry, ContractEvent, EventCounted, Granted
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.replay.history.past import Deed
from reglament.core.replay.whatif.clocks import Alarm, NotAlike, Seen, alarms_of, look, seen
from reglament.core.replay.whatif.exact import SYSTEM, why_unfit
from reglament.core.replay.whatif.law import Law
from reglament.core.target.due_action import TIMER, due_actions

CASE = "A"
BY_ITSELF = ("register", "enter", "wake")
FIRST = -(1 << 62)


class Line(NamedTuple):
    """An entry without its moment: the step that made it has that."""

    step: int
    party: str
    role: str | None
    event: Event


class Stage:
    """`lines` and `counted` are what the steps so far entered on the case's stream and its contract's; `unfit` as in `Replay`.

    `acted`: clocks, by rule and first step, whose alarms have gone off.
    """

    __slots__ = (
        "_after",
        "_alarms",
        "_fired",
        "_law",
        "_seen",
        "_terms",
        "acted",
        "counted",
        "lines",
        "steps",
        "unfit",
    )

    def __init__(
        self,
        law: Law,
        terms: Terms,
        *,
        lines: tuple[Line, ...] = (),
        counted: tuple[tuple[int, ContractEvent], ...] = (),
        steps: int = 0,
        unfit: str | None = None,
        acted: frozenset[tuple[str, int]] = frozenset(),
    ) -> None:
        self._law = law
        self._terms = terms
        self.lines = lines
        self.counted = counted
        self.steps = steps
        self.unfit = unfit
        self.acted = acted
        self._after: dict[tuple[int, bool], Stage | None] = {}
        self._fired: dict[str, Stage | None] = {}
        self._alarms: tuple[Alarm, ...] | None = None
        self._seen: tuple[Seen, ...] | None = None

    @property
    def terms(self) -> Terms:
        return self._terms

    def entries(self, moments: Sequence[int]) -> Entries:
        """Give the entries of a case whose steps were at these moments."""
        return tuple(
            Entry(seq, moments[line.step], moments[line.step], line.party, line.event, line.role)
            for seq, line in enumerate(self.lines, 1)
        )

    def ends(self) -> tuple[int, ...]:
        """Give the steps at which the case gave its places back."""
        return tuple(step for step, event in self.counted if isinstance(event, CaseEnded))

    def uses(self) -> int:
        """Count its uses of periods."""
        return sum(isinstance(event, EventCounted) for _, event in self.counted)

    def after(self, deed: Deed, *, tied: bool, moments: Sequence[int]) -> Stage:
        """Give the stage after a deed; `moments` of the steps so far and of the deed, of a case that comes by. Raises NotAlike.

        `tied`: the deed has the same second as the step before it.
        """
        key = (deed.number, tied)
        if key not in self._after:
            self._after[key] = self._decided(deed.act, deed.doer, moments, alarm=None)
        return _or_not_alike(self._after[key])

    def fired(self, alarm: Alarm, *, moments: Sequence[int]) -> Stage:
        """Give the stage after an alarm has acted. Raises NotAlike."""
        key = alarm.clock.rule
        if key not in self._fired:
            self._fired[key] = self._decided(alarm.act, TIMER, moments, alarm=alarm)
        return _or_not_alike(self._fired[key])

    def _decided(
        self, act: Act, by: Doer, moments: Sequence[int], *, alarm: Alarm | None
    ) -> Stage | None:
        """Decide for one case in the name of all. None: others might fare otherwise."""
        at, before = moments[-1], self.entries(moments)
        standing = self._standing(moments)
        answer = decide(
            act, case=CASE, by=by, entries=before, terms=self._terms, standing=standing, at=at
        )
        if self._hangs_on_the_clock(act) or (isinstance(answer, Accepted) and answer.other):
            return None
        events = answer.events if isinstance(answer, Accepted) else answer.recorded
        own = len(events) - answer.automatic
        lines = [Line(self.steps, by.party, by.role, event) for event in events[:own]]
        lines += [Line(self.steps, SYSTEM.party, SYSTEM.role, event) for event in events[own:]]
        counted = answer.contract if isinstance(answer, Accepted) else ()
        after = Stage(
            self._law,
            self._terms,
            lines=(*self.lines, *lines),
            counted=(*self.counted, *((self.steps, event) for event in counted)),
            steps=self.steps + 1,
            unfit=self.unfit or (None if alarm else why_unfit(answer)),
            acted=self.acted | {(alarm.clock.rule, alarm.clock.start)} if alarm else self.acted,
        )
        return None if after.acts_by_itself(moments) else after

    def _hangs_on_the_clock(self, act: Act) -> bool:
        """A closed case may be reopened for some time only: whether a deed falls in it is no matter of order."""
        closed = any(isinstance(line.event, Closed) for line in self.lines)
        return self._law.reopens_in_time and closed and isinstance(act, Reopen | Reply)

    def acts_by_itself(self, moments: Sequence[int]) -> bool:
        """Whether the system would act here at once, on other grounds than a clock."""
        standing = self._standing(moments)
        entries, at = self.entries(moments), moments[-1]
        if not entries:
            return False
        found = due_actions(self._terms, entries, standing=standing, at=at, case=CASE)
        return any(action.kind in BY_ITSELF for action in found)

    def _standing(self, moments: Sequence[int]) -> Standing:
        """The contract's standing as if this were its only case."""
        entries = [
            ContractEntry(seq, moments[step], moments[step], "system", event)
            for seq, (step, event) in enumerate(self.counted, 2)
        ]
        if self._terms.contract is not None:
            entries.insert(0, ContractEntry(1, FIRST, FIRST, "staff", Granted(self._terms.contract)))
        at = moments[-1]
        return fold_contract(entries, self._terms.regulation, at=at, known_at=at)

    def alarms(self, moments: Sequence[int]) -> tuple[Alarm, ...]:
        """Give the running clocks that would act. Raises NotAlike where they hang on more than the order of steps."""
        if self._alarms is None:
            self._alarms = tuple(self._running(moments))
        return self._alarms

    def _running(self, moments: Sequence[int]) -> list[Alarm]:
        acting = [one for one in self._law.plans if one.metric in self._law.acting]
        if not acting or not self.lines:
            return []
        view = look(self._terms, self.entries(moments), moments[-1])
        steps = _steps(moments)
        found = [alarm for one in acting for alarm in alarms_of(view, one, steps)]
        return [alarm for alarm in found if (alarm.clock.rule, alarm.clock.start) not in self.acted]

    def seen(self, moments: Sequence[int], until: int) -> tuple[Seen, ...]:
        """Give the clocks of every metric at the end of the history."""
        if self._seen is None:
            entries = self.entries(moments)
            self._seen = seen(look(self._terms, entries, until), _steps(moments)) if entries else ()
        return self._seen


def _or_not_alike(stage: Stage | None) -> Stage:
    if stage is None:
        raise NotAlike
    return stage


def _steps(moments: Sequence[int]) -> dict[int, int]:
    """Find a step by its moment. Of steps in one second any will do: they share it in every case that comes by."""
    return {moment: step for step, moment in enumerate(moments)}
