"""The due moment worked out again from an explanation alone: the proof that the steps say all there is to say."""

from collections.abc import Mapping

from reglament.core.hours.amount import Amount
from reglament.core.hours.hours import Hours
from reglament.core.target.code import Code
from reglament.core.target.run import Hole, reach
from reglament.core.target.target import Step

_MOVES_START = frozenset({Code.STARTED, Code.FOLLOWED, Code.RELEASED, Code.FROM_CHANGE, Code.RESTARTED})
_HOLES = frozenset({Code.PAUSED, Code.STOPPED})


def recompute(steps: tuple[Step, ...], calendars: Mapping[str, Hours]) -> int | None:
    """Give the due moment the steps lead to, UTC seconds; None where a pause is still open.

    The calendar is found by the digest in the steps, under whatever name. Raises ValueError where the
    steps say nothing of a start, an amount or a calendar that is there: those of a target that has not started.
    """
    start: int | None = None
    hours: Hours | None = next(iter(calendars.values()), None)
    amounts: list[Amount] = []
    holes: list[Hole] = []
    for step in steps:
        values = step.values
        if step.code in _MOVES_START:
            start = _moment(values[0])
        elif step.code in _HOLES:
            holes.append((_moment(values[0]), None if values[1] is None else _moment(values[1])))
        elif step.code == Code.CALENDAR:
            hours = next((known for known in calendars.values() if known.digest == values[1]), None)
        elif step.code in {Code.FIGURE, Code.EXTENDED}:
            amounts.extend(value for value in values if isinstance(value, Amount))
    if start is None or hours is None or not amounts:
        raise ValueError("these steps name no start, no amount or no known calendar")
    return reach(hours=hours, amounts=amounts, start=start, holes=tuple(holes)).due_at


def _moment(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a moment is a number of seconds, not {value!r}")
    return value
