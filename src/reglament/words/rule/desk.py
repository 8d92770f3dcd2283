"""Rules of the desk's ways, in words: reopen, rank, permit, window, share, access, publish, retain."""

from collections.abc import Iterator

from reglament.core.hours.amount import CALENDAR_KINDS, Amount, AmountKind
from reglament.core.regulation.grammar.vocabulary import ACTS
from reglament.core.regulation.model.permission import (
    AccessRule,
    PermitRule,
    PublishRule,
    RankRule,
    ReopenRule,
    RetainRule,
    ShareRule,
    WindowRule,
)
from reglament.words.amount import amount_text
from reglament.words.rule.speaker import Speaker

ANYBODY = {"customer", "staff"}


def reopen_lines(rule: ReopenRule, speaker: Speaker) -> Iterator[str]:
    yield speaker.say("rule reopen", policy=speaker.say(f"policy {rule.policy}"))
    if rule.policy == "either":
        yield speaker.say("rule reopen default", policy=speaker.say(f"policy {rule.default}"))
    if set(rule.by) != ANYBODY:
        yield speaker.say("rule reopen by", who=speaker.who(rule.by))
    if rule.within is not None:
        yield speaker.say("rule reopen within", amount=amount_on(rule.within, rule.on, speaker))


def rank_lines(rule: RankRule, speaker: Speaker) -> Iterator[str]:
    places = [
        speaker.say("rule rank place", place=place, condition=speaker.condition(condition))
        for place, condition in enumerate(rule.order, start=1)
    ]
    yield speaker.say("rule rank", order="; ".join(places))


def permit_lines(rule: PermitRule, speaker: Speaker) -> Iterator[str]:
    if rule.mark in ACTS:
        yield speaker.say(
            "rule permit act", act=speaker.act(rule.mark), who=speaker.who(rule.by or ("staff",))
        )
    else:
        mark = speaker.regulation.marks.get(rule.mark)
        by = rule.by or (mark.by if mark else ())
        yield speaker.say("rule permit mark", mark=speaker.noun("marks", rule.mark), who=speaker.who(by))
    if rule.needs:
        yield speaker.say("rule permit needs", fields=speaker.nouns("fields", rule.needs))
    if rule.after:
        yield speaker.say("rule permit after", marks=speaker.nouns("marks", rule.after))
    if rule.links_a_case:
        yield speaker.say("rule permit links")
    if rule.notifies:
        yield speaker.say("rule permit notifies", who=speaker.everyone(rule.notifies))


def window_lines(rule: WindowRule, speaker: Speaker) -> Iterator[str]:
    mark, hours = speaker.noun("marks", rule.mark), speaker.hours(rule.inside)
    yield speaker.say("rule window", mark=mark, hours=hours)


def share_lines(rule: ShareRule, speaker: Speaker) -> Iterator[str]:
    yield speaker.say("rule share", marks=speaker.nouns("marks", rule.needs))


def access_lines(rule: AccessRule, speaker: Speaker) -> Iterator[str]:
    yield speaker.say("rule access", amount=amount_on(rule.after, rule.on, speaker))


def publish_lines(rule: PublishRule, speaker: Speaker) -> Iterator[str]:
    yield speaker.say("rule publish", amount=amount_on(rule.earliest, rule.on, speaker))
    if rule.to:
        yield speaker.say("rule publish to", roles=speaker.everyone(rule.to))


def retain_lines(rule: RetainRule, speaker: Speaker) -> Iterator[str]:
    section = "channels" if rule.what in speaker.regulation.channels else "fields"
    what, amount = speaker.noun(section, rule.what), amount_text(rule.amount, speaker.language)
    yield speaker.say("rule retain", what=what, amount=amount)
    if rule.copy_refused:
        yield speaker.say("rule retain copy refused")


def amount_on(amount: Amount, calendar: str | None, speaker: Speaker) -> str:
    """An amount with the hours it is counted in, where it is counted in any."""
    told = amount_text(amount, speaker.language)
    by_the_clock = amount.kind is AmountKind.CLOCK_TIME or amount.kind in CALENDAR_KINDS
    if calendar is None or by_the_clock:
        return told
    return f"{told} ({speaker.hours(calendar)})"
