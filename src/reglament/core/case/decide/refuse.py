"""Refuse: staff turn a case away on a ground that the regulation offers them, here and now."""

from reglament.core.case.act import Refuse
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Closed, Event, Held, Refused, Told
from reglament.core.case.facts import holds
from reglament.core.regulation.model.permission import RefuseRule


def refuse(act: Refuse, now: Situation) -> Answer:
    """Refuse as the rule's outcome says: for good, until the condition is over, by closing, or only by telling."""
    no = not_staff(now.by, "refuse")
    if no:
        return no
    rules = [
        rule
        for rule in now.regulation.of_kind(RefuseRule)
        if rule.by == "staff" and rule.ground == act.ground
    ]
    if not rules:
        return deny("refuse/not-offered", ground=act.ground)
    seen = now.facts()
    here = applying(rules, seen)
    if not here:
        return deny("refuse/not-applicable", rules[0], ground=act.ground)
    rule = here[0]
    if rule.note_needed and not act.note:
        return deny("refuse/note-missing", rule, ground=act.ground)
    warned = rule.warns_if is not None and holds(rule.warns_if, seen)
    return Accepted((_event(rule, act.note),), cautions=("refuse/warned",) if warned else ())


def _event(rule: RefuseRule, note: str | None) -> Event:
    match rule.outcome:
        case "held":
            return Held(rule.id, (), rule.ground, note)
        case "told":
            return Told(rule.id, rule.ground, note)
        case "closed":
            return Closed(rule.ground, rule.id, note=note)
        case _:
            return Refused(rule.id, rule.ground, note)
