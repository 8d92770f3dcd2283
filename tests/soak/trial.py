"""One trial: an estate, its load, a crew that lives and dies, and at the end everything drained, so that it can be judged."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

from django.db import connection

from reglament.config.connecting import connect_as
from reglament.config.postgres import stop
from reglament.config.working import ROLE
from reglament.desk.acts.seal import seal_turn
from tests.soak.books import rows
from tests.soak.crew import CREW, ROLES, Turn
from tests.soak.estate import Estate, found
from tests.soak.killing import Killer, Plan
from tests.soak.load import Load, waiting

STEP = 700  # seconds: a lease of either sort ends, and no alarm falls on a moment of ours
A_DAY = 86_400
MOST_ROUNDS = 300
_OPEN = """select (select count(*) from inbound where state = 'new')
  + (select count(*) from letter where state in ('ready', 'leased'))
  + (select count(*) from notice where told_at is null)
  + (select count(*) from summary where state = 'ready' and ready_at <= %s)
  + (select count(*) from timer where state = 'armed' and due_at <= %s)"""


class Trial:
    """`crew`: what each kind of process does in a turn."""

    def __init__(self, estate: Estate, seed: int, crew: Mapping[str, Turn]) -> None:
        self.estate, self.crew = estate, crew
        self.random = Random(seed)  # noqa: S311 - repeatable on purpose
        self.load, self.killer = Load(estate, self.random), Killer(self.random)

    def connect(self) -> None:
        """The driver's own connection, which no process forked from here may inherit."""
        connect_as(self.estate.home, ROLE)

    def live(self, plans: Sequence[Plan]) -> None:
        """Let all of these live at once, each until it dies as planned or finds nothing to do."""
        demands = self.load.open_demands()

        def live(plan: Plan, life: int) -> None:
            own = self.estate.lived_by(life)
            connect_as(own.home, ROLES[plan.kind])
            while self.crew[plan.kind](own, demands):
                demands.clear()

        self.killer.round(plans, live)

    def drain(self) -> None:
        """Let everybody work unharmed until nothing is left; then let the last alarms ring."""
        for steps in (0, A_DAY // STEP):
            self.estate.world.later(steps * STEP)
            for _ in range(MOST_ROUNDS):
                self.live([Plan(kind) for kind in CREW])
                self.estate.world.later(STEP)
                self.connect()
                self.load.ask()
                if not self._is_open():
                    break
        seal_turn(desk=self.estate.desk, signer=self.estate.signer, at_once=True)

    def _is_open(self) -> bool:
        if waiting(self.estate) or self.load.open_demands():
            return True
        now = self.estate.world.now()
        return bool(rows(_OPEN, now, now)[0][0])

    def told(self) -> str:
        """What it was about, in a few words."""
        apart = rows("select count(*) from inbound where state = 'quarantined'")[0][0]
        copies = [one.stable_id for one in self.estate.peer.copies()]
        return (
            f"{len(self.load.letters)} letters and {self.load.copies} repeated, {apart} set apart; {len(self.load.demands)} acts; "
            f"{len(copies) - len(set(copies))} letters sent again"
        )


@contextmanager
def trial(name: str, seed: int, *, scratch: bool, crew: Mapping[str, Turn] = CREW) -> Iterator[Trial]:
    """A trial on an estate of its own, of which nothing stays."""
    with tempfile.TemporaryDirectory(prefix=f"reglament-{name}-") as folder:
        estate = found(Path(folder) / "home", scratch=scratch)
        try:
            yield Trial(estate, seed, crew)
        finally:
            connection.close()
            stop(estate.home.folder)
