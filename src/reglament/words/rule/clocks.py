"""Rules that run clocks, in words: target, pause, none, extend, excuse."""

from collections.abc import Iterator

from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.regulation.model.figure import Figure, Flat, Table
from reglament.core.regulation.model.rule import (
    Agreed,
    Consequence,
    EarlyWarning,
    ExcuseRule,
    ExtendRule,
    NoneRule,
    OfTheContract,
    PauseRule,
    Share,
    TargetRule,
)
from reglament.words.amount import amount_text
from reglament.words.rule.figure import flat_value, grid_of
from reglament.words.rule.speaker import Speaker
from reglament.words.rule.told import Grid

Within = Figure[Amount] | Agreed | OfTheContract


def target_lines(rule: TargetRule, speaker: Speaker) -> Iterator[str]:
    yield _lead(rule, speaker)
    if rule.strength == "aim":
        yield speaker.say("rule target aim")
    yield speaker.say("rule target starts", happening=speaker.happening(rule.starts))
    yield speaker.say("rule target met by", happening=speaker.happening(rule.met_by))
    if isinstance(rule.on, Flat) and _needs_hours(rule.within):
        yield speaker.say("rule target on", hours=speaker.hours(rule.on.value or ""))
    yield from _course(rule, speaker)
    if rule.share is not None:
        yield speaker.say("rule target share", share=share_words(rule.share, speaker))
    if rule.owed_by != "vendor":
        yield speaker.say("rule target owed by", who=speaker.word("party", rule.owed_by))
    if rule.warnings:
        yield speaker.say("rule target warnings", warnings=_warnings(rule.warnings, speaker))
    if rule.then.kind != "alert":
        yield speaker.say("rule target then", consequence=consequence_words(rule.then, speaker))


def _lead(rule: TargetRule, speaker: Speaker) -> str:
    metric = speaker.noun("metrics", rule.metric)
    if isinstance(rule.within, Flat):
        return speaker.say("rule target within", metric=metric, amount=within_words(rule.within, speaker))
    match rule.within:
        case Agreed():
            return speaker.say("rule target agreed", metric=metric)
        case OfTheContract():
            return speaker.say("rule target of the contract", metric=metric)
        case Table():
            return speaker.say("rule target by table", metric=metric)


def _course(rule: TargetRule, speaker: Speaker) -> Iterator[str]:
    if rule.cancelled_by is not None:
        yield speaker.say("rule target cancelled by", happening=speaker.happening(rule.cancelled_by))
    for name in rule.survives:
        yield speaker.say(f"survives {name}")
    for name, holds in (("each", rule.each), ("restarts", rule.restarts), ("every", rule.every)):
        if holds:
            yield speaker.say(f"rule target {name}")


def within_words(within: Within, speaker: Speaker) -> str:
    """How long a target may take, where that is one value."""
    match within:
        case Agreed():
            return speaker.say("within agreed")
        case OfTheContract():
            return speaker.say("within of the contract")
        case Table():
            return speaker.say("within by table")
        case Flat():
            return flat_value(within, lambda amount: amount_text(amount, speaker.language), speaker) or ""


def target_grids(rule: TargetRule, speaker: Speaker) -> Iterator[Grid]:
    metric = speaker.noun("metrics", rule.metric)
    if isinstance(rule.within, Table):
        caption = speaker.say("grid within", metric=metric)
        yield grid_of(caption, rule.within, lambda amount: amount_text(amount, speaker.language), speaker)
    if isinstance(rule.on, Table):
        yield grid_of(speaker.say("grid on", metric=metric), rule.on, speaker.hours, speaker)


def _needs_hours(within: Within) -> bool:
    """Terms counted round the clock run on no calendar."""
    amounts = [within.value] if isinstance(within, Flat) else []
    amounts += [row.value for row in within.rows] if isinstance(within, Table) else []
    kinds = {amount.kind for amount in amounts if amount is not None}
    return kinds != {AmountKind.CLOCK_TIME}


def share_words(share: Share, speaker: Speaker) -> str:
    return speaker.say(f"share over {share.over}", percent=f"{share.percent:g}")


def warning_words(warning: EarlyWarning, speaker: Speaker) -> str:
    told = speaker.say("whoever works on it") if warning.role is None else speaker.who([warning.role])
    return speaker.say("warning", percent=warning.percent, who=told)


def _warnings(warnings: tuple[EarlyWarning, ...], speaker: Speaker) -> str:
    return "; ".join(warning_words(one, speaker) for one in warnings)


def consequence_words(then: Consequence, speaker: Speaker) -> str:
    """What happens when a target is not kept."""
    match then.kind:
        case "tell":
            return speaker.say("then tell", who=speaker.who([then.to or ""]))
        case "record":
            return speaker.say("then record", mark=speaker.noun("marks", then.to or ""))
        case "close":
            told = [speaker.say("then close", ground=speaker.noun("grounds", then.ground or ""))]
            if then.deems:
                told.append(speaker.say("then deems", metrics=speaker.nouns("metrics", then.deems)))
            if then.notice:
                told.append(speaker.say("then notice", mark=speaker.noun("marks", then.notice)))
            return "; ".join(told)
        case _:
            return speaker.say("then alert")


def pause_lines(rule: PauseRule, speaker: Speaker) -> Iterator[str]:
    stops = speaker.nouns("metrics", rule.stops)
    yield speaker.say("rule pause stops", reason=speaker.noun("pauses", rule.reason), metrics=stops)
    yield speaker.say("rule pause by", who=speaker.who(rule.by))
    if rule.starts is not None:
        yield speaker.say("rule pause starts", happening=speaker.happening(rule.starts))
    if rule.ends is not None:
        yield speaker.say("rule pause ends", happening=speaker.happening(rule.ends))
    if rule.ends_by_staff:
        yield speaker.say("rule pause ends by staff" + ("" if rule.ends is None else " too"))
    if rule.notice:
        yield speaker.say("rule pause notice", ways=speaker.ways(rule.notice))
    if rule.asks:
        yield speaker.say("rule pause asks", fields=speaker.nouns("fields", rule.asks))


def none_lines(rule: NoneRule, speaker: Speaker) -> Iterator[str]:
    key = "rule none one" if len(rule.metrics) == 1 else "rule none several"
    yield speaker.say(key, metrics=speaker.nouns("metrics", rule.metrics))


def extend_lines(rule: ExtendRule, speaker: Speaker) -> Iterator[str]:
    metric, grounds = speaker.noun("metrics", rule.metric), speaker.any_of("grounds", rule.grounds)
    yield speaker.say("rule extend", metric=metric, grounds=grounds)
    yield speaker.say("rule extend agreed" if rule.agreement else "rule extend alone")
    if rule.most is not None:
        yield speaker.say("rule extend most", amount=amount_text(rule.most, speaker.language))


def excuse_lines(rule: ExcuseRule, speaker: Speaker) -> Iterator[str]:
    yield speaker.say("rule excuse", metrics=speaker.nouns("metrics", rule.metrics))
    yield speaker.say("rule excuse grounds", grounds=speaker.any_of("grounds", rule.grounds))
