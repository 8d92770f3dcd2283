"""What the desk asks of the machine it runs on: the moment, the time since boot, random bytes."""

import secrets
import time
from typing import Protocol, runtime_checkable


class World(Protocol):
    """Time and chance. A simulation gives another one."""

    def now(self) -> int:
        """Give this moment in whole UTC seconds, floored."""

    def boot_seconds(self) -> float:
        """Give seconds since boot, which no setting of the clock moves; they go on while the machine sleeps."""

    def random(self, count: int) -> bytes:
        """Give `count` bytes that nobody can guess."""


@runtime_checkable
class Moved(Protocol):
    """A world whose time is somebody's choice: people are told so wherever they read a moment."""

    @property
    def moved_by(self) -> int:
        """Give the seconds by which its clock is ahead of the machine's; less than nothing: behind."""


class Machine:
    """The real one."""

    def now(self) -> int:
        return int(time.time())

    def boot_seconds(self) -> float:
        return time.clock_gettime(time.CLOCK_BOOTTIME)

    def random(self, count: int) -> bytes:
        return secrets.token_bytes(count)
