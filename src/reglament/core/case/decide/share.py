"""Share: a case is shown to a third party, when every clause on it is content."""

from reglament.core.case.act import Share
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Shared
from reglament.core.regulation.model.permission import RefuseRule, ShareRule


def share(act: Share, now: Situation) -> Answer:
    """Show it under the clauses that speak of sharing. Where none does nothing is shown: silence is no consent."""
    no = not_staff(now.by, "share")
    if no:
        return no
    if not act.with_whom:
        return deny("share/nobody")
    rules = now.regulation.of_kind(ShareRule)
    refusing = next((rule for rule in now.regulation.of_kind(RefuseRule) if rule.what == "share"), None)
    here = applying(rules, now.facts())
    if rules and not here:
        return deny("share/not-allowed", rules[0])
    if not (here or refusing):
        return deny("share/no-rule")
    for rule in here:
        missing = tuple(name for name in rule.needs if name not in now.state.marks)
        if missing:
            return deny("share/mark-missing", rule, missing=missing)
    under = here[0].id if here else refusing.id if refusing else ""
    return Accepted((Shared(act.with_whom, under),))
