"""Changes of figures: every cell of a table moved by one unit, or to another calendar."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from reglament.core.hours.amount import TIME_KINDS, Amount, AmountKind, Ending
from reglament.core.regulation.model.figure import Figure, Flat, Table
from reglament.core.regulation.model.permission import Limit
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.mutate.change import Changes, next_of

Value = TypeVar("Value")

HOUR, MINUTE = 3600, 60
TIER = "tier"


def figure_changes(figure: Figure[Value], cell: Callable[[Value], Changes[Value]]) -> Changes[Figure[Value]]:
    """Each value of a figure changed as `cell` says; a cell that says `none` stays."""
    if isinstance(figure, Flat):
        for told, changed in cell(figure.value) if figure.value is not None else ():
            yield told, Flat(changed)
        return
    for place, row in enumerate(figure.rows):
        for told, changed in cell(row.value) if row.value is not None else ():
            rows = (*figure.rows[:place], replace(row, value=changed), *figure.rows[place + 1 :])
            yield f"{' '.join(row.keys)} {told}", Table(figure.by, rows)


def amount_changes(amount: Amount) -> Changes[Amount]:
    """One unit more and one unit less, another ending; a unit is the largest in which the amount is whole."""
    unit = 1
    if amount.kind in {AmountKind.WORKING_TIME, AmountKind.CLOCK_TIME}:
        unit = HOUR if amount.count % HOUR == 0 else MINUTE if amount.count % MINUTE == 0 else 1
    yield "one unit more", replace(amount, count=amount.count + unit)
    least = 0 if amount.kind in TIME_KINDS else 1
    if amount.count - unit >= least:
        yield "one unit less", replace(amount, count=amount.count - unit)
    if amount.kind is AmountKind.WORKING_DAYS:
        other = Ending.CLOSING if amount.ends is Ending.MIDNIGHT else Ending.MIDNIGHT
        yield f"to {other.value}", replace(amount, ends=other)
    if amount.kind is AmountKind.BY_TIME_OF_WORKING_DAY:
        yield "an hour earlier", replace(amount, time_of_day=amount.time_of_day - HOUR)


def limit_changes(limit: Limit) -> Changes[Limit]:
    """One more and one less; an unlimited one is limited to one."""
    if limit.number is None:
        yield "limited to 1", replace(limit, number=1)
        return
    yield "one more", replace(limit, number=limit.number + 1)
    if limit.number > 0:
        yield "one less", replace(limit, number=limit.number - 1)
    if limit.of is not None:
        yield "base one more", replace(limit, base=limit.base + 1)
        yield "each one more", replace(limit, each=limit.each + 1)
        if limit.most is not None:
            yield "most one more", replace(limit, most=limit.most + 1)


def calendar_changes(regulation: Regulation) -> Callable[[str], Changes[str]]:
    """The next of the declared calendars in place of each; of the tier's own, one that is not every tier's."""
    of_tiers = {tier.calendar for tier in regulation.tiers.values()}
    known = tuple(regulation.calendars)

    def changes(calendar: str) -> Changes[str]:
        same = of_tiers if len(of_tiers) == 1 and (calendar == TIER or calendar in of_tiers) else {calendar}
        other = next_of(calendar, tuple(name for name in known if name not in same))
        if other is not None:
            yield other, other

    return changes
