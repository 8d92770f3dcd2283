"""The witness: a file outside the database to which every checkpoint is added, one JSON line each, and from which none is ever taken.

Whoever owns the database cannot rewrite what this file remembers, if it lies with another user or on another machine.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

TAIL = 1 << 17
_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC


class Witnessed(NamedTuple):
    """A checkpoint as made: its size, its signed note, and the moment in UTC seconds, which is under no signature."""

    size: int
    note: str
    made_at: int


@dataclass(frozen=True, slots=True)
class Witness:
    """The file at `path`; made when the first checkpoint is added."""

    path: Path

    def last(self) -> Witnessed | None:
        """Give the newest whole line; None where there is none."""
        try:
            with self.path.open("rb") as file:
                return _last(file.fileno())
        except FileNotFoundError:
            return None

    def add(self, checkpoints: Iterator[Witnessed]) -> int:
        """Add those that are newer than the newest there; on return they are on the disk. Give how many were added."""
        with _held(self.path) as descriptor:
            newest = _last(descriptor)
            size = newest.size if newest else -1
            fresh = [one for one in checkpoints if one.size > size]
            if fresh:
                # A line that a power cut tore stays as it is, and ends here.
                torn = not _ends_whole(descriptor)
                _write(descriptor, (b"\n" if torn else b"") + b"".join(map(_line, fresh)))
                os.fsync(descriptor)
        return len(fresh)

    def read(self) -> Iterator[Witnessed | None]:
        """Give all lines, the oldest first; None for one that says nothing."""
        try:
            with self.path.open("rb") as file:
                for line in file:
                    yield _read(line)
        except FileNotFoundError:
            return


def _line(one: Witnessed) -> bytes:
    return json.dumps(one._asdict(), ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _read(line: bytes) -> Witnessed | None:
    try:
        found = json.loads(line)
        size, note, made_at = found["size"], found["note"], found["made_at"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    whole = type(size) is int and isinstance(note, str) and type(made_at) is int and line.endswith(b"\n")
    return Witnessed(size, note, made_at) if whole else None


def _last(descriptor: int) -> Witnessed | None:
    """Read from the end, further back until a whole line is there."""
    size, back = os.fstat(descriptor).st_size, TAIL
    while True:
        start = max(size - back, 0)
        lines = os.pread(descriptor, size - start, start).splitlines(keepends=True)
        for line in reversed(lines if start == 0 else lines[1:]):
            if (found := _read(line)) is not None:
                return found
        if start == 0:
            return None
        back *= 8


def _ends_whole(descriptor: int) -> bool:
    size = os.fstat(descriptor).st_size
    return size == 0 or os.pread(descriptor, 1, size - 1) == b"\n"


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


@contextmanager
def _held(path: Path) -> Iterator[int]:
    """Open for adding only, against everybody else who adds; a file made just now has its name on the disk."""
    made = not path.exists()
    descriptor = os.open(path, _FLAGS, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if made:
            _sync_folder(path.parent)
        yield descriptor
    finally:
        os.close(descriptor)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
