"""Where everything of one home lies: data, identity, passwords, locks, logs and the folder of the socket."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from reglament.config.postgres.trouble import DatabaseTrouble

SOCKET_PATH_STOP = 107  # bytes of sun_path without its closing zero
LONGEST_SOCKET_NAME = len("/.s.PGSQL.65535")
# Both the server and its clients read a list of folders divided by commas; a plain name needs no quoting anywhere.
PLAIN_PATH = re.compile(r"/[\w/ .@+=-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a database is made of, wherever it lies: at home, or in a copy of it."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def identity(self) -> Path:
        """Outside the data, so that data that are missing or another's are noticed."""
        return self.folder / "identity.json"

    @property
    def secrets(self) -> Path:
        """The passwords of the database's roles: without them nobody could connect to it."""
        return self.folder / "secrets"


@dataclass(frozen=True, slots=True)
class Layout(Parts):
    """The folder `HOME/postgres`, or the sibling in which a new one is being made."""

    @property
    def run(self) -> Path:
        return self.folder / "run"

    @property
    def port(self) -> Path:
        return self.run / "port"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def first_words(self) -> Path:
        """What the server says before its own log is open."""
        return self.log / "start.log"

    @property
    def postmaster_pid(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def command_lock(self) -> Path:
        """Held by a command that makes, starts or stops; outside the folder, for `init` renames that one into place."""
        return self.folder.parent / "postgres.lock"

    @property
    def life_lock(self) -> Path:
        """Held by the server and each of its processes, from before the first to after the last."""
        return self.folder / "life.lock"


def layout_of(home: Path) -> Layout:
    """The layout of a home; one home reached by two names is one layout."""
    return Layout(home.resolve() / "postgres")


def layout_in_the_making(home: Path) -> Layout:
    return Layout(home.resolve() / "postgres.making")


def socket_folder(layout: Layout) -> Path:
    """`HOME/postgres/run`, or a short private folder named by the home's hash where a socket path would not fit."""
    fits = len(os.fsencode(layout.run)) + LONGEST_SOCKET_NAME <= SOCKET_PATH_STOP
    if fits and PLAIN_PATH.fullmatch(str(layout.run)):
        return layout.run
    name = f"reglament-{_owner(layout)}-{hashlib.sha256(os.fsencode(layout.folder)).hexdigest()[:16]}"
    # Not XDG_RUNTIME_DIR: a session has it and a job of the same user has not, and both must find one server.
    return Path("/tmp") / name  # noqa: S108 - private, checked before every start, and named by a hash


def make_socket_folder(layout: Layout) -> Path:
    """The same folder, made if need be. Raises DatabaseTrouble if somebody else has made it first."""
    folder = socket_folder(layout)
    folder.mkdir(mode=0o700, exist_ok=True)
    found, owner = folder.lstat(), _owner(layout)
    if found.st_uid != owner and os.geteuid() == 0 and not any(folder.iterdir()):
        os.chown(folder, owner, -1, follow_symlinks=False)
        found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) & 0o077:
        raise DatabaseTrouble(
            "The folder for the database's socket belongs to somebody else, or others may enter it.",
            where=folder,
            remedy=f"remove it, or give it to user {owner} with mode 0700",
        )
    return folder


def _owner(layout: Layout) -> int:
    return layout.folder.stat().st_uid
