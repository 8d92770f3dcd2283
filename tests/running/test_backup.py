"""A backup taken while the desk runs, put back elsewhere: the cases of its moment are there, nothing is sent, all of it is audited."""

from pathlib import Path
from shlex import quote

import pytest

from reglament.config.keeping_copies.copy import Copy
from reglament.config.postgres import running
from tests.running.desk import Up, drop, left_behind, reglament
from tests.running.loss import Loss


@pytest.fixture
def place(loss: Loss) -> Path:
    """A folder with a backup of one case; its desk has had others since, and is gone."""
    return loss.folder


def test_what_is_restored_is_the_desk_of_that_moment_and_sends_nothing_until_it_is_let(place: Path) -> None:
    home = place / "else where"
    told = reglament(place, "restore", place / "of monday", "--into", home, "--keys", place / "keys")
    assert told.returncode == 0, told.stderr
    assert "cases 1. Sending is held." in told.stdout
    assert f"REGLAMENT_HOME={quote(str(home))} reglament up" in told.stdout
    assert left_behind(home) == []
    with running(home):
        for verb in (("verify",), ("rebuild", "--check")):
            assert reglament(home, *verb).returncode == 0
        with Up(home, "--bare") as desk:
            desk.until("the desk is running")
            drop(home, "third.txt", subject="After")
            desk.until("open cases 2")
            # Its answer waits while the desk goes round: `doctor` alone takes longer than one turn.
            assert "restored from of monday" in reglament(home, "doctor").stdout
            assert not list((home / "console" / "outbox").glob("*.txt"))
            assert reglament(home, "sending", "release").returncode == 0
            desk.until("letters to send 0")
        assert list((home / "console" / "outbox").glob("*.txt"))


def test_no_key_is_in_a_backup_and_no_other_user_may_read_it(place: Path) -> None:
    copy = place / "of monday"
    assert [path.name for path in copy.rglob("*-0001")] == []
    assert copy.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in (place / "keys").rglob("*-0001")) == ["kek-0001", "log-0001"]


def test_a_backup_is_not_put_where_something_is(place: Path) -> None:
    told = reglament(place, "restore", place / "of monday", "--into", place)
    assert (told.returncode, "is not empty" in told.stderr) == (2, True)


@pytest.mark.parametrize("name", ["data/global/pg_control", "data/PG_VERSION", "identity.json", "log.pub"])
def test_a_copy_with_a_changed_a_missing_or_a_foreign_file_is_refused(place: Path, name: str) -> None:
    copy = Copy(place / "of monday")
    path = copy.folder / name
    whole = path.read_bytes()
    try:
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        told = reglament(place, "restore", copy.folder, "--into", place / "never")
        assert (told.returncode, name in told.stderr) == (2, True)
        assert not (place / "never").exists()
        path.unlink()
        assert list(copy.faults()) == [name]
    finally:
        path.write_bytes(whole)
    foreign = path.with_name("foreign")
    foreign.write_bytes(b"")
    assert list(copy.faults()) == [foreign.relative_to(copy.folder).as_posix()]
    foreign.unlink()
    assert list(copy.faults()) == []


def test_what_is_no_backup_is_said_to_be_none(place: Path, tmp_path: Path) -> None:
    told = reglament(place, "restore", tmp_path, "--into", place / "never")
    assert (told.returncode, "There is no backup" in told.stderr) == (2, True)
