"""A process of ours that is killed without warning at a named place, as often as asked; the books are its only trace."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace

from django.db import connection

from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import Desk

DONE = 0


def die_at(place: str, nth: int) -> None:
    """Have this process killed when it reaches the place for the `nth` time."""
    left = nth

    def hook(name: str) -> None:
        nonlocal left
        left -= name == place
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    on_fail_point(hook)


def killed_at(place: str, work: Callable[[Desk], object], desk: Desk, *, nth: int, seed: int) -> bool:
    """Do the work in a process of its own, killed when it reaches the place for the `nth` time. Whether it was.

    Its chance is its own, for ids are made of it.
    """
    connection.close()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            die_at(place, nth)
            work(replace(desk, world=VirtualWorld(desk.world.now(), seed)))
            code = DONE
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == DONE
    return os.WIFSIGNALED(status)
