"""A decision in the making: what it answers so far and the situation that leads to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reglament.core.case.answer import Accepted, Refused
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.situation import SYSTEM, Situation, after
from reglament.core.case.event import Event, Replied, Supplied
from reglament.core.case.event import Refused as ServiceRefused
from reglament.core.case.occurrence import Occurrence
from reglament.core.contract.event import ContractEvent
from reglament.core.regulation.model.happening import Happening
from reglament.core.regulation.model.rule import Rule

LIVE = frozenset({"held", "waiting", "open"})


@dataclass(frozen=True, slots=True)
class Draft:
    """The situation `before` the act and `now`, with all events of `answer` entered."""

    before: Situation
    now: Situation
    answer: Accepted

    @property
    def fresh_from(self) -> int:
        """Number of the first entry of this decision."""
        return self.before.next_seq

    def happened(self, happening: Happening) -> tuple[Occurrence, ...]:
        """Give the times it happened with this act or by what followed."""
        found = self.now.timeline.of(happening)
        return tuple(one for one in found if one.seq >= self.fresh_from)

    @property
    def is_receipt(self) -> bool:
        return self.before.state.status == "none"

    @property
    def is_live(self) -> bool:
        """Whether the case goes on: nothing follows by itself on a closed or refused one."""
        return self.now.state.status in LIVE


def begin(answer: Accepted, before: Situation) -> Draft:
    """Start from what the act itself says; what it marked as automatic is already the system's."""
    own = len(answer.events) - answer.automatic
    now = after(after(before, answer.events[:own], before.by), answer.events[own:], SYSTEM)
    return Draft(before, now, answer)


def follow(draft: Draft, *events: Event, contract: tuple[ContractEvent, ...] = ()) -> Draft:
    """Add what follows by itself. Without a contract there is no stream for its events."""
    kept = contract if draft.now.terms.contract else ()
    answer = replace(
        draft.answer,
        events=(*draft.answer.events, *events),
        automatic=draft.answer.automatic + len(events),
        contract=(*draft.answer.contract, *kept),
    )
    return replace(draft, now=after(draft.now, events, SYSTEM), answer=answer)


def caution(draft: Draft, code: str) -> Draft:
    return replace(draft, answer=replace(draft.answer, cautions=(*draft.answer.cautions, code)))


def stop(draft: Draft, code: str, rule: Rule, **values: object) -> Refused:
    """Refuse the act. What arrived is never lost: the message stays on record, a refused receipt with its refusal."""
    no = deny(code, rule, **values)
    ground = str(values.get("ground") or "")
    own = draft.answer.events[: len(draft.answer.events) - draft.answer.automatic]
    if draft.is_receipt:
        return replace(no, recorded=(*own[:1], ServiceRefused(rule.id, ground)), automatic=1)
    brought = bool(own) and isinstance(own[0], Replied | Supplied)
    return replace(no, recorded=own) if brought else no
