"""Pauses that begin or end by a happening of their rule, without anybody's step."""

from reglament.core.case.decide.draft import Draft, follow
from reglament.core.case.decide.law import applying, rule_as
from reglament.core.case.event import Asked, Delivered, Event, HandedOver, Marked, Paused, Replied, Resumed
from reglament.core.case.state import CaseState
from reglament.core.regulation.model.rule import PauseRule

CARRIED = (Marked, Replied, HandedOver, Delivered)


def begun(
    rule: PauseRule, notice: str | None, state: CaseState, note: str | None = None
) -> tuple[Event, ...]:
    """What a beginning pause enters: the pause, and what it asks for as far as it is not known already."""
    fields = tuple(name for name in rule.asks if name not in state.fields)
    pause = Paused(rule.reason, rule.id, notice, note)
    return (pause, Asked(rule.id, fields)) if fields else (pause,)


def turn_pauses(draft: Draft) -> Draft:
    """End the open pauses whose end has just happened, then begin those whose start has."""
    if not draft.is_live:
        return draft
    rules = draft.now.regulation.of_kind(PauseRule)
    if not any(rule.starts or rule.ends for rule in rules):
        return draft
    return _start(_end(draft))


def _end(draft: Draft) -> Draft:
    ended = [
        reason
        for reason, pause in draft.now.state.pauses.items()
        if (rule := rule_as(draft.now.regulation, PauseRule, pause.rule))
        and rule.ends is not None
        and any(one.at >= pause.asked_at for one in draft.happened(rule.ends))
    ]
    return follow(draft, *(Resumed(reason) for reason in ended))


def _start(draft: Draft) -> Draft:
    rules = [rule for rule in draft.now.regulation.of_kind(PauseRule) if rule.starts is not None]
    for rule in applying(rules, draft.now.facts()):
        if rule.starts is None or rule.reason in draft.now.state.pauses:
            continue
        found = draft.happened(rule.starts)
        if not found:
            continue
        notice = _message(draft, found[-1].seq)
        if notice is not None or not rule.notice:
            draft = follow(draft, *begun(rule, notice if rule.notice else None, draft.now.state))
    return draft


def _message(draft: Draft, seq: int) -> str | None:
    """The message that carried the entry: where a notice is demanded, it is the notice."""
    event = next((entry.event for entry in draft.now.entries if entry.seq == seq), None)
    return event.message if isinstance(event, CARRIED) else None
