"""Cubes: classes of cases as a set of values for each fact, and what is common to two of them or left of one."""

from collections.abc import Iterable, Mapping

from reglament.core.regulation.check.effort import Effort

# Fact → the values it may have. A fact that is not named may have any.
Cube = Mapping[str, frozenset[str]]

MOST_PIECES = 400


def meet(one: Cube, other: Cube, effort: Effort) -> Cube | None:
    """The cases that are in both; None where there are none."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    effort.spend(1 + len(few))
    for fact, values in few.items():
        if fact in many and values.isdisjoint(many[fact]):
            return None
    found = dict(many)
    for fact, values in few.items():
        found[fact] = values & many[fact] if fact in many else values
    return found


def less(region: Iterable[Cube], taken: Cube, whole: Cube, effort: Effort) -> list[Cube]:
    """The cases of a region that are not in `taken`, in disjoint pieces; `whole` gives all values of a fact."""
    left: list[Cube] = []
    for piece in region:
        if meet(piece, taken, effort) is None:
            left.append(piece)
            continue
        inside = dict(piece)
        for fact, values in taken.items():
            had = inside.get(fact, whole[fact])
            effort.spend(1 + len(had))
            outside = had - values
            if outside:
                left.append({**inside, fact: outside})
            inside[fact] = had & values
    return left


def less_all(region: Iterable[Cube], taken: Iterable[Cube], whole: Cube, effort: Effort) -> list[Cube] | None:
    """What is left of a region when all these are taken away; None where it falls into too many pieces to tell."""
    left = list(region)
    for cube in taken:
        left = less(left, cube, whole, effort)
        if len(left) > MOST_PIECES:
            return None
    return left


def only(cube: Cube, facts: Iterable[str]) -> Cube:
    """The cube as far as these facts tell it."""
    return {fact: cube[fact] for fact in facts if fact in cube}
