"""Rules of what is let in, in words: refuse, require, set, registration, validity."""

from collections.abc import Iterator

from reglament.core.regulation.model.permission import (
    RefuseRule,
    RegistrationRule,
    RequireRule,
    SetRule,
    ValidityRule,
)
from reglament.core.regulation.model.title import Title
from reglament.words.listing import alternatives
from reglament.words.noun import in_language, title_of, value_title
from reglament.words.rule.speaker import Speaker


def refuse_lines(rule: RefuseRule, speaker: Speaker) -> Iterator[str]:
    outcome = "by staff" if rule.by == "staff" and rule.outcome == "refused" else rule.outcome
    act, ground = speaker.act(rule.what), speaker.noun("grounds", rule.ground)
    yield speaker.say(f"rule refuse {outcome}", act=act, ground=ground)
    if rule.by == "staff" and rule.outcome != "refused":
        yield speaker.say("rule refuse staff decide")
    if isinstance(rule.answer, Title):
        yield speaker.say("rule refuse answer", text=in_language(rule.answer, speaker.language))
    elif rule.answer is not None:
        yield speaker.say("rule refuse letter", mark=speaker.noun("marks", rule.answer))
    if rule.instead is not None:
        yield speaker.say("rule refuse instead", text=in_language(rule.instead, speaker.language))
    if rule.warns_if is not None:
        yield speaker.say("rule refuse warns if", condition=speaker.condition(rule.warns_if))
    if rule.note_needed:
        yield speaker.say("rule refuse note needed")
    if rule.or_pause is not None:
        yield speaker.say("rule refuse or pause", reason=speaker.noun("pauses", rule.or_pause))


def require_lines(rule: RequireRule, speaker: Speaker) -> Iterator[str]:
    if rule.fields:
        yield speaker.say("rule require fields", fields=speaker.nouns("fields", rule.fields))
    if rule.one_of:
        yield speaker.say("rule require one of", fields=speaker.any_of("fields", rule.one_of))
    if rule.possible:
        yield speaker.say("rule require possible", fields=speaker.nouns("fields", rule.possible))
    if rule.fields or rule.one_of:
        yield speaker.say(f"missing {rule.missing}")


def set_lines(rule: SetRule, speaker: Speaker) -> Iterator[str]:
    axis = speaker.regulation.axes.get(rule.axis)
    value = value_title(axis.values if axis else {}, rule.value, speaker.language)
    named = title_of(speaker.regulation.axes, rule.axis, speaker.language)
    if rule.by_facts:
        yield speaker.say("rule set by facts", axis=named, value=value)
    else:
        yield speaker.say("rule set", axis=named, value=value, who=speaker.who(rule.by))
    if rule.criteria:
        told = [value_title(rule.criteria, name, speaker.language) for name in rule.criteria]
        yield speaker.say("rule set criteria", criteria=alternatives(told, speaker.language))
    if rule.brings:
        yield speaker.say("rule set brings", what=brings_words(rule.brings, speaker))


def brings_words(brings: tuple[str, ...], speaker: Speaker) -> str:
    """What an act of sorting must bring."""
    return ", ".join(speaker.word("brings", name) for name in brings)


def registration_lines(rule: RegistrationRule, speaker: Speaker) -> Iterator[str]:
    yield speaker.say("rule registration automatic" if rule.automatic else "rule registration staff")


def validity_lines(rule: ValidityRule, speaker: Speaker) -> Iterator[str]:
    yield speaker.say("rule validity", statuses=speaker.words("contract", rule.statuses))
    yield speaker.say("rule validity looked at", happening=speaker.happening(rule.looked_at))
    if rule.ground is None:
        yield speaker.say("rule validity held")
    else:
        yield speaker.say("rule validity held on", ground=speaker.noun("grounds", rule.ground))
