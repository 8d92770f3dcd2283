"""One seed's week: what comes from outside in order of time, and between that the turns of whoever has something to do."""

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

from reglament.config.simulate.engineers import Deed, Engineers, carried_out
from reglament.config.simulate.fault import Faults
from reglament.config.simulate.ground import Ground
from reglament.config.simulate.letters import Letters
from reglament.config.simulate.need import Need, look
from reglament.config.simulate.peer import Peer
from reglament.config.simulate.stage import Stage
from reglament.config.simulate.violation import Trace
from reglament.config.simulate.workers import (
    HANDS,
    KEEP,
    LOOKS,
    POST,
    SEAL,
    SECOND,
    WATCH,
    Turn,
    Worker,
    turns,
)
from reglament.desk.acts.seal import WITNESS, LogSigner
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.ledger.log_keys import read_log_keys
from reglament.desk.ledger.witness import Witness
from reglament.desk.record.desk import Desk

BEGINS_AT = 1_768_194_000  # Monday 12 January 2026, 08:00 in Moscow
DAY, HOUR, MINUTE = 86_400, 3600, 60
KEEPING, ROUNDS, IDLE, TRIES = 8 * HOUR, 12, 2, 8
DRAINED_WITHIN = 10 * MINUTE
TOLERATED = 5  # seconds by which clocks of one machine may differ

Event = Callable[[], None]


@dataclass(slots=True)
class Week:
    """Everything of one run. `away`: until when a worker is not there; `timeline`: what comes from outside, by moment."""

    ground: Ground
    seed: int
    faults: Faults
    trace: Trace
    witness: Witness
    world: VirtualWorld
    peer: Peer
    stage: Stage
    letters: Letters
    engineers: Engineers
    random: Random
    at_rest: Callable[[], None] = lambda: None
    away: dict[str, int] = field(default_factory=dict)
    timeline: list[tuple[int, int, str, Event]] = field(default_factory=list)
    kept_at: int = 0
    jumped_at: int | None = None
    _order: Iterator[int] = field(default_factory=count)

    def plan(self, at: int, told: str, event: Event) -> None:
        """Have something come from outside at a moment."""
        heapq.heappush(self.timeline, (at, next(self._order), told, event))

    def run(self) -> None:
        """Let the planned time pass, then without faults until everything is worked off."""
        while self.timeline:
            at, _, told, event = heapq.heappop(self.timeline)
            self._pass_until(at)
            self.trace.say(self.world.at, f"-- {told}")
            event()
            self.work()
        self.faults.share = 0.0
        self.set_clock(0)
        self.away.clear()
        self.kept_at = 0
        until = self.world.at + DRAINED_WITHIN
        while self.world.at < until:
            self.work()
            self._pass_until(min(until, self.world.at + MINUTE))
        for _ in range(TRIES):  # a line that was cut long ago is first met here
            self.work(sealing=True)

    def work(self, *, sealing: bool = False) -> None:
        """Turns of those who have something to do, in any order, until nobody has."""
        before, last, idle = self.stage.steps, None, 0
        for _ in range(ROUNDS):
            found = (self._look(), len(self.peer.waiting))
            idle = idle + 1 if found == last else 0
            last = found
            needed = self._needed(found[0], sealing=sealing)
            if not needed or idle >= IDLE:
                break
            for name in self.random.sample(needed, len(needed)):
                self.stage.step(name)
            sealing = False
        if self.stage.steps > before:
            self.at_rest()

    def do(self, deed: Deed | None) -> None:
        """Somebody of staff asks for something, again and again until he hears what came of it."""
        for _ in range(TRIES if deed else 0):
            if self.stage.step(HANDS, lambda desk: carried_out(desk, deed) if deed else None) is not None:
                return

    def do_once(self, turn: Turn) -> object:
        """Somebody of staff does something at a page."""
        return self._until_heard(HANDS, turn)

    def set_clock(self, ahead: int) -> None:
        """Set the wall clock wrong by so much. Up to now whoever is there has seen it, for in service all look every second."""
        for name in (WATCH, POST, SECOND):
            if self.away.get(name, 0) <= self.world.at:
                self._until_heard(name, LOOKS[name])
        if abs(self.world.ahead - ahead) > TOLERATED:
            self.jumped_at = self.world.at
        self.world.ahead = ahead

    def away_now(self) -> bool:
        """Whether somebody is not there."""
        return any(until > self.world.at for until in self.away.values())

    def _until_heard(self, name: str, turn: Turn) -> object:
        for _ in range(TRIES):
            done = self.stage.step(name, turn)
            if done is not None:
                return done
        return None

    def _needed(self, need: Need, *, sealing: bool) -> list[str]:
        now, needed = self.world.now(), []
        if need.watch(now):
            needed.append(WATCH)
        if self.peer.waiting or need.post(now):
            needed.append(self.random.choice((POST, POST, SECOND)))
        if need.unsealed and (sealing or self.random.random() < 0.15):
            needed.append(SEAL)
        if self.world.at >= self.kept_at + KEEPING:
            self.kept_at = self.world.at
            needed.append(KEEP)
        return [name for name in needed if self.away.get(name, 0) <= self.world.at]

    def _pass_until(self, at: int) -> None:
        while self.world.at < at:
            wakes_at = self._look().next_at(self.world.now())
            if wakes_at is None or wakes_at - self.world.ahead >= at:
                break
            late = self.random.choice((0, 0, 0, 1, 2, 30))
            self.world.at = min(at, max(self.world.at + 1, wakes_at - self.world.ahead + late))
            self.work()
        self.world.at = max(self.world.at, at)

    def _look(self) -> Need:
        return look()


def week(ground: Ground, seed: int, faults: Faults, trace: Trace, folder: Path) -> Week:
    """Set the stage on the founded town."""
    world = VirtualWorld(BEGINS_AT, seed)
    peer = Peer(world, faults)
    signer = LogSigner(read_log_keys(folder=ground.log_keys), Witness(folder / WITNESS))
    random = Random(f"{seed} course")  # noqa: S311 - a seed
    stage = Stage(world, faults, peer, trace, Random(f"{seed} others"))  # noqa: S311 - a seed
    letters = Letters(ground.town, peer, Random(f"{seed} letters"))  # noqa: S311 - a seed
    engineers = Engineers(ground.town, Random(f"{seed} engineers"))  # noqa: S311 - a seed
    doing: Mapping[str, Turn] = {**turns(ground, world, peer, signer), HANDS: partial(_acts, engineers)}
    stage.workers = {name: Worker(name, ground, world, turn, stage.struck) for name, turn in doing.items()}
    return Week(ground, seed, faults, trace, signer.witness, world, peer, stage, letters, engineers, random)


def _acts(engineers: Engineers, desk: Desk) -> str | None:
    """Somebody of staff does something while another process is stopped in the middle; he does not ask again."""
    deed = engineers.deed(desk)
    return f"{deed.told}: {carried_out(desk, deed)}" if deed else None
