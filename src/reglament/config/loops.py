"""The loop of every worker: turn, sleep, turn; give a restarted database time to come back, and give up in the end."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError

from reglament.desk.clock.world import World
from reglament.desk.record.transaction import Busy

STOPPED, GAVE_UP = 0, 75
PATIENCE = 60.0  # seconds without a database after which the supervisor had better start us anew
FIRST_WAIT, LONGEST_WAIT = 0.25, 5.0


@dataclass(slots=True)
class Loop:
    """`turn` gives the seconds after which to call it again. `sleep` sleeps, and gives False when it is time to stop.
    `let_go` drops a connection that failed; the next turn makes another.
    """

    name: str
    turn: Callable[[], float]
    world: World
    sleep: Callable[[float], bool]
    let_go: Callable[[], None]

    def run(self) -> int:
        """Go on until told to stop. Gives an exit code."""
        wait, lost = FIRST_WAIT, None
        going = True
        while going:
            try:
                rest = self.turn()
            except Busy as busy:
                log(f"{self.name}: {busy}")
                going = self.sleep(FIRST_WAIT)
            except (OperationalError, InterfaceError) as trouble:
                self.let_go()
                now = self.world.boot_seconds()
                lost = now if lost is None else lost
                log(f"{self.name}: the database has been away for {now - lost:.0f} s: {trouble}")
                if now - lost >= PATIENCE:
                    return GAVE_UP
                going = self.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                wait, lost = FIRST_WAIT, None
                going = self.sleep(rest)
        return STOPPED


def log(line: str) -> None:
    """Say a line where the supervisor keeps it."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
