"""The targets of a case: what is owed at a moment, as known at another. A pure function (docs/algorithms/targets.md)."""

from collections.abc import Mapping
from itertools import takewhile
from types import MappingProxyType

from reglament.core.case.event import Entries
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.hours.hours import Hours
from reglament.core.target.choose import choose
from reglament.core.target.explain import explanation, pending
from reglament.core.target.plan import MetricPlan, plan
from reglament.core.target.reclassify import Judged, judged
from reglament.core.target.stops import GATES
from reglament.core.target.target import Step, Target
from reglament.core.target.verdict import Verdict, alarms, left, state, verdicts
from reglament.core.target.view import View, view_of

NO_ARCHIVE: Mapping[str, Hours] = MappingProxyType({})


def targets(
    terms: Terms,
    entries: Entries,
    *,
    at: int,
    known_at: int,
    standing: Standing | None = None,
    archive: Mapping[str, Hours] = NO_ARCHIVE,
    steps: bool = True,
) -> tuple[Target, ...]:
    """Give every target of a case at `at` from what was known at `known_at`, UTC seconds, metric by metric as declared.

    `entries` may hold more than was known then. `archive` holds calendars formerly in force, by digest; without one a revised
    calendar governs ended targets too. `steps` False leaves the explanation out and all else equal. Raises what `hours.due` does.
    """
    seen = view_of(terms, entries, at=at, known_at=known_at, standing=standing, archive=archive)
    if seen is None:
        return ()
    if not steps:
        return targets_in(seen)
    told: list[Target] = []
    for metric in plan(terms.regulation):
        told += of_metric(seen, metric, steps=True)
    return tuple(told)


def targets_in(view: View) -> tuple[Target, ...]:
    """Give every target without its explanation; worked out once for a view, whoever asks."""
    if view.targets is None:
        metrics = plan(view.terms.regulation)
        view.targets = tuple(found for metric in metrics for found in of_metric(view, metric, steps=False))
    return view.targets


def of_metric(view: View, plan: MetricPlan, *, steps: bool) -> list[Target]:
    """Give the targets of one metric; whoever asks several things of one case asks them of one view."""
    instances = judged(view, plan, told=steps)
    if not instances:
        return _pending(view, plan, steps=steps)
    if not steps and instances[-1].run.choice.rule.every:
        return _of_series(view, plan, instances)
    return _made(view, plan, instances, steps=steps)


def _made(
    view: View, plan: MetricPlan, instances: list[Judged], *, steps: bool, first: int = 1
) -> list[Target]:
    stand = verdicts(view, plan, [instance.run for instance in instances])
    return [
        _target(view, plan, instance, stand[index], number=index + first, steps=steps)
        for index, instance in enumerate(instances)
    ]


def _of_series(view: View, plan: MetricPlan, instances: list[Judged]) -> list[Target]:
    """Periods that were over when the case was looked at before have the targets they had."""
    over = [] if view.excuses else _over_already(view, plan, instances)
    found = over + _made(view, plan, instances[len(over) :], steps=False, first=len(over) + 1)
    pairs = zip(instances, found, strict=True)
    view.judged[plan.metric] = tuple(pair for pair in pairs if pair[0].run.end is not None)
    return found


def _over_already(view: View, plan: MetricPlan, instances: list[Judged]) -> list[Target]:
    """The targets of the first instances that were over when the case was looked at before, and are the same."""
    pairs = zip(view.judged.get(plan.metric, ()), instances, strict=False)
    same = takewhile(lambda pair: pair[0][0] == pair[1], pairs)
    return [target for (_, target), _ in same]


def _target(
    view: View, plan: MetricPlan, judged: Judged, verdict: Verdict, *, number: int, steps: bool
) -> Target:
    run = judged.run
    rule, term = run.choice.rule, run.term
    remains = left(run, view.at) if run.end is None else None
    why: tuple[Step, ...] = ()
    if steps:
        why = explanation(view, plan, judged, verdict, number=number, left=remains)
    return Target(
        metric=plan.metric,
        rule=rule.id,
        clause=rule.clause,
        instance=number,
        strength=rule.strength,
        owed_by=rule.owed_by,
        state=state(run),
        verdict=verdict.verdict,
        amount=term.pieces[0][0],
        calendar=run.choice.calendar,
        started_at=run.start.place[0],
        due_at=term.due_at,
        ended_at=run.end.place[0] if run.end else None,
        breached_at=run.breached_at,
        left=remains,
        measured=verdict.measured,
        by_reclassification=judged.broken_at is not None,
        alarms=alarms(run) if run.end is None and verdict.verdict == "open" else (),
        then=rule.then,
        steps=why,
    )


def _pending(view: View, plan: MetricPlan, *, steps: bool) -> list[Target]:
    """Give the target that waits for its start, if that may still come."""
    choice = choose(plan, view.whole, view.terms)
    if choice is None or choice.amount is None:
        return []
    rule = choice.rule
    if any(
        stop.until is None and (stop.why in GATES or stop.why not in rule.survives) for stop in view.stops
    ):
        return []
    return [
        Target(
            metric=plan.metric,
            rule=rule.id,
            clause=rule.clause,
            instance=1,
            strength=rule.strength,
            owed_by=rule.owed_by,
            state="pending",
            verdict="open",
            amount=choice.amount,
            calendar=choice.calendar,
            started_at=None,
            due_at=None,
            ended_at=None,
            breached_at=None,
            left=None,
            measured=None,
            by_reclassification=False,
            alarms=(),
            then=rule.then,
            steps=pending(choice) if steps else (),
        )
    ]
