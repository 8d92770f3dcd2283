"""Rules that count, in words: limits of cases, contacts and events, and pools of hours."""

from collections.abc import Iterator

from reglament.core.regulation.model.condition import ALWAYS
from reglament.core.regulation.model.figure import Flat, Table
from reglament.core.regulation.model.permission import CountRule, Limit, PoolRule
from reglament.words.length import length
from reglament.words.listing import number
from reglament.words.rule.figure import grid_of
from reglament.words.rule.speaker import Speaker
from reglament.words.rule.told import Grid


def count_lines(rule: CountRule, speaker: Speaker) -> Iterator[str]:
    counter, per = speaker.noun("counters", rule.counter), speaker.say(f"per {rule.per or 'at once'}")
    if isinstance(rule.limit, Flat):
        told = (
            speaker.say("figure none") if rule.limit.value is None else limit_words(rule.limit.value, speaker)
        )
        yield speaker.say("rule count limit", counter=counter, limit=told, per=per)
    else:
        yield speaker.say("rule count by table", counter=counter, per=per)
    if rule.counts != ALWAYS:
        yield speaker.say("rule count counts", condition=speaker.condition(rule.counts))
    if rule.when is not None:
        yield speaker.say("rule count when", happening=speaker.happening(rule.when))
    yield speaker.say(f"over {rule.over}")
    if rule.ground is not None:
        yield speaker.say("rule count ground", ground=speaker.noun("grounds", rule.ground))


def count_grids(rule: CountRule, speaker: Speaker) -> Iterator[Grid]:
    if isinstance(rule.limit, Table):
        caption = speaker.say("grid limit", counter=speaker.noun("counters", rule.counter))
        yield grid_of(caption, rule.limit, lambda limit: limit_words(limit, speaker), speaker)


def limit_words(limit: Limit, speaker: Speaker) -> str:
    """A limit: a number, none, or so many for each so many of a term of the contract."""
    if limit.number is None:
        return speaker.say("limit none")
    told = number(limit.number, speaker.language)
    if limit.of is None:
        return speaker.say("limit", number=told)
    values = {
        "base": number(limit.base, speaker.language),
        "number": told,
        "each": number(limit.each, speaker.language),
        "term": speaker.noun("terms", limit.of),
    }
    formula = speaker.say("limit formula" if limit.base else "limit formula without base", **values)
    if limit.most is None:
        return formula
    return speaker.say("limit at most", limit=formula, most=number(limit.most, speaker.language))


def pool_lines(rule: PoolRule, speaker: Speaker) -> Iterator[str]:
    yield speaker.say("rule pool", counter=speaker.noun("counters", rule.counter))
    if rule.charged != ALWAYS:
        yield speaker.say("rule pool charged", condition=speaker.condition(rule.charged))
    if rule.estimate_needed:
        yield speaker.say("rule pool estimate", who=speaker.who([rule.accepted_by]))
        if rule.evidence is not None:
            yield speaker.say("rule pool evidence", mark=speaker.noun("marks", rule.evidence))
        overrun = "acceptance" if rule.overrun_needs_acceptance else "free"
        yield speaker.say(f"rule pool overrun {overrun}")
    else:
        yield speaker.say("rule pool no estimate")
    yield speaker.say("rule pool rounding", rounding=rounding_words(rule.round_to, speaker))
    yield speaker.say("rule pool charged at", happening=speaker.happening(rule.charged_at))
    below = "with a ground" if rule.below_zero_with_ground else "never"
    yield speaker.say(f"rule pool below zero {below}")
    if rule.refund is not None:
        yield speaker.say("rule pool refund", condition=speaker.condition(rule.refund))


def rounding_words(step: int, speaker: Speaker) -> str:
    """How time worked is rounded; a step of a second is no rounding."""
    if step == 1:
        return speaker.say("rounding none")
    return speaker.say("rounding up", step=length(step, speaker.language))
