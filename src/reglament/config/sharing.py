"""Several commands on one embedded database: whoever needs it first starts it, whoever leaves last stops it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from reglament.cli.trouble import Trouble
from reglament.config.home import Home
from reglament.config.postgres import start, stop
from reglament.config.postgres.layout import layout_of
from reglament.config.postgres.lock import Tell

LOCK, OURS = "database.lock", "database.ours"


@contextmanager
def sharing(home: Home, tell: Tell) -> Iterator[None]:
    """The database of the home runs inside the block. One that runs already, and was not started this way, is left running."""
    door = _open(home)
    try:
        start_shared(home, tell)
        yield
    finally:
        if _is_alone(door) and _is_ours(home):
            stop(home.folder)
        os.close(door)


def start_shared(home: Home, tell: Tell) -> bool:
    """Have the database running, to be stopped by whoever leaves last; True if this call has started it."""
    started = start(home.folder, tell=tell)
    if started:
        (home.run / OURS).write_text(which_server(home), encoding="utf-8")
    return started


def _is_ours(home: Home) -> bool:
    """Whether the server that runs is the one started this way last."""
    try:
        return (home.run / OURS).read_text("utf-8") == which_server(home)
    except FileNotFoundError:
        return False


def which_server(home: Home) -> str:
    """What tells one server from the next: its process and the second it began."""
    pid, _, began, *_ = layout_of(home.folder).postmaster_pid.read_text("utf-8").splitlines()
    return f"{pid} {began}"


def _open(home: Home) -> int:
    """The lock, held together with everybody else who uses the database; waits while the last one leaves."""
    try:
        home.run.mkdir(mode=0o700, exist_ok=True)
        door = os.open(home.run / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as trouble:
        raise Trouble("home unwritable", path=home.run, reason=trouble.strerror) from None
    fcntl.flock(door, fcntl.LOCK_SH)
    return door


def _is_alone(door: int) -> bool:
    """Whether nobody else uses the database; from now on nobody begins to until the lock is closed."""
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
