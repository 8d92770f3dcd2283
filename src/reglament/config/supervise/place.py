"""One supervisor a home: the lock it holds while it lives, and the page on which it says what it keeps alive."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reglament.cli.trouble import Trouble
from reglament.config.home import Home

LOCK, PAGE = "up.lock", "up.json"


@contextmanager
def attended(home: Home) -> Iterator[None]:
    """Be the one supervisor of this home inside the block. Raises Trouble where there is one already."""
    door = _locked(home.run / LOCK)
    if door is None:
        said = read_page(home)
        raise Trouble("up already", path=home.folder, pid=said.get("pid", "?"))
    try:
        yield
    finally:
        (home.run / PAGE).unlink(missing_ok=True)
        os.close(door)


def is_attended(home: Home) -> bool:
    """Whether a supervisor lives at this home."""
    if not (home.run / LOCK).exists():
        return False
    door = _locked(home.run / LOCK)
    if door is not None:
        os.close(door)
    return door is None


def write_page(home: Home, page: Mapping[str, Any]) -> None:
    """Put the page in place whole. It need not survive a loss of power: nothing it tells of would."""
    draft = home.run / f".{PAGE}"
    draft.write_text(json.dumps(page, indent=1) + "\n", encoding="utf-8")
    draft.replace(home.run / PAGE)


def read_page(home: Home) -> Mapping[str, Any]:
    """What the supervisor said last; nothing where there is none."""
    try:
        said: Mapping[str, Any] = json.loads((home.run / PAGE).read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return said


def _locked(path: Path) -> int | None:
    """The open lock, or None while somebody else holds it."""
    try:
        door = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as trouble:
        raise Trouble("home unwritable", path=path, reason=trouble.strerror) from None
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(door)
        return None
    return door
