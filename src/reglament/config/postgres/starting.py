"""Start, and run for a while: one server per home, whoever asks and however the last one ended."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reglament.config.postgres.account import account_of
from reglament.config.postgres.binaries import binary, environment
from reglament.config.postgres.identity import checked_identity
from reglament.config.postgres.layout import Layout, layout_of, make_socket_folder
from reglament.config.postgres.lock import Tell, one_command_at_a_time, quiet, try_lock, waited
from reglament.config.postgres.pid_file import READY, postmaster
from reglament.config.postgres.port import choose_port, port_answers, port_is_free, recorded_port
from reglament.config.postgres.settings import decided_at_start, drop_old_logs, last_words
from reglament.config.postgres.stopping import REMNANTS_MAY_TAKE, kill_remnants, stop
from reglament.config.postgres.trouble import DatabaseTrouble, told_in_words

LAUNCHES = 3  # another program may take our port between the look and the start


def start(home: Path, *, tell: Tell = quiet) -> bool:
    """Have the server of this home running and ready; True if this call has started it.

    It outlives the caller. A long recovery is waited for without a deadline, with a line to `tell` every few seconds.
    Raises DatabaseTrouble if there is no database, its data are missing or another's, or the server does not come up.
    """
    layout = layout_of(home)
    if not layout.folder.exists():
        checked_identity(layout)
    with told_in_words("starting the database", layout.folder), one_command_at_a_time(layout, tell):
        return _start(layout, tell)


def _start(layout: Layout, tell: Tell) -> bool:
    identity = checked_identity(layout)
    waiting = waited(tell, lambda: _state(layout))
    launches, spent = 0, 0.0
    while True:
        living = postmaster(layout)
        if living and living.status == READY and port_answers(recorded_port(layout)):
            return launches > 0
        if living is None:
            life = try_lock(layout.life_lock)
            if life is not None:
                try:
                    _refuse_to_go_on(layout, launches)
                    _launch(layout, life, fsync=not identity.scratch)
                finally:
                    os.close(life)
                launches += 1
            elif launches == 0 and spent > REMNANTS_MAY_TAKE:
                kill_remnants(layout)
        spent = next(waiting)


def _launch(layout: Layout, life: int, *, fsync: bool) -> None:
    """Start the server with the life lock in its hands.

    Nobody else holds it, so every pid file is stale, whatever process has its number now.
    """
    account = account_of(layout)
    for folder in (layout.run, layout.log):
        if not folder.exists():
            folder.mkdir(mode=0o700)
            account.owns(folder)
    sockets = make_socket_folder(layout)
    if layout.postmaster_pid.exists():
        # A server started by hand has no life lock, and its processes may have outlived it.
        kill_remnants(layout)
    for stale in (layout.postmaster_pid, *sockets.glob(".s.PGSQL.*")):
        stale.unlink(missing_ok=True)
    drop_old_logs(layout)
    settings = decided_at_start(layout, port=choose_port(layout), sockets=sockets, fsync=fsync)
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    server: list[str | Path] = [*account.prefix, binary("postgres"), "-D", layout.data, *options]
    launcher: list[str | Path] = [
        sys.executable,
        "-IS",
        Path(__file__).with_name("launch.py"),
        str(account.uid),
        str(account.gid),
    ]
    with layout.first_words.open("wb") as words:
        subprocess.run(  # noqa: S603 - our own binaries
            [*launcher, *server],
            check=False,  # the server or its absence is seen by the lock it holds
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            pass_fds=[life],
            env=environment(),
            cwd="/",
        )


def _refuse_to_go_on(layout: Layout, launches: int) -> None:
    """A server launched by us is gone again: that is the end, unless its port was taken under its feet."""
    if launches == 0 or (launches < LAUNCHES and not port_is_free(recorded_port(layout))):
        return
    said = "\n".join(f"    {line}" for line in last_words(layout, lines=8).splitlines())
    raise DatabaseTrouble(
        f"The database server ended before it was ready. Its last words:\n{said}",
        where=layout.log,
        remedy="remove the reason it names and start again; if the data are damaged, restore a backup",
    )


def _state(layout: Layout) -> str:
    living = postmaster(layout)
    if living is None:
        return "waiting for the processes of the former server to end"
    return f"the database is {living.status or 'starting'}: {last_words(layout, lines=1)}"


@contextmanager
def running(home: Path, *, tell: Tell = quiet) -> Iterator[None]:
    """The server runs inside the block; at its end it is stopped if the block had to start it."""
    started = start(home, tell=tell)
    try:
        yield
    finally:
        if started:
            stop(home, tell=tell)
