"""Excuse: staff tie one target to a declared period, with a reason. Whether it was breached at all is for the evaluation."""

from reglament.core.case.act import Excuse
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.said import not_staff
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Excused
from reglament.core.regulation.model.rule import ExcuseRule


def excuse(act: Excuse, now: Situation) -> Answer:
    no = not_staff(now.by, "excuse")
    if no:
        return no
    rules = [rule for rule in now.regulation.of_kind(ExcuseRule) if act.metric in rule.metrics]
    if not rules:
        return deny("excuse/not-provided", metric=act.metric)
    here = applying(rules, now.facts())
    if not here:
        return deny("excuse/not-applicable", rules[0], metric=act.metric)
    period = now.standing.periods.get(act.period)
    if period is None:
        return deny("excuse/period-unknown", here[0], period=act.period)
    rule = next((rule for rule in here if period.ground in rule.grounds), None)
    if rule is None:
        return deny("excuse/ground-not-listed", here[0], ground=period.ground, listed=here[0].grounds)
    over = period.until_at is not None and period.until_at <= (now.state.received_at or 0)
    if over or period.from_at > now.at:
        return deny("excuse/period-elsewhere", rule, period=act.period)
    if not act.reason:
        return deny("excuse/reason-missing", rule, metric=act.metric)
    if any(one.metric == act.metric and one.period == act.period for one in now.state.excused):
        return deny("excuse/already", rule, metric=act.metric, period=act.period)
    return Accepted((Excused(act.metric, rule.id, period.ground, act.period, act.reason),))
