"""The port to the file system: the few steps that keys and stored files need, so that a simulation can fail each of them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Size in octets, permission bits, and the moment it was last written or stamped (UTC seconds)."""

    size: int
    mode: int
    modified_at: int


class Draft(Protocol):
    """A file being written."""

    def write(self, data: bytes) -> None: ...

    def stamp(self, at: int) -> None:
        """Set the moment of last writing, UTC seconds."""

    def sync(self) -> None:
        """Return when the bytes are on the disk."""


class Files(Protocol):
    """Every step may raise OSError. A name is durable only after its folder was synced."""

    def make_folder(self, *, path: PurePath) -> None:
        """Make a folder for this user alone (0700), with its parents; one that is there already is fine."""

    def create(self, *, path: PurePath) -> AbstractContextManager[Draft]:
        """Open a new file for this user alone (0600). FileExistsError where the name is taken."""

    def rename(self, *, old: PurePath, new: PurePath) -> None:
        """Give a file another name at once and whole, in place of what had it."""

    def link(self, *, old: PurePath, new: PurePath) -> None:
        """Give a file a second name. FileExistsError where the name is taken."""

    def remove(self, *, path: PurePath) -> None: ...

    def sync_folder(self, *, path: PurePath) -> None:
        """Return when the names in a folder are on the disk."""

    def read(self, *, path: PurePath) -> Iterator[bytes]:
        """Give the bytes in pieces of at most CHUNK."""

    def names(self, *, folder: PurePath) -> tuple[str, ...]: ...

    def facts(self, *, path: PurePath) -> FileFacts: ...

    def locked(self, *, folder: PurePath) -> AbstractContextManager[None]:
        """Hold a folder against everybody else who asks for this lock, in other processes too."""
