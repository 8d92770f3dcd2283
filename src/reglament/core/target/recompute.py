"""The due moment worked out again from an explanation alone: the proof that the steps say all there is to say."""

from collections.abc import Mapping
from typing import NamedTuple

from reglament.core.hours.amount import Amount
from reglament.core.hours.due import Segment
from reglament.core.hours.hours import Hours
from reglament.core.target.code import Code
from reglament.core.target.run import Hole, Term, reach
from reglament.core.target.target import Step

_MOVES_START = frozenset({Code.STARTED, Code.FOLLOWED, Code.RELEASED, Code.FROM_CHANGE, Code.RESTARTED})
_HOLES = frozenset({Code.PAUSED, Code.STOPPED})


class Told(NamedTuple):
    """What steps tell of a term. `hours` serve clock time too, which asks nothing of them."""

    start: int
    hours: Hours
    holes: tuple[Hole, ...]
    term: Term


def recompute(steps: tuple[Step, ...], calendars: Mapping[str, Hours]) -> int | None:
    """Give the due moment the steps lead to, UTC seconds; None where a pause is still open.

    The calendar is found by the digest in the steps, under whatever name. Raises ValueError where the steps name no start,
    no amount, or a calendar that is not there: those of a target that has not started, or was evaluated without steps.
    """
    return retold(steps, calendars).term.due_at


def retold(steps: tuple[Step, ...], calendars: Mapping[str, Hours]) -> Told:
    """Read the term back from the steps; raises as `recompute` does."""
    start: int | None = None
    hours: Hours | None = next(iter(calendars.values()), None)
    amounts: list[Amount] = []
    holes: list[Hole] = []
    for code, _, values in steps:
        if code in _MOVES_START:
            start = _moment(values[0])
        elif code in _HOLES:
            holes.append(span_of(values))
        elif code == Code.CALENDAR:
            hours = next((known for known in calendars.values() if known.digest == values[1]), None)
        elif code in {Code.FIGURE, Code.EXTENDED}:
            amounts.extend(value for value in values if isinstance(value, Amount))
    if start is None or hours is None or not amounts:
        raise ValueError("these steps name no start, no amount or no known calendar")
    return Told(
        start, hours, tuple(holes), reach(hours=hours, amounts=amounts, start=start, holes=tuple(holes))
    )


def span_of(values: tuple[object, ...]) -> Hole:
    """Read the two moments with which the values of a stretch or a hole begin."""
    begun, until = values[:2]
    return _moment(begun), None if until is None else _moment(until)


def segment_of(values: tuple[object, ...]) -> Segment:
    """Read a counted stretch."""
    begun, until, counted = map(_moment, values)
    return begun, until, counted


def _moment(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"seconds and days are whole numbers, not {value!r}")
    return value
