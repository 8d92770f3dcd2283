"""The stage of one run: the workers, whose turn it is, and how a fault strikes in the middle of one."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from django.db import InterfaceError, OperationalError, connections

from reglament.config.simulate.fault import Died, Faults, Kind, Plan
from reglament.config.simulate.peer import Peer
from reglament.config.simulate.violation import Trace, Violation
from reglament.config.simulate.wire import ALIAS
from reglament.config.simulate.workers import Turn, Worker
from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.transaction import Busy

DEEPEST = 2


@dataclass(slots=True)
class Stage:
    """`begun`: workers in the middle of a turn, the innermost last; while one is stopped at a named place others have theirs."""

    world: VirtualWorld
    faults: Faults
    peer: Peer
    trace: Trace
    random: Random
    workers: Mapping[str, Worker] = field(default_factory=dict)
    begun: list[Worker] = field(default_factory=list)
    steps: int = 0
    after_step: Callable[[], None] = lambda: None

    @contextmanager
    def open(self) -> Iterator[None]:
        """Faults may strike inside the block."""
        former = connections[ALIAS]
        on_fail_point(self._reached)
        try:
            yield
        finally:
            on_fail_point(None)
            for worker in self.workers.values():
                worker.wire.cut()
                worker.wire.close()
            connections[ALIAS] = former

    def step(self, name: str, turn: Turn | None = None) -> object:
        """Give a worker a turn, or let it do something else; what came of it, None where a fault ended it."""
        worker = self.workers[name]
        worker.plan = self.faults.plan()
        self.steps += 1
        former = connections[ALIAS]
        connections[ALIAS] = worker.wire
        self.begun.append(worker)
        self.peer.step_begins()
        try:
            return self._done(worker, turn or worker.turn)
        finally:
            self.peer.step_ends()
            self.begun.pop()
            worker.plan = Plan()
            connections[ALIAS] = former
            self.after_step()

    def _done(self, worker: Worker, turn: Turn) -> object:
        try:
            done = turn(worker.desk)
        except Died as died:
            self._say(f"{worker.name} died at {died}")
            worker.restart()
        except (OperationalError, InterfaceError, Busy) as trouble:
            self._say(f"{worker.name}: {type(trouble).__name__}: {str(trouble).strip()[:80]}")
            if not self._excused(worker):
                raise Violation("I10", f"{worker.name} met {type(trouble).__name__}: {trouble}") from trouble
            worker.reconnect()
        except Violation:
            raise
        except Exception as fault:
            raise Violation("I10", f"{worker.name} raised {type(fault).__name__}: {fault}") from fault
        else:
            self._say(f"{worker.name}: {done}")
            return done
        return None

    def _excused(self, worker: Worker) -> bool:
        """Whether a fault of ours is behind it: one of its own turn, a cut line, or others stopped with locks in their hands."""
        raw = worker.wire.connection
        return worker.plan.struck or len(self.begun) > 1 or raw is None or raw.closed

    def _reached(self, place: str) -> None:
        if not self.begun:
            return
        worker = self.begun[-1]
        kind = worker.plan.kind
        if not worker.plan.strikes_place() or kind is None:
            return
        if kind == "slow" and worker.wire.in_atomic_block:
            kind = "others between"  # a transaction that idles is ended by the server
        self.struck(kind)
        self._say(f"  at {place}: {kind}")
        if kind == "death":
            worker.wire.cut()
            raise Died(place)
        if kind == "restart":
            for one in self.workers.values():
                one.wire.cut()
        elif kind in ("others between", "slow") and len(self.begun) < DEEPEST:
            self._let_others_in(kind)

    def struck(self, kind: Kind) -> None:
        """Count a fault; what the turn at hand sent, or will, may come twice because of it."""
        self.faults.strike(kind)
        if kind != "others between":
            self.peer.excuse(everybody=kind == "restart")

    def _let_others_in(self, kind: Kind) -> None:
        if kind == "slow":
            self.world.at += self.random.randrange(100, 700)
        others = [name for name, one in self.workers.items() if one not in self.begun]
        for name in self.random.sample(others, min(len(others), 1 + self.random.randrange(3))):
            self.step(name)

    def _say(self, line: str) -> None:
        self.trace.say(self.world.at, f"{'  ' * (len(self.begun) - 1)}{line}")
