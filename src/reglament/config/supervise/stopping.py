"""How a process of ours is told to stop: a signal, or the end of its supervisor; and how it sleeps until then."""

import os
import select
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SUPERVISED = "REGLAMENT_SUPERVISED"
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Sleeper:
    """Sleeps, and wakes at once when it is time to stop. Work in hand is finished first: nothing is interrupted."""

    def __init__(self, waker: int, lifeline: int | None) -> None:
        self._doors = [waker] if lifeline is None else [waker, lifeline]
        self.stopping = False

    def sleep(self, seconds: float) -> bool:
        """Sleep so long; False: it is time to stop."""
        if not self.stopping:
            ready, _, _ = select.select(self._doors, [], [], max(0.0, seconds))
            if ready:
                self.stopping = True
        return not self.stopping

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True


@contextmanager
def sleeper() -> Iterator[Sleeper]:
    """A sleeper for this process, woken by the usual signals and by the end of the pipe a supervisor holds."""
    waker, door = os.pipe()
    os.set_blocking(door, False)
    made = Sleeper(waker, _lifeline())
    former_door = signal.set_wakeup_fd(door, warn_on_full_buffer=False)
    former = {number: signal.signal(number, made.stop) for number in STOPPING}
    try:
        yield made
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(former_door)
        os.close(waker)
        os.close(door)


def _lifeline() -> int | None:
    """Standard input, where it is the pipe of a supervisor; nothing is ever written to it."""
    try:
        number = sys.stdin.fileno()
        return number if os.environ.get(SUPERVISED) and stat.S_ISFIFO(os.fstat(number).st_mode) else None
    except (OSError, ValueError, AttributeError):
        return None
