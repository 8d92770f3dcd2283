"""A file system in memory that forgets at a power cut what was not synced, and fails at whichever step it is told to.

It takes folders for durable at once; names and bytes it does not.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath

from reglament.desk.content.files import CHUNK, FileFacts


class Crash(BaseException):
    """The process died here. No `except Exception` may take it for trouble and tidy up."""


@dataclass(eq=False)
class _Inode:
    data: bytearray = field(default_factory=bytearray)
    synced: bytes = b""
    modified_at: int = 0


def _go_on(step: str, path: PurePath) -> None:
    """No fault."""


class MemoryFiles:
    """`before` is called with the name of every step and its path; what it raises (OSError, Crash) happens there.

    After a Crash every step raises Crash until `restart`.
    """

    def __init__(self, *, before: Callable[[str, PurePath], None] = _go_on) -> None:
        self.before = before
        self._names: dict[PurePath, _Inode] = {}
        self._synced_names: dict[PurePath, _Inode] = {}
        self._folders: set[PurePath] = set()
        self._dead = False

    def restart(self, *, power_cut: Callable[[], bool] | None = None) -> None:
        """Live again. Without `power_cut` only the process had died and all that was written stays.

        With it the machine had: `power_cut()` is asked of every name and every content that was not synced whether it
        reached the disk all the same.
        """
        self._dead = False
        if power_cut is None:
            return
        changed = [
            path
            for path in sorted(self._names.keys() | self._synced_names.keys())
            if self._names.get(path) is not self._synced_names.get(path)
        ]
        for path in changed:
            if power_cut():
                self._remember(path)
        self._names = dict(self._synced_names)
        for _, inode in sorted(self._names.items()):
            if inode.data != inode.synced and not power_cut():
                inode.data = bytearray(inode.synced)
            inode.synced = bytes(inode.data)

    def make_folder(self, *, path: PurePath) -> None:
        self._step("make folder", path)
        self._folders.update((path, *path.parents))

    @contextmanager
    def create(self, *, path: PurePath) -> Iterator["MemoryDraft"]:
        self._step("create", path)
        self._fresh(path)
        inode = self._names[path] = _Inode()
        yield MemoryDraft(step=lambda step: self._step(step, path), inode=inode)

    def rename(self, *, old: PurePath, new: PurePath) -> None:
        self._step("rename", new)
        self._inside(new)
        self._names[new] = self._inode(old)
        del self._names[old]

    def link(self, *, old: PurePath, new: PurePath) -> None:
        self._step("link", new)
        self._fresh(new)
        self._names[new] = self._inode(old)

    def remove(self, *, path: PurePath) -> None:
        self._step("remove", path)
        self._inode(path)
        del self._names[path]

    def sync_folder(self, *, path: PurePath) -> None:
        self._step("sync folder", path)
        for name in [name for name in self._names.keys() | self._synced_names.keys() if name.parent == path]:
            self._remember(name)

    def read(self, *, path: PurePath) -> Iterator[bytes]:
        self._step("read", path)
        data = bytes(self._inode(path).data)
        return (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))

    def names(self, *, folder: PurePath) -> tuple[str, ...]:
        self._step("names", folder)
        self._inside(folder / "any")
        return tuple(sorted(path.name for path in self._names if path.parent == folder))

    def facts(self, *, path: PurePath) -> FileFacts:
        self._step("facts", path)
        inode = self._inode(path)
        return FileFacts(len(inode.data), 0o600, inode.modified_at)

    @contextmanager
    def locked(self, *, folder: PurePath) -> Iterator[None]:
        self._step("lock", folder)
        yield

    def _step(self, step: str, path: PurePath) -> None:
        if self._dead:
            raise Crash(step)
        try:
            self.before(step, path)
        except Crash:
            self._dead = True
            raise

    def _inode(self, path: PurePath) -> _Inode:
        if path not in self._names:
            raise FileNotFoundError(2, "No such file", str(path))
        return self._names[path]

    def _inside(self, path: PurePath) -> None:
        if path.parent not in self._folders:
            raise FileNotFoundError(2, "No such folder", str(path.parent))

    def _fresh(self, path: PurePath) -> None:
        self._inside(path)
        if path in self._names:
            raise FileExistsError(17, "File exists", str(path))

    def _remember(self, path: PurePath) -> None:
        if path in self._names:
            self._synced_names[path] = self._names[path]
        else:
            self._synced_names.pop(path, None)


class MemoryDraft:
    """A file being written; a write that fails leaves half of its bytes, as a full disk does."""

    def __init__(self, *, step: Callable[[str], None], inode: _Inode) -> None:
        self._step = step
        self._inode = inode

    def write(self, data: bytes) -> None:
        try:
            self._step("write")
        except (OSError, Crash):
            self._inode.data += data[: len(data) // 2]
            raise
        self._inode.data += data

    def stamp(self, at: int) -> None:
        self._step("stamp")
        self._inode.modified_at = at

    def sync(self) -> None:
        self._step("sync")
        self._inode.synced = bytes(self._inode.data)
