"""Pause: clocks stop for a declared reason, once the customer is told where the rule demands a notice."""

from reglament.core.case.act import Pause
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.case.decide.automatic_pause import begun
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.said import is_one_of
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import HandedOver
from reglament.core.regulation.model.permission import RefuseRule
from reglament.core.regulation.model.rule import PauseRule

# The way of the grammar that leaves no message: said is handed over.
SPOKEN = "phone"


def pause(act: Pause, now: Situation) -> Answer:
    rules = [rule for rule in now.regulation.of_kind(PauseRule) if rule.reason == act.reason]
    if not rules:
        return deny("pause/undeclared", reason=act.reason)
    here = applying(rules, now.facts())
    if not here:
        instead = _instead_of_refusal(act, now)
        if instead is None:
            return deny("pause/not-applicable", rules[0], reason=act.reason)
        if not act.note:
            return deny("pause/note-missing", instead, reason=act.reason, ground=instead.ground)
        here = tuple(rules)
    rule = next((rule for rule in here if is_one_of(now.by, rule.by)), None)
    if rule is None:
        return deny("pause/not-by", here[0], reason=act.reason, allowed=here[0].by)
    if act.reason in now.state.pauses:
        return deny("pause/already", rule, reason=act.reason)
    no = _no_notice(act, rule, now)
    if no:
        return no
    if rule.notice and act.way == SPOKEN:
        call = act.notice or f"{SPOKEN}:{now.next_seq}"
        return Accepted((HandedOver(call), *begun(rule, call, now.state, act.note)))
    return Accepted(begun(rule, act.notice, now.state, act.note))


def _instead_of_refusal(act: Pause, now: Situation) -> RefuseRule | None:
    """The refusal that staff could make now and that leaves them this pause to choose instead."""
    rules = [
        rule
        for rule in now.regulation.of_kind(RefuseRule)
        if rule.by == "staff" and rule.or_pause == act.reason
    ]
    return next(iter(applying(rules, now.facts())), None) if now.by.party == "staff" else None


def _no_notice(act: Pause, rule: PauseRule, now: Situation) -> Refused | None:
    if not rule.notice:
        return None
    if act.way is not None and act.way not in rule.notice:
        return deny("pause/way-not-allowed", rule, way=act.way, allowed=rule.notice)
    if act.way == SPOKEN:
        return None
    if act.notice is None:
        return deny("pause/no-notice", rule, reason=act.reason, allowed=rule.notice)
    message = now.state.messages.get(act.notice)
    if message is None or message.party == "customer":
        return deny("pause/notice-unknown", rule, notice=act.notice)
    return None
