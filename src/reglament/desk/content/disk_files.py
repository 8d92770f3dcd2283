"""The real file system behind the port, by POSIX calls."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from reglament.desk.content.files import CHUNK, FileFacts

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW


class DiskDraft:
    """An open descriptor."""

    def __init__(self, *, descriptor: int) -> None:
        self._descriptor = descriptor

    def write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]

    def stamp(self, at: int) -> None:
        os.utime(self._descriptor, (at, at))

    def sync(self) -> None:
        os.fsync(self._descriptor)


class DiskFiles:
    """Keeps no state: safe to share between threads and across a fork."""

    def make_folder(self, *, path: PurePath) -> None:
        Path(path).mkdir(mode=0o700, parents=True, exist_ok=True)

    @contextmanager
    def create(self, *, path: PurePath) -> Iterator[DiskDraft]:
        descriptor = os.open(path, _NEW, 0o600)
        try:
            yield DiskDraft(descriptor=descriptor)
        finally:
            os.close(descriptor)

    def rename(self, *, old: PurePath, new: PurePath) -> None:
        Path(old).replace(new)

    def link(self, *, old: PurePath, new: PurePath) -> None:
        Path(new).hardlink_to(old)

    def remove(self, *, path: PurePath) -> None:
        Path(path).unlink()

    def sync_folder(self, *, path: PurePath) -> None:
        with _folder(path) as descriptor:
            os.fsync(descriptor)

    def read(self, *, path: PurePath) -> Iterator[bytes]:
        with Path(path).open("rb", buffering=0) as file:
            while chunk := file.read(CHUNK):
                yield chunk

    def names(self, *, folder: PurePath) -> tuple[str, ...]:
        return tuple(sorted(os.listdir(folder)))  # noqa: PTH208 - names are asked for, not paths

    def facts(self, *, path: PurePath) -> FileFacts:
        found = Path(path).lstat()
        return FileFacts(found.st_size, stat.S_IMODE(found.st_mode), int(found.st_mtime))

    @contextmanager
    def locked(self, *, folder: PurePath) -> Iterator[None]:
        with _folder(folder) as descriptor:
            # Closing the descriptor lets the lock go, and so does the death of the process.
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield


@contextmanager
def _folder(path: PurePath) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
