"""The loop of every worker: turn, say so, sleep; give a restarted database time to come back, and give up in the end."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError, connection

from reglament.desk.clock.world import World
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

STOPPED, GAVE_UP = 0, 75
PATIENCE = 60.0  # seconds without a database after which the supervisor had better start us anew
FIRST_WAIT, LONGEST_WAIT = 0.25, 5.0
_PULSE = """insert into pulse(name, at, detail) values (%s, %s, %s)
on conflict (name) do update set at = greatest(excluded.at, pulse.at), detail = excluded.detail"""


@dataclass(slots=True)
class Loop:
    """`turn` gives how much it did: after anything it is called again at once. `every`: seconds between idle turns.

    `detail` tells the state the pulse carries; `sleep` gives False when it is time to stop.
    """

    name: str
    turn: Callable[[], int]
    every: float
    world: World
    sleep: Callable[[float], bool]
    detail: Callable[[], str] = lambda: ""
    _pulsed: int = field(default=0)

    def run(self) -> int:
        """Go on until told to stop. Gives an exit code."""
        wait, lost = FIRST_WAIT, None
        going = True
        while going:
            try:
                done = self.turn()
                self._pulse()
            except (OperationalError, InterfaceError) as trouble:
                connection.close()
                now = self.world.boot_seconds()
                lost = now if lost is None else lost
                log(f"{self.name}: the database has been away for {now - lost:.0f} s: {trouble}")
                if now - lost >= PATIENCE:
                    return GAVE_UP
                going = self.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                wait, lost = FIRST_WAIT, None
                going = self.sleep(0 if done else self.every)
        return STOPPED

    def _pulse(self) -> None:
        """Say once a second that we live; several of one name say it together."""
        now = self.world.now()
        if now == self._pulsed:
            return
        with seen_by(SYSTEM), connection.cursor() as cursor:
            cursor.execute(_PULSE, (self.name, now, self.detail()))
        self._pulsed = now


def log(line: str) -> None:
    """Say a line where the supervisor keeps it."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
