"""A writer killed with SIGKILL at any point never leaves wrong bytes under a name, nor loses a file it had promised."""

import os
import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

import pytest

from reglament.desk.content.blob_store import SHELVES, BlobStore
from reglament.desk.content.disk_files import DiskFiles
from tests.content.built import SeededWorld, secret

KEY = secret(1)
KILLS = 100
PIECE = 8192


def store_in(folder: Path, seed: int) -> BlobStore:
    return BlobStore(root=folder / "blobs", files=DiskFiles(), world=SeededWorld(seed=seed))


def pieces(number: int) -> Iterator[bytes]:
    """The bytes of the n-th file: up to nine pieces, so that a kill falls inside one as often as between two."""
    chance = Random(number)  # noqa: S311 - repeatable on purpose
    return (chance.randbytes(PIECE) for _ in range(chance.randrange(10)))


def write_for_ever(folder: Path, life: int, told: int) -> None:
    """Tell a byte for every piece that is about to be written, and the name of every file that is stored."""
    store = store_in(folder, life)
    for number in count(life * 1000):
        blob = store.put(chunks=told_of(pieces(number), told), key=KEY)
        os.write(told, f"\n{blob.name}\n".encode())


def told_of(chunks: Iterator[bytes], told: int) -> Iterator[bytes]:
    for chunk in chunks:
        os.write(told, b".")
        yield chunk
        os.write(told, b".")


def killed_writer(folder: Path, life: int, patience: int) -> list[str]:
    """Start a writer, kill it after it has told so many bytes, and give the names it had promised."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(hear)
            write_for_ever(folder, life, tell)
        finally:
            os._exit(1)
    os.close(tell)
    heard = bytearray()
    with os.fdopen(hear, "rb", buffering=0) as ear:
        while len(heard) < patience:
            heard += ear.read(patience - len(heard))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        heard += ear.readall()
    assert os.WTERMSIG(status) == signal.SIGKILL
    # What follows the last line end may be a name cut short.
    return [line for line in heard.decode().split("\n")[:-1] if len(line) == 64]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store_in(tmp_path, 0).prepare()
    return tmp_path


def test_a_hundred_killed_writers_leave_no_wrong_file_and_lose_no_promised_one(folder: Path) -> None:
    chance = Random(11)  # noqa: S311 - repeatable on purpose
    promised: set[str] = set()
    for life in range(1, KILLS + 1):
        promised.update(killed_writer(folder, life, chance.randrange(1, 400)))
    store = store_in(folder, 0)
    there = {path.name for shelf in SHELVES for path in (folder / "blobs" / shelf).iterdir()}
    for name in there:
        assert b"".join(store.read(name=name, key=KEY)) is not None
    assert promised
    assert promised <= there
    left = list((folder / "blobs" / "drafts").iterdir())
    assert left, "no kill fell inside a write: the test proves nothing"
    assert store.clear_drafts(older_than=1 << 40) == len(left)
