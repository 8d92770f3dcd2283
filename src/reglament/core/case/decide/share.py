"""Share: a case is shown to a third party, when every clause on it is content."""

from reglament.core.case.act import Share
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Shared
from reglament.core.regulation.model.permission import ShareRule


def share(act: Share, now: Situation) -> Answer:
    """Without a rule nothing is shared: silence of the regulation is no consent."""
    no = not_staff(now.by, "share")
    if no:
        return no
    rules = now.regulation.of_kind(ShareRule)
    if not rules or not act.with_whom:
        return deny("share/no-rule")
    here = applying(rules, now.facts())
    if not here:
        return deny("share/not-allowed", rules[0])
    for rule in here:
        missing = tuple(name for name in rule.needs if name not in now.state.marks)
        if missing:
            return deny("share/mark-missing", rule, missing=missing)
    return Accepted((Shared(act.with_whom, here[0].id),))
