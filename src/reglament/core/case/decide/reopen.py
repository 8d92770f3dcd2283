"""Reopen: a closed case goes on, where the regulation's policy for news lets it."""

from reglament.core.case.act import Reopen
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.law import applying
from reglament.core.case.decide.said import is_one_of
from reglament.core.case.decide.situation import Situation
from reglament.core.case.event import Reopened
from reglament.core.contract.known import calendar_of
from reglament.core.hours.due import due
from reglament.core.hours.faults import CalendarExhausted, DayLengthUnknown
from reglament.core.regulation.model.permission import ReopenRule


def policy_of(now: Situation) -> tuple[ReopenRule, str] | None:
    """Give the first policy that speaks of this party and is still within its time, and the way it takes by default."""
    for rule in applying(now.regulation.of_kind(ReopenRule), now.facts()):
        if is_one_of(now.by, rule.by) and _in_time(rule, now):
            return rule, rule.default if rule.policy == "either" else rule.policy
    return None


def reopen(act: Reopen, now: Situation) -> Answer:
    """Let the case go on. A policy that leaves either way open is content with this one."""
    del act
    if now.state.merged_into is not None:
        return deny("case/merged", into=now.state.merged_into)
    policy = policy_of(now)
    if policy is None:
        return deny("reopen/no-rule")
    rule, _ = policy
    if rule.policy in ("reopen", "either"):
        return Accepted((Reopened(),))
    return deny("reopen/never" if rule.policy == "never" else "reopen/new-case", rule)


def _in_time(rule: ReopenRule, now: Situation) -> bool:
    """A term nobody can compute (no such calendar, no end within a century) does not close the door."""
    hours = calendar_of(now.terms, rule.on, now.facts().tier) if rule.on else None
    if rule.within is None or now.state.closing is None or hours is None:
        return True
    try:
        until_at = due(hours=hours, amount=rule.within, start=now.state.closing.at).due_at
    except (CalendarExhausted, DayLengthUnknown):
        return True
    return until_at is None or now.at <= until_at
