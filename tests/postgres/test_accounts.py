"""Accounts: root lends the server another, an ordinary user is himself, and strangers are told so."""

import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from reglament.config.postgres import DatabaseTrouble, address, init, running, start
from reglament.config.postgres.account import SYSTEM_ACCOUNTS, account_of
from reglament.config.postgres.layout import layout_of
from tests.postgres.conftest import living_in, needs_root, pid_in_file

WHOLE_LIFE = """
import os, pathlib, sys, psycopg
from reglament.config.postgres import address, init, start, stop
home = pathlib.Path(sys.argv[1])
init(home, scratch=True)
started = start(home)
with psycopg.connect(address(home, "desk_web").dsn) as connection:
    row = connection.execute("SELECT current_user").fetchone()
print(os.geteuid(), started, row[0], stop(home))
"""
# Inside, root is a user like any other: no way to another account, and files that are his by number alone.
AS_ORDINARY_USER = ("unshare", "--user", "--map-user=1234", "--map-group=1234", "--")


def somebody_in_the_password_file() -> pwd.struct_passwd:
    return next(entry for entry in pwd.getpwall() if entry.pw_uid != 0)


@needs_root("shows what root's server runs as")
def test_roots_server_is_not_root_and_the_files_stay_roots(home: Path) -> None:
    start(home)
    assert Path(f"/proc/{pid_in_file(home)}").stat().st_uid == 0
    inside = Path(f"/proc/{pid_in_file(home)}/uid_map").read_text().split()
    assert (inside[0] != "0", inside[1:]) == (True, ["0", "1"])
    effective = Path(f"/proc/{pid_in_file(home)}/status").read_text().split("CapEff:")[1].split()[0]
    assert int(effective, 16) == 0


@needs_root("an ordinary user is made out of root")
def test_an_ordinary_user_has_a_whole_life_of_a_database(tmp_path: Path) -> None:
    user = somebody_in_the_password_file()
    mapping = ["unshare", "--user", f"--map-user={user.pw_uid}", f"--map-group={user.pw_gid}", "--"]
    done = subprocess.run(
        [*mapping, sys.executable, "-c", WHOLE_LIFE, tmp_path / "home"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (f"{user.pw_uid} True desk_web True\n", "")
    assert living_in(tmp_path / "home") == []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder every user may enter: those of pytest are closed, as most of root's are."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o711)
        yield Path(place)


@needs_root("only root can give files away")
def test_without_namespaces_root_takes_a_system_account(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    home = open_folder / "home"
    init(home, scratch=True)
    with running(home):
        assert account_of(layout_of(home)).prefix == ()
        server = Path(f"/proc/{pid_in_file(home)}").stat().st_uid
        assert pwd.getpwuid(server).pw_name in SYSTEM_ACCOUNTS
        with psycopg.connect(address(home, "desk_web").dsn) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert living_in(home) == []


@needs_root("only root needs another account")
def test_without_namespaces_a_closed_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DatabaseTrouble, match="user namespaces are off here") as trouble:
        init(closed / "home")
    assert trouble.value.where == str(
        next(path for path in reversed(closed.parents) if path.stat().st_mode & 1 == 0)
    )
    assert not (closed / "home" / "postgres").exists()


@needs_root("only root can leave files that are root's")
def test_without_namespaces_roots_own_database_is_refused_in_words(
    hollow_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DatabaseTrouble, match="The database belongs to root") as trouble:
        start(hollow_home)
    assert "chown -R" in trouble.value.remedy


@needs_root("only root can give a home to somebody else")
def test_a_database_of_somebody_else_is_refused_to_an_ordinary_user(hollow_home: Path) -> None:
    for path in [hollow_home, *hollow_home.rglob("*")]:
        os.chown(path, 4321, 4321)
    program = "import sys, pathlib, reglament.config.postgres as p; p.start(pathlib.Path(sys.argv[1]))"
    done = subprocess.run(
        [*AS_ORDINARY_USER, sys.executable, "-c", program, hollow_home],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "DatabaseTrouble" in done.stderr
    assert "what to do" in done.stderr
    for path in [hollow_home, *hollow_home.rglob("*")]:
        os.chown(path, 0, 0)
