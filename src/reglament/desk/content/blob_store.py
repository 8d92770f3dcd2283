"""Stored files by content, inside a customer: a name is an HMAC of the digest, so equal files of two customers tell nothing.

Written aside, synced, renamed, folder synced; only then may a row name it. What has its name is whole.
"""

import errno
import hmac
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath

from reglament.desk.clock.world import World
from reglament.desk.content.files import Files
from reglament.desk.content.secret import Secret

SHELVES = tuple(f"{number:02x}" for number in range(256))
_NAME = re.compile(r"[0-9a-f]{64}")
_DRAFTS = "drafts"
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT))


class StoreFull(Exception):  # noqa: N818 - named for what happened
    """No room for a file. Nothing of it is left under a name; the same bytes may be given again later."""


class BlobMissing(Exception):  # noqa: N818 - named for what happened
    """No file has this name."""


class BlobDamaged(Exception):  # noqa: N818 - named for what happened
    """The bytes on the disk are not those that were stored, or belong to another customer's key."""


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What a row keeps of a stored file: its name and its size in octets."""

    name: str
    size: int


class BlobStore:
    """A folder of 256 shelves. Holds no key: whoever asks brings the customer's."""

    def __init__(self, *, root: PurePath, files: Files, world: World) -> None:
        self._root = root
        self._drafts = root / _DRAFTS
        self._files = files
        self._world = world

    def prepare(self) -> None:
        """Make the shelves, once at start: later no file depends on a folder that a power cut may take away."""
        with _room_in(self._root):
            for name in (_DRAFTS, *SHELVES):
                self._files.make_folder(path=self._root / name)
            self._files.sync_folder(path=self._root)
            self._files.sync_folder(path=self._root.parent)

    def put(self, *, chunks: Iterable[bytes], key: Secret) -> StoredBlob:
        """Store bytes that come in pieces and say their name; on return they survive a power cut. StoreFull: no room.

        The same bytes under the same key get the same name, are written anew over themselves and count as fresh for `sweep`.
        """
        draft = self._drafts / self._world.random(16).hex()
        with _room_in(self._root):
            try:
                blob = self._written(draft, chunks, key)
                shelf = self._path(blob.name).parent
                with self._files.locked(folder=shelf):
                    self._files.rename(old=draft, new=shelf / blob.name)
                self._files.sync_folder(path=shelf)
            except Exception:
                with suppress(FileNotFoundError):
                    self._files.remove(path=draft)
                raise
        return blob

    def read(self, *, name: str, key: Secret) -> Iterator[bytes]:
        """Give the bytes in pieces. The last piece is given only when all proved right, so nobody gets a wrong whole.

        Raises BlobMissing, or BlobDamaged after all pieces but the last.
        """
        hashed = sha256()
        held = b""
        try:
            for chunk in self._files.read(path=self._path(name)):
                hashed.update(chunk)
                if held:
                    yield held
                held = chunk
        except FileNotFoundError as missing:
            raise BlobMissing(
                f"Stored file {name} is not in {self._root}. Restore it from a backup of the files."
            ) from missing
        if not hmac.compare_digest(_named(hashed.digest(), key), name):
            raise BlobDamaged(
                f"Stored file {name} in {self._root} has other bytes than were stored, or is read with another customer's key. "
                "Restore it from a backup of the files and check the disk."
            )
        if held:
            yield held

    def sweep(self, *, names_with_rows: Callable[[str], Collection[str]], older_than: int) -> Iterator[str]:
        """Names that no row has and that were stored before `older_than` (UTC seconds): a day back, so that no row is still on its way.

        `names_with_rows` is asked shelf by shelf for the names that begin with two hexadecimal digits.
        """
        for shelf in SHELVES:
            there = [name for name in self._files.names(folder=self._root / shelf) if _NAME.fullmatch(name)]
            known = names_with_rows(shelf) if there else ()
            for name in there:
                if name not in known and self._is_older(name, older_than):
                    yield name

    def discard(self, *, name: str, older_than: int) -> bool:
        """Remove a file unless it was stored again at `older_than` or later; say whether it is gone."""
        path = self._path(name)
        # Under the lock that `put` renames under: whoever stores the same bytes now comes before or after, never between.
        with self._files.locked(folder=path.parent):
            if not self._is_older(name, older_than):
                return False
            with suppress(FileNotFoundError):
                self._files.remove(path=path)
            self._files.sync_folder(path=path.parent)
        return True

    def clear_drafts(self, *, older_than: int) -> int:
        """Remove what writers that died left half written before `older_than`; say how many."""
        left = [self._drafts / name for name in self._files.names(folder=self._drafts)]
        old = [path for path in left if self._modified_before(path, older_than)]
        for path in old:
            with suppress(FileNotFoundError):
                self._files.remove(path=path)
        return len(old)

    def _written(self, draft: PurePath, chunks: Iterable[bytes], key: Secret) -> StoredBlob:
        hashed = sha256()
        size = 0
        with self._files.create(path=draft) as file:
            # Before the first byte, so that a draft in progress never looks old.
            file.stamp(self._world.now())
            for chunk in chunks:
                hashed.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.stamp(self._world.now())
            file.sync()
        return StoredBlob(_named(hashed.digest(), key), size)

    def _is_older(self, name: str, older_than: int) -> bool:
        return self._modified_before(self._path(name), older_than)

    def _modified_before(self, path: PurePath, older_than: int) -> bool:
        """Whether a file was last written before a moment; one that is gone meanwhile was."""
        try:
            return self._files.facts(path=path).modified_at < older_than
        except FileNotFoundError:
            return True

    def _path(self, name: str) -> PurePath:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a stored file: 64 lower-case hexadecimal digits.")
        return self._root / name[:2] / name


def _named(digest: bytes, key: Secret) -> str:
    return hmac.digest(key.octets, digest, "sha256").hex()


@contextmanager
def _room_in(root: PurePath) -> Iterator[None]:
    try:
        yield
    except OSError as trouble:
        if trouble.errno not in _FULL:
            raise
        raise StoreFull(
            f"No room for a file in {root}: {trouble.strerror}. Free space there or move the folder to a larger disk; nothing was half stored."
        ) from trouble
