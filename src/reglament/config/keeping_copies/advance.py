"""A copied database led on through what its tail holds, up to a moment or to the end, before anybody else sees it."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.home import Home
from reglament.config.keeping_copies.copy import Copy
from reglament.config.keeping_copies.manifest import LOG
from reglament.config.keeping_copies.tail import UNFINISHED, Tail
from reglament.config.postgres import DatabaseTrouble, start, stop
from reglament.config.postgres.account import account_of
from reglament.config.postgres.layout import Layout, layout_of
from reglament.config.postgres.settings import last_words

_FIRST = re.compile(r"START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)")
_REACHED = re.compile(r"last completed transaction was at log time (\S+ \S+)")
SEGMENTS = 0x100  # of 16 MiB, in a file of the log's old numbering


def first_segment(copy: Copy) -> str:
    """The name of the first segment that this copy needs."""
    found = _FIRST.search((copy.data / "backup_label").read_text("utf-8"))
    if found is None:
        raise Trouble("backup missing", path=copy.folder)
    return found[1]


def advance(home: Home, copy: Copy, tail: Tail, to: int | None, tell: Tell) -> None:
    """Lead the database of a home that is being made on to a moment (UTC seconds), None: as far as the tail reaches.

    Raises Trouble where the tail does not join on, or does not reach that far; `to` before the copy itself is refused too.
    """
    layout = layout_of(home.folder)
    _join(layout, tail, first_segment(copy))
    if tail.files.exists():
        shutil.copytree(tail.files, home.files, dirs_exist_ok=True)
    with _recovering(layout, to):
        try:
            start(home.folder, tell=tell)
        except DatabaseTrouble:
            raise _in_words(last_words(layout, lines=40), tail) from None
        finally:
            stop(home.folder)


def _join(layout: Layout, tail: Tail, first: str) -> None:
    """Put the tail's segments where the server looks for them; those of the copy end in the middle of one."""
    own = max(path.name for path in (layout.data / LOG).iterdir() if len(path.name) == len(first))
    segments = tail.segments(since=first) if tail.log.is_dir() else []
    numbers = sorted({_number(path.name) for path in segments})
    if not numbers or numbers[0] > _number(own) + 1 or numbers != list(range(numbers[0], numbers[-1] + 1)):
        raise Trouble("tail apart", path=tail.folder)
    account = account_of(layout)
    for path in segments:
        whole = path.with_suffix("")
        if path.suffix == UNFINISHED and whole.exists():
            continue
        target = layout.data / LOG / whole.name
        shutil.copyfile(path, target)
        target.chmod(0o600)
        account.owns(target)


@contextmanager
def _recovering(layout: Layout, to: int | None) -> Iterator[None]:
    """The settings of a recovery stand inside the block, and are gone afterwards: the server is an ordinary one again."""
    settings, signal = layout.data / "postgresql.auto.conf", layout.data / "recovery.signal"
    before = settings.read_bytes()
    # All that is needed lies with the data; nothing is asked for from anywhere else, and nobody looks in before the end.
    lines = ["restore_command = 'false'", "hot_standby = off"]
    if to is not None:
        lines += [f"recovery_target_time = '{_moment(to)}+00'", "recovery_target_action = 'promote'"]
    settings.write_bytes(before + "".join(f"\n{line}" for line in (*lines, "")).encode())
    signal.touch(mode=0o600)
    account_of(layout).owns(signal)
    try:
        yield
    finally:
        settings.write_bytes(before)


def _in_words(said: str, tail: Tail) -> Trouble:
    if "before configured recovery target was reached" in said:
        reached = _REACHED.findall(said)
        return Trouble("tail short", path=tail.folder, reached=reached[-1] if reached else "?")
    if "before consistent recovery point" in said:
        return Trouble("tail before")
    return Trouble("tail unusable", path=tail.folder, reason=said.strip().splitlines()[-1] if said else "?")


def _number(name: str) -> int:
    return int(name[8:16], 16) * SEGMENTS + int(name[16:24], 16)


def _moment(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M:%S}"
