"""One seed run from beginning to end: the town as founded, its week, the invariants; what came of it."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from django.db import connections

from reglament.cli.simulated import Broken, Simulated
from reglament.config.simulate.course import lay_out
from reglament.config.simulate.fault import Faults
from reglament.config.simulate.ground import Ground
from reglament.config.simulate.taken import rows
from reglament.config.simulate.violation import Trace, Violation
from reglament.config.simulate.watching import Watching
from reglament.config.simulate.week import week
from reglament.config.simulate.wire import ALIAS
from reglament.config.simulate.workers import Worker
from reglament.desk.record.desk import Desk

SHARE = 0.12
_COUNTS = """select (select count(*) from "case"), (select count(*) from event)"""


def run(ground: Ground, seed: int, *, days: int = 7, share: float = SHARE, trace: bool = False) -> Simulated:
    """Run it. `share`: of steps that a fault befalls."""
    ground.begin()
    told = Trace(everything=trace)
    faults = Faults(Random(f"{seed} faults"), share)  # noqa: S311 - a seed
    former = connections[ALIAS]
    with TemporaryDirectory() as folder:
        running = week(ground, seed, faults, told, Path(folder))
        observer = Worker("observer", ground, running.world, _nothing, lambda _kind: None)
        watching = Watching(running, observer)
        connections[ALIAS] = observer.wire
        found = None
        try:
            lay_out(running, days=days)
            with running.stage.open():
                running.run()
                watching.at_the_end()
        except Violation as seen:
            found = Broken(seen.name, seen.what, running.world.at, tuple(told.steps))
        finally:
            connections[ALIAS] = observer.wire
            cases, events = rows(_COUNTS)[0]
            observer.wire.close()
            connections[ALIAS] = former
    letters = sum(map(len, running.peer.copies.values()))
    return Simulated(
        seed,
        cases,
        events,
        running.stage.steps,
        letters,
        dict(faults.seen),
        ground.digest(),
        found,
        tuple(told.lines),
    )


def _nothing(_desk: Desk) -> None:
    """Whoever observes does nothing."""
