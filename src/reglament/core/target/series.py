"""All instances of one metric along the legs of its law: which leg speaks for which, and when the next one opens."""

from reglament.core.target.course import Leg
from reglament.core.target.once import once
from reglament.core.target.plan import MetricPlan
from reglament.core.target.run import Run, Start
from reglament.core.target.stops import Place
from reglament.core.target.view import View


def series(view: View, plan: MetricPlan, legs: tuple[Leg, ...]) -> tuple[Run, ...]:
    """List a metric's instances in order. A rule that is neither `each` nor `every` opens one at most."""
    found: list[Run] = []
    spent: set[str] = set()
    after: Place | None = None
    follows: Start | None = None
    kept = view.ended.get(plan.metric)
    if kept is not None and kept[0] == legs:
        found.extend(kept[1])
        spent.update(run.choice.rule.id for run in found if not _comes_again(run))
        after, follows = _behind(found[-1])
    while True:
        run = _instance(view, plan, legs, after=after, follows=follows, spent=spent)
        if run is None or run.end is None:
            break
        found.append(run)
        if not _comes_again(run):
            spent.add(run.choice.rule.id)
        after, follows = _behind(run)
    if found and found[-1].choice.rule.every:
        view.ended[plan.metric] = legs, tuple(found)
    return (*found, run) if run is not None else tuple(found)


def _comes_again(run: Run) -> bool:
    return run.choice.rule.each or run.choice.rule.every


def _behind(run: Run) -> tuple[Place | None, Start | None]:
    """Where the search for the next instance begins behind one that is over, and where a period that follows it starts."""
    if run.end is None:
        return None, None
    after = run.end.place
    goes_on = run.choice.rule.every and run.end.how != "cancelled" and not _stands_still(run)
    return after, run.start._replace(place=after, moves=(), follows=True) if goes_on else None


def _stands_still(run: Run) -> bool:
    """Whether a period of no length passed: a series of those would never end. A checked edition has none."""
    return run.end is not None and run.end.how == "passed" and run.end.place[0] <= run.start.place[0]


def _instance(
    view: View,
    plan: MetricPlan,
    legs: tuple[Leg, ...],
    *,
    after: Place | None,
    follows: Start | None,
    spent: set[str],
) -> Run | None:
    """Walk the legs: what ended or was breached on one stays; what is still open is worked out anew on the next."""
    for index, leg in enumerate(legs):
        if leg.choice is None or leg.choice.rule.id in spent:
            continue
        continued = follows if leg.choice.rule.every else None
        run = once(view, plan, leg.choice, after=after, change=leg.change, follows=continued)
        if run is not None and index and _late_by_change(run, leg):
            run = run._replace(by_change_at=leg.known_at)
        if index + 1 == len(legs) or (run is not None and _settled_by(run, legs[index + 1].place)):
            return run
    return None


def _late_by_change(run: Run, leg: Leg) -> bool:
    """Whether the change that began the leg brought a due moment already past; on the leg before it was not breached."""
    return run.breached_at is not None and run.start.place < leg.place and run.breached_at <= leg.known_at


def _settled_by(run: Run, place: Place) -> bool:
    if run.end is not None and run.end.place <= place:
        return True
    return run.breached_at is not None and run.breached_at <= place[0]
