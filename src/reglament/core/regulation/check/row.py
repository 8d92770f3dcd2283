"""Tables as cubes: the cases each row speaks for, and those of a rule that no row speaks for."""

from collections.abc import Iterator
from typing import TypeVar

from reglament.core.regulation.check.cube import Cube, less_all, meet, only
from reglament.core.regulation.check.domain import ABSENT
from reglament.core.regulation.check.examined import Examined
from reglament.core.regulation.grammar.vocabulary import ELSE
from reglament.core.regulation.model.figure import Figure, Flat, Row, Table
from reglament.core.regulation.model.permission import CountRule
from reglament.core.regulation.model.regulation import AnyRule
from reglament.core.regulation.model.rule import TargetRule

Value = TypeVar("Value")


def tables_of(rule: AnyRule) -> Iterator[tuple[str, Table[object]]]:
    """The tables of a rule, with their keys."""
    found: tuple[tuple[str, object], ...] = ()
    if isinstance(rule, TargetRule):
        found = (("within", rule.within), ("on", rule.on))
    elif isinstance(rule, CountRule):
        found = (("limit", rule.limit),)
    for key, figure in found:
        if isinstance(figure, Table):
            yield key, figure


def row_cube(table: Table[Value], row: Row[Value]) -> Cube:
    """The cases the row names, whatever other rows say."""
    pairs = zip(table.by, row.keys, strict=True)
    return {fact: frozenset({key}) for fact, key in pairs if key != ELSE}


def spoken(figure: Figure[Value], within: Cube, examined: Examined) -> Iterator[tuple[Cube, Value | None]]:
    """Each value of a figure with the cases of a cube it is the answer for: exact keys win over `else`, first column first."""
    if isinstance(figure, Flat):
        yield within, figure.value
        return
    rows = sorted(figure.rows, key=lambda row: tuple(key == ELSE for key in row.keys))
    taken: list[Cube] = []
    for row in rows:
        cube = row_cube(figure, row)
        here = meet(within, cube, examined.effort)
        pieces = [here] if here is not None else []
        # Only rows with `else` overlap others.
        better = taken if ELSE in row.keys else []
        for piece in less_all(pieces, better, examined.domains_of(within, figure.by), examined.effort) or ():
            yield piece, row.value
        taken.append(cube)


def check_tables(examined: Examined) -> None:
    """Cases a rule speaks of and its table does not; rows for cases the rule does not speak of."""
    for rule in examined.regulation.rules.values():
        for key, table in tables_of(rule):
            _missing(rule, key, table, examined)
            _idle(rule, key, table, examined)


def _missing(rule: AnyRule, key: str, table: Table[object], examined: Examined) -> None:
    """A case that is not sorted yet has no row, and needs none until it is."""
    whole = examined.domains_of({}, table.by)
    sorted_ = {fact: values - {ABSENT} for fact, values in whole.items()}
    region: list[Cube] = []
    for cube in examined.cubes_of(rule) or ():
        here = meet(sorted_, only(cube, table.by), examined.effort)
        if here is not None and here not in region:
            region.append(here)
    rows = [row_cube(table, row) for row in table.rows]
    left = less_all(region, rows, whole, examined.effort)
    told = {examined.block(cube): None for cube in left or ()}
    for block in told:
        examined.gathering.fault(
            "table/row-missing", examined.places.rule(rule.id, key), key=key, block=block
        )


def _idle(rule: AnyRule, key: str, table: Table[object], examined: Examined) -> None:
    cubes = examined.cubes_of(rule)
    if not cubes:
        return
    for row in table.rows:
        cube = row_cube(table, row)
        if all(meet(cube, one, examined.effort) is None for one in cubes):
            keys = [one for one in row.keys if one != ELSE]
            examined.gathering.fault(
                "table/row-idle",
                examined.places.rule(rule.id, key, *keys),
                examined.places.rule(rule.id, "if"),
                severity="warning",
                block=examined.block(cube),
            )
