"""The same metric judged under each thing its case was said to be: what a re-classification moved, what it broke (section 2)."""

from typing import NamedTuple

from reglament.core.target.course import Leg, Version, alike, course, versions
from reglament.core.target.plan import MetricPlan
from reglament.core.target.run import Run
from reglament.core.target.series import series
from reglament.core.target.view import View


class Moved(NamedTuple):
    """What one classification did to one instance; `former` None: there was no such target before."""

    version: Version
    former: Run | None
    now: Run


class Judged(NamedTuple):
    """An instance as it stands, what re-classification did to it, and when it broke it (moment known; None: it did not)."""

    run: Run
    moved: tuple[Moved, ...] = ()
    broken_at: int | None = None


def judged(view: View, plan: MetricPlan, *, told: bool) -> list[Judged]:
    """Work a metric out under the classification that holds, and compare with the ones before it.

    Unless what they moved is to be told, they matter only where a due moment has passed.
    """
    said = versions(view, plan) if view.classified else ()
    if len(said) < 2 or not told:
        runs = series(view, plan, course(view, plan, said[-1] if len(said) > 1 else None))
        if len(said) < 2 or not any(run.breached_at for run in runs):
            return [Judged(run, (), run.by_change_at) for run in runs]
    laws = [course(view, plan, version) for version in said]
    former_law, former = laws[0], series(view, plan, laws[0])
    found = [Judged(run, (), run.by_change_at) for run in former]
    for version, law in zip(said[1:], laws[1:], strict=True):
        if not _same_law(former_law, law):
            runs = series(view, plan, law)
            found = [
                _compared(version, run, found[index] if index < len(found) else None)
                for index, run in enumerate(runs)
            ]
        former_law = law
    return found


def _compared(version: Version, run: Run, former: Judged | None) -> Judged:
    """Broken by this classification: due lies before it was known, and without classifications it was not yet breached."""
    known_at = version.known_at
    was_broken = (
        former is not None and former.run.breached_at is not None and former.run.breached_at <= known_at
    )
    by_former_change = former is not None and former.broken_at is not None
    breaks = (
        run.breached_at is not None and run.breached_at <= known_at and (not was_broken or by_former_change)
    )
    started_before = run.start.place < version.place or (
        former is not None and former.run.start.place < version.place
    )
    moved = former.moved if former else ()
    if started_before:
        moved = (*moved, Moved(version, former.run if former else None, run))
    return Judged(run, moved, known_at if breaks and started_before else run.by_change_at)


def _same_law(one: tuple[Leg, ...], other: tuple[Leg, ...]) -> bool:
    return len(one) == len(other) and all(map(_same_leg, one, other))


def _same_leg(one: Leg, other: Leg) -> bool:
    return one.place == other.place and one.change == other.change and alike(one.choice, other.choice)
