"""`up`: a home that is there and migrated, a town in empty books, and the desk's processes kept alive until told to stop."""

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socket import socket

from django.db import InterfaceError, OperationalError, connection

from reglament.cli.outside import Tell
from reglament.cli.sight import Sight, Worker
from reglament.config.connecting import database_running, real_server
from reglament.config.demo_clock import ahead_of, world_of
from reglament.config.demo_people import demo_sign_in
from reglament.config.home import Home
from reglament.config.keeping_copies.tail import tails
from reglament.config.listening import listening, pages_at
from reglament.config.postgres import address
from reglament.config.sharing import start_shared, which_server
from reglament.config.supervise.child import Child
from reglament.config.supervise.place import attended
from reglament.config.supervise.stopping import Sleeper, sleeper
from reglament.config.supervise.supervisor import Supervisor
from reglament.config.verbs.demo import begin_with_town
from reglament.config.verbs.fetch import FETCH
from reglament.config.verbs.init import bring_up_to_date, make
from reglament.config.verbs.restore import finish
from reglament.config.verbs.serve import SERVE
from reglament.config.verbs.tail import TAIL
from reglament.config.verbs.workers import POST, WATCH
from reglament.config.walled import connect_walled
from reglament.config.working import ROLE
from reglament.desk.clock.world import World
from reglament.desk.queries.overview import Overview, overview
from reglament.desk.record.viewer import SYSTEM

WORKERS = (WATCH, FETCH, POST)
SERVERS = 2  # on one socket, a thread of work each
A_MOMENT = 0.2
LOOK_EVERY = 0.5
REST = 20  # times as long as the look at the books took


@contextmanager
def up(home: Home, tell: Tell, with_town: bool) -> Iterator["RunningDesk"]:  # noqa: FBT001 - a field of Operations
    """Run the desk inside the block; at its end no process of it is left."""
    home.make()
    told: deque[str] = deque()
    with attended(home), sleeper() as asleep, listening() as bound:

        def say(line: str) -> None:
            # Whatever takes long says a line now and then; that is where it can be interrupted.
            told.append(line)
            if asleep.stopping:
                raise KeyboardInterrupt

        def begin(line: str) -> None:
            tell(line)
            say(line)

        make(home, begin)
        with database_running(home, begin):
            if home.restored.exists():
                begin(f"destroyed again of what fell due since the backup: {finish(home)}")
            bring_up_to_date(home, begin)
            connect_walled(home, ROLE)
            if with_town:
                begin_with_town(home, begin)
            told.clear()
            supervisor = Supervisor(home, _children(home, bound), _Database(home, say).have, told.append)
            try:
                yield RunningDesk(home, supervisor, asleep, told, world_of(home), pages_at(bound))
            finally:
                supervisor.stop()


def _children(home: Home, bound: socket) -> list[Child]:
    ours = (sys.executable, "-m", "reglament")
    number = bound.fileno()
    serving = (*ours, SERVE, "--socket", str(number))
    workers = [Child(name, (*ours, name), home.log / f"{name}.log") for name in WORKERS]
    # The last to stop: what others wrote just before their end is kept too.
    following = [Child(TAIL, (*ours, TAIL), home.log / f"{TAIL}.log", last=True)] if _has_tail() else []
    names = [f"{SERVE}-{place}" for place in range(1, SERVERS + 1)]
    return [
        *workers,
        *following,
        *(Child(name, serving, home.log / f"{name}.log", (number,)) for name in names),
    ]


def _has_tail() -> bool:
    return tails() is not None and real_server() is None


@dataclass(slots=True)
class _Database:
    """The embedded database as its supervisor keeps it: another server than before is told of, whoever has started it."""

    home: Home
    tell: Tell
    _seen: str = field(default="")

    def have(self) -> None:
        if real_server() is not None:
            return
        start_shared(self.home, self.tell)
        found = which_server(self.home)
        if self._seen not in {"", found}:
            self.tell("the database was started again")
        self._seen = found


@dataclass(slots=True)
class RunningDesk:
    """A desk as its supervisor sees it."""

    home: Home
    supervisor: Supervisor
    asleep: Sleeper
    told: deque[str]
    world: World
    pages: str
    _since: int = field(default=0)
    _overview: Overview | None = field(default=None)
    _look_again: float = field(default=0.0)

    def turn(self) -> None:
        self._since = self._since or self.world.now()
        self.supervisor.turn()

    def wait(self) -> bool:
        return self.asleep.sleep(A_MOMENT)

    def look(self) -> Sight:
        began = self.world.boot_seconds()
        if began >= self._look_again:
            self._overview = self._read()
            ended = self.world.boot_seconds()
            self._look_again = ended + max(LOOK_EVERY, REST * (ended - began))
        told = tuple(self.told)
        self.told.clear()
        pulses = self._overview.pulses if self._overview else {}
        workers = tuple(
            Worker(child.name, child.pid, child.restarts, self._fresh(pulses.get(child.name)))
            for child in self.supervisor.children
        )
        return Sight(
            self.world.now(),
            self._place(),
            self.home.folder,
            self.home.letters,
            self.pages,
            demo_sign_in(self.home),
            workers,
            self._overview,
            told,
            ahead_of(self.home),
        )

    def _read(self) -> Overview | None:
        try:
            return overview(viewer=SYSTEM, at=self.world.now())
        except (OperationalError, InterfaceError):
            connection.close()
            return None

    def _fresh(self, pulse_at: int | None) -> int | None:
        """A sign of life from before this desk was started is none."""
        return pulse_at if pulse_at is not None and pulse_at >= self._since else None

    def _place(self) -> str:
        at = address(self.home.folder, ROLE, database_url=real_server())
        return f"{at.host}:{at.port}/{at.dbname}"
