"""Stored files: named by content and customer, proved on reading, swept only when nobody can still want them."""

import re
import tracemalloc
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.desk.content.blob_store import BlobDamaged, BlobMissing, BlobStore
from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.files import CHUNK
from reglament.desk.content.memory_files import MemoryFiles
from tests.content.built import NOON, ROOT, SeededWorld, prepared, secret, stored_names

KEY, OTHER_KEY = secret(1), secret(2)
DAY = 86_400
DISK = DiskFiles()


@pytest.fixture
def world() -> SeededWorld:
    return SeededWorld()


@pytest.fixture
def files() -> MemoryFiles:
    return MemoryFiles()


@pytest.fixture
def store(files: MemoryFiles, world: SeededWorld) -> BlobStore:
    return prepared(files, world)


@pytest.fixture
def on_disk(tmp_path: Path, world: SeededWorld) -> BlobStore:
    store = BlobStore(root=tmp_path / "blobs", files=DISK, world=world)
    store.prepare()
    return store


def put(store: BlobStore, data: bytes = b"picture") -> str:
    return store.put(chunks=(data,), key=KEY).name


def got(store: BlobStore, name: str) -> bytes:
    return b"".join(store.read(name=name, key=KEY))


def orphans(store: BlobStore, known: set[str], older_than: int) -> list[str]:
    return list(
        store.sweep(
            names_with_rows=lambda shelf: {name for name in known if name.startswith(shelf)},
            older_than=older_than,
        )
    )


@given(chunks=st.lists(st.binary(max_size=50)))
def test_what_is_put_is_read_however_it_was_cut(chunks: list[bytes]) -> None:
    store = prepared(MemoryFiles(), SeededWorld())
    blob = store.put(chunks=chunks, key=KEY)
    assert (b"".join(store.read(name=blob.name, key=KEY)), blob.size) == (
        b"".join(chunks),
        len(b"".join(chunks)),
    )
    assert store.put(chunks=(b"".join(chunks),), key=KEY).name == blob.name


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_the_disk_gives_back_what_it_got(on_disk: BlobStore, size: int) -> None:
    data = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert got(on_disk, put(on_disk, data)) == data


def test_a_file_lies_on_the_shelf_of_its_first_two_digits_for_this_user_alone(
    on_disk: BlobStore, tmp_path: Path
) -> None:
    name = put(on_disk)
    path = tmp_path / "blobs" / name[:2] / name
    assert path.read_bytes() == b"picture"
    assert (path.stat().st_mode & 0o777, path.stat().st_mtime) == (0o600, NOON)
    assert list((tmp_path / "blobs" / "drafts").iterdir()) == []


def test_a_name_tells_neither_the_content_nor_that_two_customers_have_the_same(store: BlobStore) -> None:
    one, other = (store.put(chunks=(b"picture",), key=key).name for key in (KEY, OTHER_KEY))
    assert one != other
    assert sha256(b"picture").hexdigest() not in (one, other)
    assert re.fullmatch("[0-9a-f]{64}", one)


def test_the_same_bytes_twice_are_one_file(store: BlobStore, files: MemoryFiles) -> None:
    assert put(store) == put(store)
    assert len(stored_names(files)) == 1


def test_storing_anew_heals_a_damaged_file(on_disk: BlobStore, tmp_path: Path) -> None:
    name = put(on_disk)
    (tmp_path / "blobs" / name[:2] / name).write_bytes(b"pic")
    put(on_disk)
    assert got(on_disk, name) == b"picture"


@pytest.mark.parametrize("at", [0, CHUNK, 2 * CHUNK + 5])
def test_a_damaged_file_is_never_given_whole(on_disk: BlobStore, tmp_path: Path, at: int) -> None:
    data = bytes(2 * CHUNK + 10)
    name = put(on_disk, data)
    (tmp_path / "blobs" / name[:2] / name).write_bytes(data[:at] + b"!" + data[at + 1 :])
    given: list[bytes] = []
    with pytest.raises(BlobDamaged, match=name):
        given.extend(on_disk.read(name=name, key=KEY))
    assert len(b"".join(given)) < len(data)


