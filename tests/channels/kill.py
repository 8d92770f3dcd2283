"""A process of ours that is killed without warning at a named place, as often as asked; the books are its only trace."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace

from django.db import connection

from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.virtual import VirtualWorld
from tests.channels.house import House

DONE = 0


def killed_at(place: str, work: Callable[[House], object], house: House, *, nth: int, seed: int) -> bool:
    """Do the work in a process of its own, killed when it reaches the place for the `nth` time. Whether it was."""
    connection.close()
    child = os.fork()
    if child == 0:
        _work_and_die(place, work, house, nth, seed)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == DONE
    return os.WIFSIGNALED(status)


def _work_and_die(place: str, work: Callable[[House], object], house: House, nth: int, seed: int) -> None:
    reached = 0

    def hook(name: str) -> None:
        nonlocal reached
        reached += name == place
        if reached == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    code = 1
    try:
        on_fail_point(hook)
        world = VirtualWorld(house.desk.world.now(), seed)
        work(replace(house, desk=replace(house.desk, world=world)))
        code = DONE
    finally:
        os._exit(code)
