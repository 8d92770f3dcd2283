"""Stop: fast, then immediately, then by force, until no process of the server is left."""

import os
import signal
from pathlib import Path

from reglament.config.postgres.layout import Layout, layout_of
from reglament.config.postgres.lock import Tell, one_command_at_a_time, quiet, try_lock, waited
from reglament.config.postgres.pid_file import postmaster, remnants
from reglament.config.postgres.trouble import DatabaseTrouble

REMNANTS_MAY_TAKE = 1.0  # seconds in which processes of a dead postmaster notice it by themselves
# PostgreSQL's fast and immediate shutdown, with the seconds each is given.
STOPPING = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0))


def stop(home: Path, *, tell: Tell = quiet) -> bool:
    """Stop the server of this home, fast, then immediately; True if there was one. No process of it is left."""
    layout = layout_of(home)
    if not layout.folder.exists():
        return False
    with one_command_at_a_time(layout, tell):
        found = False
        for number, patience in STOPPING:
            living = postmaster(layout)
            if living is None:
                break
            found = True
            tell(f"stopping the database with {signal.Signals(number).name}")
            _signal(living.pid, number, layout)
            if _ended(layout, patience, tell):
                return True
        return _sweep(layout, tell) or found


def _sweep(layout: Layout, tell: Tell) -> bool:
    """End by force what lives on, and wait until it has; True if there was anything."""
    if _ended(layout, 0.0, tell):
        return False
    kill_remnants(layout)
    return _ended(layout, None, tell)


def _ended(layout: Layout, patience: float | None, tell: Tell) -> bool:
    """Whether every process of the server has ended within these seconds, or ever. The postmaster should be the last."""
    waiting = waited(tell, lambda: "waiting for the database to stop")
    spent, alone = 0.0, 0.0
    while True:
        living = postmaster(layout)
        if living is None and not _locked(layout):
            return True
        alone = spent if living else alone
        if patience is not None and (spent >= patience or spent - alone >= REMNANTS_MAY_TAKE):
            return False
        spent = next(waiting)


def _locked(layout: Layout) -> bool:
    life = try_lock(layout.life_lock)
    if life is not None:
        os.close(life)
    return life is None


def kill_remnants(layout: Layout) -> None:
    for pid in remnants(layout):
        _signal(pid, signal.SIGKILL, layout)


def _signal(pid: int, number: signal.Signals, layout: Layout) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
    except PermissionError:
        raise DatabaseTrouble(
            f"The database server, process {pid}, belongs to another user.",
            where=layout.folder,
            remedy=f"run the command as user {layout.data.stat().st_uid}",
        ) from None
