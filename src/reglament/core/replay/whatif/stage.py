"""A stage: where cases stand after the same things in the same order. Decided once, on the first case that comes by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reglament.core.case.act import Act, Doer, Enter, Register, Reopen, Reply
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.door import decide
from reglament.core.case.decide.enter import enter
from reglament.core.case.decide.register import is_automatic
from reglament.core.case.decide.situation import Situation, situation
from reglament.core.case.event import Closed, Entries, Entry, Event, Queued, Registered
from reglament.core.contract.event import CaseCounted, CaseEnded, ContractEntry, ContractEvent, EventCounted
from reglament.core.contract.fold import fold_contract
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.replay.history.past import Deed
from reglament.core.replay.whatif.clocks import Alarm, NotAlike, Seen, alarms_of, look, seen
from reglament.core.replay.whatif.crowd import ALONE, Crowd, crowd_of
from reglament.core.replay.whatif.law import Law
from reglament.core.replay.whatif.misfit import why_unfit
from reglament.core.replay.whatif.stepper import SYSTEM
from reglament.core.target.due_action import TIMER

CASE = "A"
FIRST = -(1 << 62)


class Line(NamedTuple):
    """An entry without its moment: the step that made it has that."""

    step: int
    party: str
    role: str | None
    event: Event


class Stage:
    """`lines` and `counted` are what the steps so far entered on the case's stream and its contract's, `gained` what the last did.

    `unfit` as in `Replay`; `acted`: clocks, by rule and first step, whose alarms have gone off;
    `numbered`: whether the system tried to number the case.
    """

    __slots__ = (
        "_alarms",
        "_law",
        "_next",
        "_seen",
        "acted",
        "counted",
        "gained",
        "lines",
        "numbered",
        "steps",
        "terms",
        "unfit",
    )

    def __init__(
        self,
        law: Law,
        terms: Terms,
        *,
        lines: tuple[Line, ...] = (),
        counted: tuple[tuple[int, ContractEvent], ...] = (),
        gained: tuple[ContractEvent, ...] = (),
        steps: int = 0,
        unfit: str | None = None,
        numbered: bool = False,
        acted: frozenset[tuple[str, int]] = frozenset(),
    ) -> None:
        self._law = law
        self.terms = terms
        self.lines = lines
        self.counted = counted
        self.gained = gained
        self.steps = steps
        self.unfit = unfit
        self.numbered = numbered
        self.acted = acted
        self._next: dict[object, dict[Crowd, Stage | None]] = {}
        self._alarms: tuple[Alarm, ...] | None = None
        self._seen: tuple[Seen, ...] | None = None

    def entries(self, moments: Sequence[int]) -> Entries:
        """Give the entries of a case whose steps were at these moments."""
        return tuple(
            Entry(seq, moments[line.step], moments[line.step], line.party, line.event, line.role)
            for seq, line in enumerate(self.lines, 1)
        )

    def keeps_place(self) -> bool:
        """Whether the case has not given back the place it took, or waits for."""
        moved = [event for _, event in self.counted if isinstance(event, CaseCounted | CaseEnded)]
        return bool(moved) and isinstance(moved[-1], CaseCounted)

    def uses(self) -> int:
        """Count its uses of periods."""
        return sum(isinstance(event, EventCounted) for _, event in self.counted)

    def after(self, deed: Deed, *, tied: bool, moments: Sequence[int], crowd: Crowd = ALONE) -> Stage:
        """Give the stage after a deed; `moments` of the steps so far and of the deed, of a case that comes by. Raises NotAlike.

        `tied`: the deed has the same second as the step before it.
        """
        return self._to(
            (deed.number, tied), crowd, lambda of: self._decided(deed.act, deed.doer, moments, crowd=of)
        )

    def fired(self, alarm: Alarm, *, moments: Sequence[int], crowd: Crowd = ALONE) -> Stage:
        """Give the stage after an alarm has acted. Raises NotAlike."""
        return self._to(
            alarm.clock.rule,
            crowd,
            lambda of: self._decided(alarm.act, TIMER, moments, alarm=alarm, crowd=of),
        )

    def entered(self, *, tied: bool, moments: Sequence[int]) -> Stage:
        """Give the stage after the case has left the waiting line. Raises NotAlike."""
        return self._to(("enter", tied), ALONE, lambda of: self._decided(Enter(), SYSTEM, moments, crowd=of))

    def _to(self, what: object, crowd: Crowd, decided: Callable[[Crowd], Stage | None]) -> Stage:
        """Find the stage, or decide. Crowds that make no difference lead to one stage."""
        by_crowd = self._next.setdefault(what, {})
        if crowd not in by_crowd:
            found = decided(crowd)
            known = (one for one in by_crowd.values() if found and one and one.is_like(found))
            by_crowd[crowd] = next(known, found)
        after = by_crowd[crowd]
        if after is None:
            raise NotAlike
        return after

    def is_like(self, other: Stage) -> bool:
        """Whether nothing that comes after can tell this stage from the other."""
        mine = (self.lines, self.counted, self.gained, self.unfit, self.numbered, self.acted)
        return mine == (other.lines, other.counted, other.gained, other.unfit, other.numbered, other.acted)

    def _decided(
        self,
        act: Act,
        by: Doer,
        moments: Sequence[int],
        *,
        alarm: Alarm | None = None,
        crowd: Crowd = ALONE,
    ) -> Stage | None:
        """Decide for one case in the name of all. None: others might fare otherwise."""
        if self._hangs_on_the_clock(act):
            return None
        answer = self.answer(act, by, moments, crowd)
        misfit = why_unfit(answer) if alarm is None else None
        if isinstance(answer, Accepted) and answer.other:
            return None
        after = self._with(answer, by, misfit, alarm)
        if after.would_number(moments, crowd):
            number = after.answer(Register(), SYSTEM, moments, crowd)
            events = number.events if isinstance(number, Accepted) else ()
            after.lines += tuple(Line(self.steps, SYSTEM.party, None, event) for event in events)
            after.numbered = True
        return None if after.would_act(moments, crowd) else after

    def answer(self, act: Act, by: Doer, moments: Sequence[int], crowd: Crowd) -> Answer:
        """What the law answers to a case that stands here."""
        return decide(
            act,
            case=CASE,
            by=by,
            entries=self.entries(moments),
            terms=self.terms,
            standing=self._standing(moments, crowd),
            at=moments[-1],
        )

    def _with(self, answer: Answer, by: Doer, misfit: str | None, alarm: Alarm | None) -> Stage:
        accepted = isinstance(answer, Accepted)
        events = answer.events if isinstance(answer, Accepted) else answer.recorded
        own = len(events) - answer.automatic
        lines = [Line(self.steps, by.party, by.role, event) for event in events[:own]]
        lines += [Line(self.steps, SYSTEM.party, SYSTEM.role, event) for event in events[own:]]
        gained = answer.contract if isinstance(answer, Accepted) else ()
        return Stage(
            self._law,
            self.terms,
            lines=(*self.lines, *lines),
            counted=(*self.counted, *((self.steps, event) for event in gained)),
            gained=gained,
            steps=self.steps + 1,
            unfit=self.unfit or misfit,
            numbered=self.numbered,
            acted=self.acted | {(alarm.clock.rule, alarm.clock.start)} if alarm and accepted else self.acted,
        )

    def _hangs_on_the_clock(self, act: Act) -> bool:
        """A closed case may be reopened for some time only: whether a deed falls in it is no matter of order."""
        closed = any(isinstance(line.event, Closed) for line in self.lines)
        return self._law.reopens_in_time and closed and isinstance(act, Reopen | Reply)

    def would_number(self, moments: Sequence[int], crowd: Crowd) -> bool:
        """Whether the system would number a case at its receipt, which it tries once."""
        if self.steps != 1 or self.numbered or not self.lines or self._has(Registered):
            return False
        return is_automatic(self._now(moments, crowd))

    def would_act(self, moments: Sequence[int], crowd: Crowd) -> bool:
        """Whether the system would do something else here at once: number the case late, or let it in."""
        unnumbered = bool(self.lines) and not self.numbered and not self._has(Registered)
        if not unnumbered and not self._has(Queued):
            return False
        now = self._now(moments, crowd)
        enters = now.state.status == "waiting" and isinstance(enter(Enter(), now), Accepted)
        return enters or (unnumbered and is_automatic(now))

    def _has(self, kind: type[Event]) -> bool:
        return any(type(line.event) is kind for line in self.lines)

    def _now(self, moments: Sequence[int], crowd: Crowd) -> Situation:
        standing = self._standing(moments, crowd)
        entries = self.entries(moments)
        return situation(
            case=CASE, by=SYSTEM, entries=entries, terms=self.terms, standing=standing, at=moments[-1]
        )

    def _standing(self, moments: Sequence[int], crowd: Crowd) -> Standing:
        """The contract's standing with this case, and with such others as make the crowd what it is."""
        events = [(FIRST, event) for event in crowd_of(crowd, self.terms)]
        events += [(moments[step], event) for step, event in self.counted]
        entries = [ContractEntry(seq, at, at, "system", event) for seq, (at, event) in enumerate(events)]
        at = moments[-1]
        return fold_contract(entries, self.terms.regulation, at=at, known_at=at)

    def alarms(self, moments: Sequence[int]) -> tuple[Alarm, ...]:
        """Give the running clocks that would act. Raises NotAlike where they hang on more than the order of steps."""
        if self._alarms is None:
            self._alarms = tuple(self._running(moments))
        return self._alarms

    def _running(self, moments: Sequence[int]) -> list[Alarm]:
        acting = [one for one in self._law.plans if one.metric in self._law.acting]
        if not acting or not self.lines:
            return []
        view = look(self.terms, self.entries(moments), moments[-1])
        steps = _steps(moments)
        found = [alarm for one in acting for alarm in alarms_of(view, one, steps)]
        return [alarm for alarm in found if (alarm.clock.rule, alarm.clock.start) not in self.acted]

    def seen(self, moments: Sequence[int], until: int) -> tuple[Seen, ...]:
        """Give the clocks of every metric at the end of the history."""
        if self._seen is None:
            entries = self.entries(moments)
            self._seen = seen(look(self.terms, entries, until), _steps(moments)) if entries else ()
        return self._seen


def _steps(moments: Sequence[int]) -> dict[int, int]:
    """Find a step by its moment. Of steps in one second any will do: they share it in every case that comes by."""
    return {moment: step for step, moment in enumerate(moments)}
