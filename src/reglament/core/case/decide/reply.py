"""Reply: a plain message on the case. A customer's ends the waiting, brings fields, and on a closed case asks for it again."""

from dataclasses import replace

from reglament.core.case.act import Reply
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.deny import deny
from reglament.core.case.decide.field import bad_field
from reglament.core.case.decide.reopen import policy_of
from reglament.core.case.decide.situation import Situation
from reglament.core.case.decide.supply import supplied
from reglament.core.case.event import Event, Reopened, Replied, Woken


def reply(act: Reply, now: Situation) -> Answer:
    """Take the message in. What a closed case does with news is the regulation's policy; a message is never lost."""
    wrong = bad_field(act.fields, now.regulation)
    if wrong:
        return wrong
    brought: tuple[Event, ...] = (Replied(act.message),)
    if act.fields or act.key is not None:
        brought = (*brought, supplied(act.fields, act.key, now))
    if now.state.status == "closed" and now.by.party == "customer":
        return _news(brought, now)
    if now.state.snoozed_until is not None and now.by.party == "customer":
        return Accepted((*brought, Woken()), automatic=1)
    return Accepted(brought)


def _news(brought: tuple[Event, ...], now: Situation) -> Answer:
    if now.state.merged_into is not None:
        return replace(deny("case/merged", into=now.state.merged_into), recorded=brought)
    policy = policy_of(now)
    if policy is None:
        return replace(deny("reopen/no-rule"), recorded=brought)
    rule, way = policy
    if way == "reopen":
        return Accepted((*brought, Reopened()), automatic=1)
    if way == "never":
        return replace(deny("reopen/never", rule), recorded=brought)
    return Accepted((), new_case=True)
