"""Key-encryption keys on disk: made once and whole, refused where others can read them, never lost to a crash."""

import errno
from pathlib import Path, PurePosixPath
from random import Random

import pytest

from reglament.desk.content.disk_files import DiskFiles
from reglament.desk.content.kek_file import KekFileRefused, create_kek, load_keks, retire_kek, rotate_kek
from reglament.desk.content.memory_files import Crash, MemoryFiles
from tests.content.built import SeededWorld, Stop

DISK = DiskFiles()
FOLDER = PurePosixPath("/keys/kek")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_kek(folder=tmp_path / "kek", files=DISK, world=SeededWorld())
    return tmp_path / "kek"


def test_the_first_key_is_made_for_this_user_alone(folder: Path) -> None:
    made = folder / "kek-0001"
    assert [path.name for path in folder.iterdir()] == ["kek-0001"]
    assert (folder.stat().st_mode & 0o777, made.stat().st_mode & 0o777) == (0o700, 0o600)
    assert load_keks(folder=folder, files=DISK).secret(version=1).octets == made.read_bytes()


def test_a_second_first_key_is_refused(folder: Path) -> None:
    before = (folder / "kek-0001").read_bytes()
    with pytest.raises(KekFileRefused, match="holds key-encryption key 1 already"):
        create_kek(folder=folder, files=DISK, world=SeededWorld(seed=2))
    assert (folder / "kek-0001").read_bytes() == before


def test_a_rotation_adds_a_version_and_keeps_the_old_one(folder: Path) -> None:
    old = load_keks(folder=folder, files=DISK).secret(version=1)
    new = rotate_kek(folder=folder, files=DISK, world=SeededWorld(seed=2))
    ring = load_keks(folder=folder, files=DISK)
    assert (new.version, ring.versions, ring.newest) == (2, (1, 2), 2)
    assert (ring.secret(version=1), ring.secret(version=2)) == (old, new.secret)
    assert old != new.secret


def test_an_old_version_is_retired_and_its_number_never_given_again(folder: Path) -> None:
    rotate_kek(folder=folder, files=DISK, world=SeededWorld(seed=2))
    retire_kek(folder=folder, version=1, files=DISK)
    assert load_keks(folder=folder, files=DISK).versions == (2,)
    assert rotate_kek(folder=folder, files=DISK, world=SeededWorld(seed=3)).version == 3


@pytest.mark.parametrize(("version", "said"), [(1, "is the newest"), (4, "holds no key-encryption key 4")])
def test_the_newest_and_the_unknown_cannot_be_retired(folder: Path, version: int, said: str) -> None:
    with pytest.raises(KekFileRefused, match=said):
        retire_kek(folder=folder, version=version, files=DISK)


def test_what_an_interrupted_making_left_goes_with_the_version_it_names(folder: Path) -> None:
    (folder / ".new-0011").hardlink_to(folder / "kek-0001")
    rotate_kek(folder=folder, files=DISK, world=SeededWorld(seed=2))
    (folder / ".new-0012").hardlink_to(folder / "kek-0001")
    retire_kek(folder=folder, version=1, files=DISK)
    assert [path.name for path in folder.iterdir()] == ["kek-0002"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666])
def test_a_key_that_others_can_use_is_refused_with_the_command_that_mends_it(folder: Path, mode: int) -> None:
    (folder / "kek-0001").chmod(mode)
    with pytest.raises(KekFileRefused, match=rf"mode 0{mode:o}\). Run `chmod 600 .*kek-0001`"):
        load_keks(folder=folder, files=DISK)


@pytest.mark.parametrize("octets", [0, 31, 33, 1 << 20])
def test_a_key_of_a_wrong_length_is_refused(folder: Path, octets: int) -> None:
    (folder / "kek-0001").write_bytes(bytes(octets))
    with pytest.raises(KekFileRefused, match=rf"has {octets} octets, a key-encryption key has 32"):
        load_keks(folder=folder, files=DISK)


def test_no_folder_and_an_empty_folder_are_refused_alike(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(KekFileRefused, match="holds no key-encryption key"):
            load_keks(folder=place, files=DISK)


def test_a_file_by_another_name_is_no_key(folder: Path) -> None:
    (folder / "kek-0002.bak").write_bytes(bytes(32))
    assert load_keks(folder=folder, files=DISK).versions == (1,)


def rotated(files: MemoryFiles) -> int:
    return rotate_kek(folder=FOLDER, files=files, world=SeededWorld(seed=2)).version


def steps_of_a_rotation() -> int:
    files = MemoryFiles()
    create_kek(folder=FOLDER, files=files, world=SeededWorld())
    files.before = stop = Stop(at=0, trouble=Crash())
    rotated(files)
    return len(stop.steps)


@pytest.mark.parametrize("at", range(1, steps_of_a_rotation() + 1))
@pytest.mark.parametrize("cut", range(8))
def test_a_crash_at_any_step_of_a_rotation_leaves_every_key_whole(at: int, cut: int) -> None:
    files = MemoryFiles()
    first = create_kek(folder=FOLDER, files=files, world=SeededWorld())
    files.before = Stop(at=at, trouble=Crash())
    with pytest.raises(Crash):
        rotated(files)
    chance = Random(cut)  # noqa: S311 - repeatable on purpose
    files.restart(power_cut=lambda: chance.random() < cut / 7)
    files.before = Stop(at=0, trouble=Crash())
    ring = load_keks(folder=FOLDER, files=files)
    assert ring.secret(version=1) == first.secret
    again = rotated(files)
    assert again == ring.newest + 1
    assert [name for name in files.names(folder=FOLDER) if name.startswith(".")] == []


def test_a_made_key_survives_the_worst_power_cut() -> None:
    files = MemoryFiles()
    create_kek(folder=FOLDER, files=files, world=SeededWorld())
    new = rotate_kek(folder=FOLDER, files=files, world=SeededWorld(seed=2))
    files.restart(power_cut=lambda: False)
    assert load_keks(folder=FOLDER, files=files).secret(version=2) == new.secret


@pytest.mark.parametrize("at", range(1, steps_of_a_rotation() + 1))
def test_a_full_disk_at_any_step_of_a_rotation_is_said_and_leaves_every_key_whole(at: int) -> None:
    files = MemoryFiles()
    create_kek(folder=FOLDER, files=files, world=SeededWorld())
    files.before = Stop(at=at, trouble=OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(OSError, match="No space left"):
        rotated(files)
    files.before = Stop(at=0, trouble=Crash())
    assert load_keks(folder=FOLDER, files=files).versions in {(1,), (1, 2)}
