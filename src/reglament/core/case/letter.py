"""The letter by which a rule answers whom it concerns, known by the mark that it carries."""

from reglament.core.case.event import Closed, Event, Held, Refused, Told
from reglament.core.regulation.model.permission import RefuseRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import TargetRule


def letter_of(event: Event, regulation: Regulation) -> str | None:
    """Give the mark of the letter that a rule sends with a hold, a refusal, a closing or by telling; None: it names none."""
    if not isinstance(event, Held | Refused | Told | Closed):
        return None
    rule = regulation.rules.get(event.rule or "")
    if isinstance(rule, RefuseRule):
        return rule.answer if isinstance(rule.answer, str) else None
    return rule.then.notice if isinstance(rule, TargetRule) and isinstance(event, Closed) else None
