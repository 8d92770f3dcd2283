"""What follows from an act by itself, as events of the system: sorting, refusals, gates, pauses, limits, charges, the end."""

from collections.abc import Collection

from reglament.core.case.answer import Answer, Refused
from reglament.core.case.decide.automatic_pause import turn_pauses
from reglament.core.case.decide.by_facts import sort_by_facts
from reglament.core.case.decide.count import count_case, count_uses
from reglament.core.case.decide.draft import Draft
from reglament.core.case.decide.forbid import forbid
from reglament.core.case.decide.gate import pass_gates
from reglament.core.case.decide.pool import charge_when_due, leave_books
from reglament.core.case.decide.revive import revive_when_over
from reglament.core.case.decide.shut_out import shut_out


def settle(draft: Draft, words: Collection[str]) -> Answer:
    """Add all that follows, in one order; `words` are those under which the regulation may refuse the act.

    Sorting comes before refusals, so that they see the case as the law sorts it, and again after the pauses, which may
    have been what a sorting rule waits for.
    """
    step = forbid(sort_by_facts(draft), words)
    if isinstance(step, Refused):
        return step
    no = shut_out(step)
    if no:
        return no
    step = sort_by_facts(turn_pauses(pass_gates(revive_when_over(step))))
    for count in (count_uses, count_case, charge_when_due):
        answer = count(step)
        if isinstance(answer, Refused):
            return answer
        step = answer
    return leave_books(step).answer
