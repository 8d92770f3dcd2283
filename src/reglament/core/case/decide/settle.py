"""What follows from an act by itself, as events of the system: sorting, refusals, gates, pauses, limits, charges, the end."""

from collections.abc import Collection

from reglament.core.case.answer import Answer, Refused
from reglament.core.case.decide.automatic_pause import turn_pauses
from reglament.core.case.decide.by_facts import sort_by_facts
from reglament.core.case.decide.count import count_case, count_uses
from reglament.core.case.decide.draft import Draft, stop
from reglament.core.case.decide.forbid import forbid
from reglament.core.case.decide.gate import pass_gates
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.pool import charge_when_due, leave_books
from reglament.core.case.decide.revive import revive_when_over
from reglament.core.case.event import Closed, Held, Told
from reglament.core.regulation.model.permission import RefuseRule, ValidityRule


def settle(draft: Draft, words: Collection[str]) -> Answer:
    """Add all that follows, in one order; `words` are those under which the regulation may refuse the act.

    Sorting comes before refusals, so that they see the case as the law sorts it, and again after the pauses, which may
    have been what a sorting rule waits for.
    """
    step = forbid(sort_by_facts(draft), words)
    step = step if isinstance(step, Refused) else _look_at_contract(step)
    if isinstance(step, Refused):
        return step
    step = sort_by_facts(turn_pauses(pass_gates(revive_when_over(step))))
    for count in (count_uses, count_case, charge_when_due):
        answer = count(step)
        if isinstance(answer, Refused):
            return answer
        step = answer
    return leave_books(step).answer


def _look_at_contract(draft: Draft) -> Draft | Refused:
    """Refuse where a rule looks at the contract now and its state serves nobody, unless a refusing rule has spoken on it."""
    now = draft.now
    if not draft.is_live or _has_spoken(draft):
        return draft
    seen = now.facts()
    for rule in applying(now.regulation.of_kind(ValidityRule), seen):
        found = now.timeline.of(rule.looked_at)
        looks = bool(found) and found[-1].seq >= draft.fresh_from
        if looks and seen.contract not in rule.statuses:
            return stop(draft, "contract/not-valid", rule, "", status=seen.contract)
    return draft


def _has_spoken(draft: Draft) -> bool:
    rules = draft.now.regulation.rules
    return any(
        isinstance(event, Told | Held | Closed) and isinstance(rules.get(event.rule or ""), RefuseRule)
        for event in draft.answer.events
    )
