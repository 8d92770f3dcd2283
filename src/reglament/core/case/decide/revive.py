"""Revive: a refused case goes on, by staff or by itself once what it was refused for is over."""

from reglament.core.case.act import Revive
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.count import room
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.draft import Draft, follow
from reglament.core.case.decide.law import rule_as
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Revived
from reglament.core.case.facts import holds
from reglament.core.regulation.model.permission import CountRule, RefuseRule


def revive(act: Revive, now: Situation) -> Answer:
    """Staff take back what staff refused; what the system refused stands while its condition does."""
    del act
    no = not_staff(now.by, "revive")
    if no:
        return no
    rule = _refusing(now)
    by_staff = isinstance(rule, RefuseRule) and rule.by == "staff"
    if by_staff or is_over(now):
        return Accepted((Revived(),))
    return deny("revive/ground-stands", rule, ground=now.state.refusal.ground if now.state.refusal else None)


def revive_when_over(draft: Draft) -> Draft:
    """A refused case goes on by itself when what was just given, fields or a key, ends the ground it was refused on."""
    then, now = draft.before.state, draft.now.state
    given = (now.fields, now.contract) != (then.fields, then.contract)
    if draft.now.state.status == "refused" and not draft.is_receipt and given and is_over(draft.now):
        return follow(draft, Revived())
    return draft


def is_over(now: Situation) -> bool:
    """Whether the rule that refused the case would not do so any more. Nothing is known of a rule that is gone."""
    rule = _refusing(now)
    if isinstance(rule, RefuseRule):
        return not holds(rule.condition, now.facts())
    if isinstance(rule, CountRule):
        left = room(rule, now)
        return left is None or left > 0
    return False


def _refusing(now: Situation) -> RefuseRule | CountRule | None:
    if now.state.refusal is None:
        return None
    rule_id = now.state.refusal.rule
    return rule_as(now.regulation, RefuseRule, rule_id) or rule_as(now.regulation, CountRule, rule_id)
