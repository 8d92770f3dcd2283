"""The regulation's own refusals: system rules on the act's word or mark, looked at with the facts after the act."""

from collections.abc import Collection

from reglament.core.case.answer import Refused
from reglament.core.case.decide.draft import Draft, follow, stop
from reglament.core.case.decide.law import applying, rule_as
from reglament.core.case.event import Closed, Held, Told
from reglament.core.case.event import Refused as ServiceRefused
from reglament.core.case.facts import holds
from reglament.core.regulation.model.permission import RefuseRule

ARRIVAL = ("receive", "register")


def forbidding(draft: Draft, words: Collection[str]) -> tuple[RefuseRule, ...]:
    """Give the system's refusing rules on these words that apply now, in the order of the document."""
    rules = [
        rule
        for rule in draft.now.regulation.of_kind(RefuseRule)
        if rule.by == "system" and rule.what in words
    ]
    return applying(rules, draft.now.facts()) if rules else ()


def forbid(draft: Draft, words: Collection[str]) -> Draft | Refused:
    """Lay the refusals over an act: told and held let it go on, closed ends the case, refused and silent stop the act."""
    for rule in forbidding(draft, words):
        match rule.outcome:
            case "told":
                draft = follow(draft, Told(rule.id, rule.ground))
            case "held":
                draft = follow(draft, Held(rule.id, (), rule.ground))
            case "closed":
                return follow(draft, Closed(rule.ground, rule.id))
            case "silent":
                return stop(draft, "law/silent", rule, ground=rule.ground, what=rule.what)
            case _:
                return stop(
                    draft, "law/refused", rule, ground=rule.ground, what=rule.what, instead=rule.instead
                )
    return draft


def holding(draft: Draft) -> tuple[RefuseRule, ...]:
    """Give the refusals that keep the case back: those of arrival with outcome `held`, and the one that put it there."""
    found = [rule for rule in forbidding(draft, ARRIVAL) if rule.outcome == "held"]
    held = draft.now.state.held
    rule = rule_as(draft.now.regulation, RefuseRule, held.rule) if held else None
    if rule is not None and rule not in found and holds(rule.condition, draft.now.facts()):
        found.append(rule)
    return tuple(found)


def forbid_anew(draft: Draft) -> Draft:
    """Look at the refusals of arrival again: a case that was held may show only now what they are about."""
    for rule in forbidding(draft, ARRIVAL):
        match rule.outcome:
            case "told":
                told = any(
                    isinstance(entry.event, Told) and entry.event.rule == rule.id
                    for entry in draft.now.entries
                )
                draft = draft if told else follow(draft, Told(rule.id, rule.ground))
            case "closed":
                return follow(draft, Closed(rule.ground, rule.id))
            case "held":
                continue
            case _:
                return follow(draft, ServiceRefused(rule.id, rule.ground))
    return draft
