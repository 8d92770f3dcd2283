"""Clocks of a case as figures on the moments of its steps: which step starts them, which ends them, what is not counted."""

from collections.abc import Mapping
from typing import NamedTuple

from reglament.core.case.act import Act, Close, Record
from reglament.core.case.event import Entries
from reglament.core.contract.terms import Terms
from reglament.core.hours.amount import Amount
from reglament.core.hours.holes import normalised
from reglament.core.hours.hours import Hours
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.target.course import course, versions
from reglament.core.target.evaluate import NO_ARCHIVE
from reglament.core.target.plan import MetricPlan, plan
from reglament.core.target.run import Run
from reglament.core.target.series import series
from reglament.core.target.verdict import Verdict, verdicts
from reglament.core.target.view import View, began

Hole = tuple[int, int | None]


class Clock(NamedTuple):
    """One instance. `start`, `end`, `holes` are numbers of steps; `end` None: it runs still; `met`: its end keeps it."""

    rule: str
    hours: Hours
    amount: Amount
    start: int
    end: int | None
    met: bool
    deemed: bool
    holes: tuple[Hole, ...]


class Alarm(NamedTuple):
    """A running clock that acts when it is broken."""

    clock: Clock
    act: Act


class NotAlike(Exception):  # noqa: N818 - it names what was found
    """What happens here hangs on more than the order of things: such a case is replayed by itself."""


class Seen(NamedTuple):
    """A metric of a case: its clocks, None where they hang on more than the order of steps; facts its rules ask about."""

    metric: str
    clocks: tuple[Clock, ...] | None
    cells: tuple[str | None, ...]


def look(terms: Terms, entries: Entries, at: int) -> View:
    """Look at a case whose entries stand in order and were all known when they happened."""
    receipt = began(entries)
    if receipt is None:
        raise ValueError("a case begins with its receipt")
    return View(
        terms=terms, entries=entries, story=entries, at=at, standing=None, archive=NO_ARCHIVE, began=receipt
    )


def asked_of(regulation: Regulation, one: MetricPlan) -> tuple[str, ...]:
    """Name the facts by which a metric's figures are told apart: the tier, and the axes some rule asks about."""
    return ("tier", *(name for name in regulation.axes if name in one.axes | one.from_change))


def asked_of_metric(regulation: Regulation, metric: str) -> tuple[str, ...]:
    """Do the same for a metric by its name; nothing is asked about one without a rule."""
    found = next((one for one in plan(regulation) if one.metric == metric), None)
    return ("tier",) if found is None else asked_of(regulation, found)


def seen(view: View, steps: Mapping[int, int]) -> tuple[Seen, ...]:
    """Read every metric's clocks off a case; `steps` finds the step at a moment of it."""
    return tuple(_of_metric(view, one, steps) for one in plan(view.terms.regulation))


def _of_metric(view: View, one: MetricPlan, steps: Mapping[int, int]) -> Seen:
    cells = tuple(view.whole.fact(name) for name in asked_of(view.terms.regulation, one))
    runs = runs_by_order(view, one)
    if runs is None:
        return Seen(one.metric, None, cells)
    stand = verdicts(view, one, runs)
    return Seen(
        one.metric, tuple(_clock(run, how, steps) for run, how in zip(runs, stand, strict=True)), cells
    )


def runs_by_order(view: View, one: MetricPlan) -> tuple[Run, ...] | None:
    """Give the instances where nothing but the order of steps makes them what they are; None where a due moment does.

    That is so when one leg of the law speaks all along, no instance begins because another fell due, and a start that comes
    again moves a clock whose breach would have closed the case.
    """
    said = versions(view, one) if view.classified else ()
    law = course(view, one, said[-1] if len(said) > 1 else None)
    if len(law) != 1:
        return None
    choice = law[0].choice
    if choice is None:
        return ()
    rule = choice.rule
    if rule.every or (rule.restarts and rule.then.kind != "close" and len(view.timeline.of(rule.starts)) > 1):
        return None
    return series(view, one, law)


def _clock(run: Run, how: Verdict, steps: Mapping[int, int]) -> Clock:
    start = run.start.place[0]
    amount = run.term.pieces[0][0]
    holes = tuple(
        (steps[begun], None if ended is None else steps[ended])
        for begun, ended in normalised(run.holes, start)
    )
    return Clock(
        rule=run.choice.rule.id,
        hours=run.hours,
        amount=amount,
        start=steps[start],
        end=None if run.end is None else steps[run.end.place[0]],
        met=run.end is not None and run.end.how == "met",
        deemed=how.deemed is not None,
        holes=holes,
    )


def alarms_of(view: View, one: MetricPlan, steps: Mapping[int, int]) -> tuple[Alarm, ...]:
    """Give the metric's running clock if breaking it closes the case or records a mark. Raises NotAlike.

    A paused one is given too: where its term was spent in the very second its pause began, it is not paused.
    """
    runs = runs_by_order(view, one)
    if runs is None:
        raise NotAlike
    if not runs or runs[-1].end is not None:
        return ()
    rule = runs[-1].choice.rule
    act: Act
    if rule.then.kind == "close":
        act = Close(rule.then.ground, rule.id)
    elif rule.then.kind == "record" and rule.then.to is not None:
        act = Record(rule.then.to)
    else:
        return ()
    (how,) = verdicts(view, one, runs[-1:])
    if how.deemed is not None:
        return ()
    return (Alarm(_clock(runs[-1], how, steps), act),)
