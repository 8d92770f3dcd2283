"""Rules that wait for what can never happen, pauses without beginning or end, and marks nobody may record."""

from collections.abc import Iterator, Sequence

from reglament.core.regulation.check.cause import Causes, told_as
from reglament.core.regulation.check.circle import circles
from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.model.condition import ALWAYS
from reglament.core.regulation.model.happening import FirstOf, Happening, Word
from reglament.core.regulation.model.permission import (
    CountRule,
    PermitRule,
    PoolRule,
    RefuseRule,
    ReopenRule,
    ValidityRule,
)
from reglament.core.regulation.model.regulation import AnyRule
from reglament.core.regulation.model.rule import Agreed, PauseRule, TargetRule

# Happenings that name a term, so that `within: agreed` has one.
_NAMING = frozenset({"estimated", "accepted", "extended"})
_SWITCH = 2


def check_waits(examined: Examined) -> None:
    """All of it."""
    causes = Causes(examined)
    for rule in examined.regulation.rules.values():
        for key, happening in _awaited(rule):
            _await(rule, key, happening, causes, examined)
        if isinstance(rule, PauseRule):
            _pause(rule, causes, examined)
        if (
            isinstance(rule, TargetRule)
            and isinstance(rule.within, Agreed)
            and not _names_a_term(rule.starts)
        ):
            places = examined.places.rule(rule.id, "within"), examined.places.rule(rule.id, "starts")
            examined.gathering.fault("wait/no-term-named", *places, found=told_as(rule.starts))
    _marks(causes, examined)
    _reopening(examined)


def _awaited(rule: AnyRule) -> Iterator[tuple[str, Happening]]:
    found: tuple[tuple[str, Happening | None], ...] = ()
    match rule:
        case TargetRule():
            found = ("starts", rule.starts), ("met by", rule.met_by), ("cancelled by", rule.cancelled_by)
        case PauseRule():
            found = ("starts", rule.starts), ("ends", rule.ends)
        case CountRule():
            found = (("when", rule.when),)
        case PoolRule():
            found = (("charged at", rule.charged_at),)
        case ValidityRule():
            found = (("at", rule.looked_at),)
        case _:
            pass
    yield from ((key, happening) for key, happening in found if happening is not None)


def _await(rule: AnyRule, key: str, happening: Happening, causes: Causes, examined: Examined) -> None:
    """Of several happenings of which one is enough, those that cannot come are only idle."""
    never = not causes.can_happen(happening)
    for part in causes.dead_parts(happening):
        examined.gathering.fault(
            "wait/never-happens" if never else "wait/part-never-happens",
            examined.places.rule(rule.id, key),
            severity="error" if never else "warning",
            key=key,
            found=told_as(part),
        )


def _pause(rule: PauseRule, causes: Causes, examined: Examined) -> None:
    ends = rule.ends is not None and causes.can_happen(rule.ends)
    if not rule.ends_by_staff and not ends:
        examined.gathering.fault(
            "wait/endless-pause", examined.places.rule(rule.id, "ends by"), reason=rule.reason
        )


def _names_a_term(happening: Happening) -> bool:
    if isinstance(happening, FirstOf):
        return any(map(_names_a_term, happening.parts))
    return isinstance(happening, Word) and happening.name in _NAMING


def _marks(causes: Causes, examined: Examined) -> None:
    marks = examined.regulation.marks
    for name in marks:
        if not causes.can_be_recorded(name):
            examined.gathering.fault(
                "wait/mark-of-nobody", examined.places.declared("marks", name), mark=name
            )
    undone = {name: (mark.withdrawn_by,) for name, mark in marks.items() if mark.withdrawn_by}
    for group in circles(undone):
        if len(group) != _SWITCH:
            places = [examined.places.declared("marks", name, "withdrawn by") for name in group[:2]]
            examined.gathering.fault("circle/withdrawn", *places, names=", ".join(group))
    before = {name: _needed_before(name, examined.regulation.of_kind(PermitRule)) for name in marks}
    for group in circles(before):
        rules = [
            rule for rule in examined.regulation.of_kind(PermitRule) if rule.mark in group and rule.after
        ]
        places = [examined.places.rule(rule.id, "after") for rule in rules[:2]]
        examined.gathering.fault("circle/after", *places, names=", ".join(group))


def _needed_before(mark: str, permits: Sequence[PermitRule]) -> tuple[str, ...]:
    """Marks without which it can never be recorded: those that its every clause asks for, or a clause without condition."""
    own = [rule for rule in permits if rule.mark == mark]
    if not own:
        return ()
    everywhere = set.intersection(*(set(rule.after) for rule in own))
    always = {name for rule in own if rule.condition == ALWAYS for name in rule.after}
    return tuple(sorted(everywhere | always))


def _reopening(examined: Examined) -> None:
    """News on a closed case, where no case is ever closed."""
    regulation = examined.regulation
    never = [
        rule
        for rule in regulation.of_kind(RefuseRule)
        if rule.what == "close" and rule.by == "system" and examined.cubes_of(rule) == ({},)
    ]
    by_rule = any(rule.then.kind == "close" for rule in regulation.of_kind(TargetRule))
    if never and not by_rule:
        for rule in regulation.of_kind(ReopenRule):
            places = examined.places.rule(rule.id), examined.places.rule(never[0].id)
            examined.gathering.fault("wait/never-closed", *places)
