"""How much of a term is left or spent at a moment, and when a share of it will be (working-time.md, section 7)."""

from reglament.core.hours.amount import CALENDAR_KINDS, TIME_KINDS, Amount
from reglament.core.hours.day_term import day_term
from reglament.core.hours.due import due, elapsed, is_clock, of_seconds, seconds_of
from reglament.core.hours.holes import Pause, gap_at, normalised
from reglament.core.hours.hours import Hours


def remaining(*, hours: Hours, amount: Amount, start: int, pauses: tuple[Pause, ...] = (), at: int) -> int:
    """Count what is left at `at`, in seconds or days; negative once overdue."""
    holes = normalised(pauses, start)
    if amount.kind in TIME_KINDS:
        return seconds_of(hours, amount) - _passed(hours, is_clock(amount), start, at, holes)
    term = day_term(hours, amount, start)
    moments = (term.moment(day) for day in range(term.first, hours.local_day(at) + 1))
    return term.days - sum(
        moment is not None and moment <= at and gap_at(holes, moment) is not None for moment in moments
    )


def spent_percent(
    *, hours: Hours, amount: Amount, start: int, pauses: tuple[Pause, ...] = (), at: int
) -> int:
    """Count the whole per cents spent at `at`, over 100 once overdue; a pause still open counts as ending now."""
    begun_pauses = tuple((begun, at if ended is None else ended) for begun, ended in pauses if begun <= at)
    holes = normalised(begun_pauses, start)
    whole, clock = _measure(hours, amount, start, begun_pauses)
    spent = _passed(hours, clock, start, at, holes)
    return spent * 100 // whole if whole else 100


def at_percent(
    *, hours: Hours, amount: Amount, start: int, pauses: tuple[Pause, ...] = (), percent: int
) -> int | None:
    """Find the moment at which so many per cent are spent; None while a pause is open before it."""
    if (
        amount.kind not in TIME_KINDS
        and due(hours=hours, amount=amount, start=start, pauses=pauses).due_at is None
    ):
        return None
    whole, clock = _measure(hours, amount, start, pauses)
    share = -(-whole * percent // 100)
    return of_seconds(
        hours=hours, clock=clock, seconds=share, start=start, holes=normalised(pauses, start)
    ).due_at


def _measure(hours: Hours, amount: Amount, start: int, pauses: tuple[Pause, ...]) -> tuple[int, bool]:
    """Give a term's length in seconds, and whether those are clock seconds."""
    if amount.kind in TIME_KINDS:
        return seconds_of(hours, amount), is_clock(amount)
    clock = amount.kind in CALENDAR_KINDS
    due_at = due(hours=hours, amount=amount, start=start, pauses=pauses).due_at
    return (0 if due_at is None else _passed(hours, clock, start, due_at, normalised(pauses, start))), clock


def _passed(hours: Hours, clock: bool, start: int, end: int, holes: tuple[Pause, ...]) -> int:  # noqa: FBT001
    """Count the seconds between two moments that lie in no hole; none if `end` comes first."""
    if end <= start:
        return 0
    worked = elapsed if clock else hours.worked
    passed = worked(start, end)
    for begun, ended in holes:
        if begun < end:
            passed -= worked(begun, end if ended is None or ended > end else ended)
    return passed