def test_another_customers_key_does_not_read(store: BlobStore) -> None:
    name = put(store)
    with pytest.raises(BlobDamaged, match="another customer's key"):
        list(store.read(name=name, key=OTHER_KEY))


def test_a_file_that_is_not_there_is_named(store: BlobStore) -> None:
    with pytest.raises(BlobMissing, match="0000 is not in /store/blobs"):
        list(store.read(name="0" * 64, key=KEY))


@pytest.mark.parametrize("name", ["", "../" * 20, "A" * 64, "0" * 63, "0" * 64 + "\n", "/" + "0" * 63])
def test_nothing_but_a_name_of_ours_becomes_a_path(store: BlobStore, name: str) -> None:
    with pytest.raises(ValueError, match="no name of a stored file"):
        list(store.read(name=name, key=KEY))
    with pytest.raises(ValueError, match="no name of a stored file"):
        store.discard(name=name, older_than=NOON)


def test_a_sweep_lists_what_is_old_and_has_no_row(store: BlobStore, world: SeededWorld) -> None:
    kept, orphan = put(store, b"kept"), put(store, b"orphan")
    world.at += DAY + 1
    fresh = put(store, b"fresh")
    assert orphans(store, {kept}, world.at - DAY) == [orphan]
    assert sorted(orphans(store, {kept}, world.at + 1)) == sorted([orphan, fresh])
    assert orphans(store, {kept, orphan, fresh}, world.at + 1) == []


def test_a_sweep_is_strict_at_the_second(store: BlobStore) -> None:
    name = put(store)
    assert (orphans(store, set(), NOON), orphans(store, set(), NOON + 1)) == ([], [name])


def test_a_sweep_leaves_strange_files_alone(on_disk: BlobStore, tmp_path: Path) -> None:
    (tmp_path / "blobs" / "aa" / ".nfs0001").write_bytes(b"")
    assert orphans(on_disk, set(), 1 << 40) == []


def test_an_orphan_that_was_stored_again_meanwhile_stays(store: BlobStore, world: SeededWorld) -> None:
    name = put(store)
    world.at += 2 * DAY
    listed = orphans(store, set(), world.at - DAY)
    put(store)
    assert listed == [name]
    assert store.discard(name=name, older_than=world.at - DAY) is False
    assert got(store, name) == b"picture"


def test_a_discarded_file_is_gone_for_good(store: BlobStore, files: MemoryFiles) -> None:
    name = put(store)
    assert store.discard(name=name, older_than=NOON + 1) is True
    assert store.discard(name=name, older_than=NOON + 1) is True
    files.restart(power_cut=lambda: False)
    with pytest.raises(BlobMissing):
        got(store, name)


def test_old_drafts_are_cleared_and_new_ones_left(on_disk: BlobStore, tmp_path: Path) -> None:
    drafts = tmp_path / "blobs" / "drafts"
    for name, at in (("old", NOON - 2), ("new", NOON)):
        with DISK.create(path=drafts / name) as draft:
            draft.stamp(at)
    assert on_disk.clear_drafts(older_than=NOON) == 1
    assert [path.name for path in drafts.iterdir()] == ["new"]


def test_a_draft_never_takes_a_name_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"another's")
    with pytest.raises(FileExistsError), DISK.create(path=tmp_path / "taken"):
        pass
    assert (tmp_path / "taken").read_bytes() == b"another's"


def test_a_source_that_breaks_off_leaves_nothing(store: BlobStore, files: MemoryFiles) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionResetError("gone")

    with pytest.raises(ConnectionResetError):
        store.put(chunks=broken(), key=KEY)
    assert (stored_names(files), files.names(folder=ROOT / "drafts")) == ([], ())


def test_a_hundred_megabytes_pass_through_a_small_memory(on_disk: BlobStore) -> None:
    chunk = bytes(CHUNK)
    tracemalloc.start()
    try:
        blob = on_disk.put(chunks=(chunk for _ in range(100)), key=KEY)
        read = sum(len(piece) for piece in on_disk.read(name=blob.name, key=KEY))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (blob.size, read) == (100 * CHUNK, 100 * CHUNK)
    assert peak < 8 * CHUNK
