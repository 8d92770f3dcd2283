"""`rule_told`: any rule of an edition in words. Every kind of rule has its teller here."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reglament.core.regulation.grammar.vocabulary import ACTS
from reglament.core.regulation.model import permission, rule
from reglament.core.regulation.model.condition import ALWAYS, AllOf, Condition, Not
from reglament.core.regulation.model.regulation import AnyRule, Regulation
from reglament.words.catalogue import Language
from reglament.words.clause import cited
from reglament.words.rule import clocks, counting, desk, intake
from reglament.words.rule.reading import choices
from reglament.words.rule.speaker import Speaker
from reglament.words.rule.told import Grid, RuleTold

Lines = Callable[[Any, Speaker], Iterator[str]]
Grids = Callable[[Any, Speaker], Iterator[Grid]]

# Kind of rule → the word for it, and who tells it.
TELLERS: Mapping[type, tuple[str, Lines]] = {
    rule.TargetRule: ("target", clocks.target_lines),
    rule.PauseRule: ("pause", clocks.pause_lines),
    rule.NoneRule: ("none", clocks.none_lines),
    rule.ExtendRule: ("extend", clocks.extend_lines),
    rule.ExcuseRule: ("excuse", clocks.excuse_lines),
    permission.RefuseRule: ("refuse", intake.refuse_lines),
    permission.RequireRule: ("require", intake.require_lines),
    permission.SetRule: ("set", intake.set_lines),
    permission.RegistrationRule: ("registration", intake.registration_lines),
    permission.ValidityRule: ("validity", intake.validity_lines),
    permission.CountRule: ("count", counting.count_lines),
    permission.PoolRule: ("pool", counting.pool_lines),
    permission.ReopenRule: ("reopen", desk.reopen_lines),
    permission.RankRule: ("rank", desk.rank_lines),
    permission.PermitRule: ("permit", desk.permit_lines),
    permission.WindowRule: ("window", desk.window_lines),
    permission.ShareRule: ("share", desk.share_lines),
    permission.AccessRule: ("access", desk.access_lines),
    permission.PublishRule: ("publish", desk.publish_lines),
    permission.RetainRule: ("retain", desk.retain_lines),
}
GRIDS: Mapping[type, Grids] = {
    rule.TargetRule: clocks.target_grids,
    permission.CountRule: counting.count_grids,
}


def rule_told(one: AnyRule, regulation: Regulation, language: Language) -> RuleTold:
    """Say a rule: what it does, when it applies, how it goes on, its figures as tables, the choices it rests on."""
    speaker = Speaker(regulation, language)
    _, tell = TELLERS[type(one)]
    lead, *lines = tell(one, speaker)
    applies = (*_applies(one.condition, speaker), *_overrides(one, speaker))
    grids = GRIDS.get(type(one))
    return RuleTold(
        rule=one.id,
        kind=kind_word(one, speaker),
        lines=(lead, *applies, *lines),
        grids=tuple(grids(one, speaker)) if grids else (),
        choices=choices(one.readings, speaker),
    )


def kind_word(one: AnyRule, speaker: Speaker) -> str:
    """The word for the kind of a rule; leave to act is another thing than a mark."""
    if isinstance(one, permission.PermitRule) and one.mark in ACTS:
        return speaker.say("kind permit act")
    return speaker.say(f"kind {TELLERS[type(one)][0]}")


def _applies(condition: Condition, speaker: Speaker) -> Iterator[str]:
    """When the rule applies; what it does not apply to is told as an exception, as the file writes it."""
    if condition == ALWAYS:
        return
    parts = condition.conditions if isinstance(condition, AllOf) else (condition,)
    needed = tuple(part for part in parts if not isinstance(part, Not))
    barred = [part.condition for part in parts if isinstance(part, Not)]
    if needed:
        yield speaker.say(
            "rule if", condition=speaker.condition(AllOf(needed) if len(needed) > 1 else needed[0])
        )
    for exception in barred:
        yield speaker.say("rule unless", condition=speaker.condition(exception))


def _overrides(one: AnyRule, speaker: Speaker) -> Iterator[str]:
    if one.overrides:
        cites = [cited(weaker, speaker.regulation, speaker.language) for weaker in one.overrides]
        yield speaker.say("rule overrides", clauses=", ".join(dict.fromkeys(cites)))
