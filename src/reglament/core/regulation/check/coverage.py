"""Gaps: classes of cases that no target of the vendor and no `none` rule speaks of."""

from collections.abc import Iterator

from reglament.core.regulation.check.cube import Cube, less_all
from reglament.core.regulation.check.domain import ABSENT
from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.grammar.vocabulary import STRANGER
from reglament.core.regulation.model.permission import RefuseRule
from reglament.core.regulation.model.regulation import AnyRule
from reglament.core.regulation.model.rule import NoneRule, TargetRule
from reglament.core.regulation.place import Place

# Facts that come and go on a case say when something is owed, not what class the case is of.
_PASSING = ("field", "marked", "over", "left")
_TURNED_AWAY = ("refused", "closed", "silent")
_DECLARED_IN = {"tier": "tiers", "channel": "channels", "role": "roles"}


def check_coverage(examined: Examined) -> None:
    """One fault for each block of classes left over once every rule has had its say."""
    regulation = examined.regulation
    owed = [rule for rule in regulation.of_kind(TargetRule) if rule.owed_by == "vendor"]
    speaking: list[AnyRule] = [*owed, *regulation.of_kind(NoneRule)]
    if not owed:
        examined.gathering.fault(
            "gap/no-target-at-all", examined.places.declared("clauses"), severity="warning"
        )
        return
    cubes = [examined.cubes_of(rule) for rule in speaking]
    if None in cubes:
        return  # told at the condition that falls into too many classes
    covered = [_lasting(cube) for found in cubes for cube in found or ()]
    facts = sorted({fact for cube in covered for fact in cube})
    # A case not sorted yet is nobody's class; an unknown sender is let in or not by other rules.
    whole = {fact: examined.domains[fact] - {ABSENT} - {STRANGER} for fact in facts}
    covered += [cube for cube in _turned_away(examined) if cube.keys() <= whole.keys()]
    left = less_all([whole], covered, whole, examined.effort)
    if left is None:
        examined.unfinished()
    for cube in left or ():
        if examined.possible(cube):
            block = examined.block({fact: values for fact, values in cube.items() if values != whole[fact]})
            place = _place(cube, whole, examined)
            examined.gathering.fault("gap/no-target", place, examined.places.rule(owed[0].id), block=block)


def _lasting(cube: Cube) -> Cube:
    """The cube as far as it tells the class of a case: a rule that may apply later covers it."""
    return {fact: values for fact, values in cube.items() if not _passes(fact)}


def _passes(fact: str) -> bool:
    return fact == "status" or fact.partition(":")[0] in _PASSING


def _turned_away(examined: Examined) -> Iterator[Cube]:
    """Classes that never get in: the rule must hold for all of the class, whatever else is true of the case."""
    for rule in examined.regulation.of_kind(RefuseRule):
        if rule.what in ("receive", "register") and rule.by == "system" and rule.outcome in _TURNED_AWAY:
            yield from examined.cubes_of(rule) or ()


def _place(cube: Cube, whole: Cube, examined: Examined) -> Place:
    """The declaration of a value that is left out, of the fact that is left out most narrowly."""
    narrow = sorted((len(values), fact) for fact, values in cube.items() if values != whole[fact])
    for _, fact in narrow:
        if fact in _DECLARED_IN:
            return examined.places.declared(_DECLARED_IN[fact], min(cube[fact]))
        if fact in examined.regulation.axes:
            return examined.places.declared("axes", fact, "values", min(cube[fact]))
    return examined.places.declared("clauses")
