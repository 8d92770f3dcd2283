"""How an instance stands: state, verdict, what was measured, what remains, when to warn (targets.md, sections 4 to 7)."""

from collections.abc import Sequence
from typing import NamedTuple

from reglament.core.case.event import Entry, Excused
from reglament.core.hours.share import at_percent, remaining
from reglament.core.target.plan import MetricPlan
from reglament.core.target.run import Hole, Run
from reglament.core.target.stops import Stop
from reglament.core.target.target import Alarm
from reglament.core.target.view import View


class Verdict(NamedTuple):
    """A verdict with what it rests on: the excuse, or the closing that deems."""

    verdict: str
    measured: str | None
    excuse: tuple[Entry, Excused] | None = None
    deemed: Stop | None = None


def verdicts(view: View, plan: MetricPlan, runs: Sequence[Run]) -> list[Verdict]:
    """Judge the instances of a metric. An excuse speaks of the latest one breached when it was recorded."""
    if not view.excuses:
        return [_verdict(view, plan, run, None) for run in runs]
    excused: dict[int, tuple[Entry, Excused]] = {}
    for entry, event in view.excuses:
        if event.metric == plan.metric:
            breached = [
                index
                for index, run in enumerate(runs)
                if run.breached_at is not None and run.breached_at <= entry.happened_at
            ]
            if breached:
                excused.setdefault(breached[-1], (entry, event))
    return [_verdict(view, plan, run, excused.get(index)) for index, run in enumerate(runs)]


def _verdict(view: View, plan: MetricPlan, run: Run, excuse: tuple[Entry, Excused] | None) -> Verdict:
    if run.breached_at is not None:
        measured = "breached"
    else:
        measured = "met" if run.end is not None and run.end.how == "met" else "open"
    for stop in view.deemings:
        if plan.metric in stop.deems and run.start.place < stop.begins:
            return Verdict("deemed", measured, excuse, stop)
    if excuse is not None:
        return Verdict("excused", measured, excuse)
    return Verdict(measured, None)


def state(run: Run) -> str:
    """Say running, paused, ended or cancelled."""
    if run.end is None:
        return "paused" if run.due_at is None else "running"
    return "cancelled" if run.end.how == "cancelled" and run.breached_at is None else "ended"


def counting_holes(run: Run) -> tuple[Hole, ...]:
    """Give the holes that bear on the due moment: none begins at or behind it."""
    due_at = run.due_at
    if due_at is None or not run.holes:
        return run.holes
    return tuple(hole for hole in run.holes if hole[0] < due_at)


def left(run: Run, at: int) -> int:
    """Count what remains of the piece of the term that runs at `at`, in its unit; negative when late."""
    pieces, holes = run.term.pieces, counting_holes(run)
    for index, (amount, start) in enumerate(pieces):
        last = index + 1 == len(pieces)
        if last or at < pieces[index + 1][1]:
            return remaining(hours=run.hours, amount=amount, start=start, pauses=holes, at=at)
    raise AssertionError("a term has a last piece")


def alarms(run: Run) -> tuple[Alarm, ...]:
    """Give the moments at which shares of the term are spent; none while there is no due moment."""
    warnings = run.choice.rule.warnings
    if not warnings or run.due_at is None:
        return ()
    holes = counting_holes(run)
    found = [(warning, _spent_at(run, holes, warning.percent)) for warning in warnings]
    return tuple(Alarm(at, warning.percent, warning.role) for warning, at in found if at is not None)


def _spent_at(run: Run, holes: tuple[Hole, ...], percent: int) -> int | None:
    """Shares of a term of several pieces are shares of each in turn: of two pieces, 75 % is half of the second."""
    pieces = run.term.pieces
    whole, rest = divmod(percent * len(pieces), 100)
    if whole >= len(pieces):
        return run.due_at
    amount, start = pieces[whole]
    return at_percent(hours=run.hours, amount=amount, start=start, pauses=holes, percent=rest)
