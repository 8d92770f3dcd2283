"""Who is the postmaster: postmaster.pid believed only as far as /proc bears it out, and what is left of a dead one."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reglament.config.postgres.layout import Layout

READY = "ready"


@dataclass(frozen=True, slots=True)
class Postmaster:
    pid: int
    status: str  # PostgreSQL's own word: starting, ready, standby or stopping; empty while not yet written


def postmaster(layout: Layout) -> Postmaster | None:
    """The living postmaster of this home; None whatever a stale, torn or empty pid file says."""
    try:
        lines = layout.postmaster_pid.read_text("utf-8", "replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None
    number = lines[0].strip() if lines else ""
    if not number.isdecimal() or len(number) > 10 or not is_postmaster(int(number), layout):
        return None
    return Postmaster(int(number), lines[7].strip() if len(lines) > 7 else "")


def is_postmaster(pid: int, layout: Layout) -> bool:
    """Whether this process was started as `postgres -D <our data>`; a zombie has no command line left."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    # Tools of our own, too, name the folder on their command line; the place of each word tells them apart.
    return os.path.basename(words[0]) == b"postgres" and words[1:3] == [b"-D", os.fsencode(layout.data)]  # noqa: PTH119 - bytes


def remnants(layout: Layout) -> Iterator[int]:
    """Every process of the server that still lives: it works inside the data folder, and is PostgreSQL or holds its lock."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            if (entry / "cwd").readlink() == layout.data and (_is_named(entry) or _holds(entry, layout)):
                yield int(entry.name)
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue  # gone meanwhile, or another user's


def _is_named(entry: Path) -> bool:
    word = (entry / "cmdline").read_bytes().split(b"\0")[0]
    return word.endswith(b"/postgres") or word.startswith(b"postgres: ")


def _holds(entry: Path, layout: Layout) -> bool:
    """Programs the server runs, such as an archive command, have inherited the lock."""
    return any(held.readlink() == layout.life_lock for held in (entry / "fd").iterdir())
