"""Storing a file under a fault at every step: what has its name is whole, and what was promised survives."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from random import Random

import pytest

from reglament.desk.content.blob_store import BlobDamaged, BlobMissing, BlobStore, StoreFull
from reglament.desk.content.memory_files import Crash, MemoryDraft, MemoryFiles
from tests.content.built import ROOT, SeededWorld, Stop, prepared, secret, stored_names

KEY = secret(1)
BEFORE, NEW = b"stored before", b"the new letter, in three pieces"
NO_FAULT = Stop(at=0, trouble=Crash())
CHUNKS = (NEW[:10], NEW[10:20], NEW[20:])


def begun(files: MemoryFiles) -> tuple[BlobStore, str]:
    """A store with one file that nobody may lose."""
    store = prepared(files, SeededWorld())
    return store, store.put(chunks=(BEFORE,), key=KEY).name


def steps_of_a_put() -> list[str]:
    files = MemoryFiles()
    store, _ = begun(files)
    files.before = stop = Stop(at=0, trouble=Crash())
    store.put(chunks=CHUNKS, key=KEY)
    return stop.steps


STEPS = steps_of_a_put()
every_step = pytest.mark.parametrize("at", range(1, len(STEPS) + 1), ids=lambda at: f"{at} {STEPS[at - 1]}")


def whole(store: BlobStore, files: MemoryFiles) -> set[bytes]:
    """The contents of every file that has a name; a wrong one raises."""
    return {b"".join(store.read(name=name, key=KEY)) for name in stored_names(files)}


def test_a_put_takes_the_steps_in_the_order_that_makes_it_durable() -> None:
    assert STEPS == [
        "create",
        "stamp",
        "write",
        "write",
        "write",
        "stamp",
        "sync",
        "lock",
        "rename",
        "sync folder",
    ]


@every_step
def test_a_full_disk_is_said_and_leaves_no_part(at: int) -> None:
    files = MemoryFiles()
    store, _ = begun(files)
    files.before = Stop(at=at, trouble=OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(StoreFull, match="No room for a file in /store/blobs: No space left"):
        store.put(chunks=CHUNKS, key=KEY)
    files.before = NO_FAULT
    assert files.names(folder=ROOT / "drafts") == ()
    assert whole(store, files) in ({BEFORE}, {BEFORE, NEW})
    assert len(stored_names(files)) == 1 or STEPS[at - 1] == "sync folder"


@every_step
def test_another_trouble_of_the_disk_is_not_called_a_lack_of_room(at: int) -> None:
    files = MemoryFiles()
    store, _ = begun(files)
    files.before = Stop(at=at, trouble=OSError(errno.EIO, "Input/output error"))
    with pytest.raises(OSError, match="Input/output"):
        store.put(chunks=CHUNKS, key=KEY)
    files.before = NO_FAULT
    assert files.names(folder=ROOT / "drafts") == ()


@every_step
def test_a_full_disk_can_be_tried_again(at: int) -> None:
    files = MemoryFiles()
    store, _ = begun(files)
    files.before = Stop(at=at, trouble=OSError(errno.EDQUOT, "Disk quota exceeded"))
    with pytest.raises(StoreFull):
        store.put(chunks=CHUNKS, key=KEY)
    store.put(chunks=CHUNKS, key=KEY)
    files.restart(power_cut=lambda: False)
    assert whole(store, files) == {BEFORE, NEW}


@every_step
@pytest.mark.parametrize("cut", [None, *range(10)])
def test_a_crash_at_any_step_leaves_nothing_half_under_a_name(at: int, cut: int | None) -> None:
    files = MemoryFiles()
    store, before = begun(files)
    files.before = Stop(at=at, trouble=Crash())
    with pytest.raises(Crash):
        store.put(chunks=CHUNKS, key=KEY)
    chance = Random(cut or 0)  # noqa: S311 - repeatable on purpose
    files.before = NO_FAULT
    files.restart(power_cut=None if cut is None else lambda: chance.random() < cut / 9)
    assert b"".join(store.read(name=before, key=KEY)) == BEFORE
    assert whole(store, files) <= {BEFORE, NEW}
    store.put(chunks=CHUNKS, key=KEY)
    store.clear_drafts(older_than=1 << 40)
    assert (whole(store, files), files.names(folder=ROOT / "drafts")) == ({BEFORE, NEW}, ())


def test_a_full_disk_while_the_shelves_are_made_is_said() -> None:
    files = MemoryFiles(before=Stop(at=100, trouble=OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(StoreFull):
        prepared(files, SeededWorld())


class Forgetful(MemoryFiles):
    """A wrong program: says that it syncs and does not."""

    @contextmanager
    def create(self, *, path: PurePath) -> Iterator[MemoryDraft]:
        with super().create(path=path) as draft:
            draft.sync = lambda: None  # type: ignore[method-assign] # the planted fault
            yield draft


class Careless(MemoryFiles):
    """A wrong program: never syncs a folder."""

    def sync_folder(self, *, path: PurePath) -> None:
        """Nothing."""


@pytest.mark.parametrize("wrong", [Forgetful, Careless])
def test_the_power_cut_sees_a_program_that_forgets_to_sync(wrong: Callable[[], MemoryFiles]) -> None:
    assert not all(survives(wrong(), seed) for seed in range(20))


def test_the_power_cut_takes_nothing_from_a_program_that_syncs() -> None:
    assert all(survives(MemoryFiles(), seed) for seed in range(20))


def survives(files: MemoryFiles, seed: int) -> bool:
    """Whether a file that was promised is there and right after a power cut."""
    store, name = begun(files)
    chance = Random(seed)  # noqa: S311 - repeatable on purpose
    files.restart(power_cut=lambda: chance.random() < 0.5)
    try:
        return b"".join(store.read(name=name, key=KEY)) == BEFORE
    except (BlobDamaged, BlobMissing):
        return False
