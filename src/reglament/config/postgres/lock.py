"""Two file locks: one for commands that make, start or stop, one that the living server holds in all its processes."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reglament.config.postgres.layout import Layout
from reglament.config.postgres.trouble import DatabaseTrouble

Tell = Callable[[str], None]
TICK = 0.02
WORD_EVERY = 3.0


def quiet(_line: str) -> None:
    """The default of every `tell`: say nothing."""


def waited(tell: Tell, say: Callable[[], str]) -> Iterator[float]:
    """For ever: sleep a tick, give the seconds waited so far, and every few seconds tell what `say` says."""
    began_at, told_at = time.monotonic(), time.monotonic()
    while True:
        time.sleep(TICK)
        now = time.monotonic()
        if now - told_at >= WORD_EVERY:
            told_at = now
            tell(f"{say()} ({now - began_at:.0f} s)")
        yield now - began_at


def try_lock(path: Path) -> int | None:
    """An open file that holds the lock until it is closed everywhere, or None while somebody holds it."""
    try:
        door = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as trouble:
        raise DatabaseTrouble(
            f"The lock of the database cannot be opened: {trouble.strerror}.",
            where=path,
            remedy=f"let user {os.geteuid()} write there, or run the command as the user that made the database",
        ) from trouble
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(door)
        return None
    return door


@contextmanager
def one_command_at_a_time(layout: Layout, tell: Tell) -> Iterator[int]:
    """Wait, without a deadline, until no other command makes, starts or stops this database; gives the open lock."""
    door = try_lock(layout.command_lock)
    waiting = waited(tell, lambda: f"waiting for another command at {layout.folder}")
    while door is None:
        next(waiting)
        door = try_lock(layout.command_lock)
    try:
        yield door
    finally:
        os.close(door)
