"""Starting: whatever the last server left behind, and whoever asks at the same time, one server runs."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from reglament.config.postgres import DatabaseTrouble, address, running, start, stop
from reglament.config.postgres.layout import SOCKET_PATH_STOP, layout_of, socket_folder
from reglament.config.postgres.lock import try_lock
from reglament.config.postgres.port import recorded_port
from reglament.config.postgres.settings import sync_method
from tests.postgres.conftest import data_of, living_in, pid_in_file

START = "import sys, pathlib; from reglament.config.postgres import start; print(start(pathlib.Path(sys.argv[1])))"
SET_CHILD_SUBREAPER = 36


def answers(home: Path) -> bool:
    with psycopg.connect(address(home, "desk_web").dsn) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def killed(home: Path) -> str:
    """Start, write down what the pid file says, and kill the postmaster as a power cut would."""
    start(home)
    told = (data_of(home) / "postmaster.pid").read_text()
    os.kill(pid_in_file(home), signal.SIGKILL)
    return told


def test_a_server_outlives_the_command_that_started_it(home: Path) -> None:
    assert (
        subprocess.run([sys.executable, "-c", START, home], check=True, capture_output=True, text=True).stdout
        == "True\n"
    )
    assert answers(home)
    assert os.getsid(pid_in_file(home)) == pid_in_file(home) or os.getsid(pid_in_file(home)) != os.getsid(0)


def test_the_second_start_finds_the_server_running(home: Path) -> None:
    assert [start(home), start(home)] == [True, False]


def test_a_block_stops_what_it_started_and_leaves_what_it_found(home: Path) -> None:
    start(home)
    with running(home):
        assert answers(home)
    assert answers(home)
    stop(home)
    with running(home):
        assert answers(home)
    assert living_in(home) == []


def test_the_port_stays_the_same_and_gives_way_to_a_stranger(home: Path) -> None:
    start(home)
    first = recorded_port(layout_of(home))
    stop(home)
    start(home)
    assert recorded_port(layout_of(home)) == first
    stop(home)
    with socket.create_server(("127.0.0.1", first)):
        start(home)
        assert recorded_port(layout_of(home)) != first
        assert answers(home)


def test_eight_threads_at_once_start_one_server(home: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        started = list(pool.map(start, [home] * 8))
    assert sorted(started) == [False] * 7 + [True]


def test_three_processes_at_once_start_one_server(home: Path) -> None:
    command = [sys.executable, "-c", START, str(home)]
    starters = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert sorted(starter.communicate()[0] for starter in starters) == ["False\n"] * 2 + ["True\n"]
    assert [starter.returncode for starter in starters] == [0] * 3


def test_two_homes_run_side_by_side(home: Path, served: Path) -> None:
    start(home)
    assert answers(home)
    assert answers(served)
    assert recorded_port(layout_of(home)) != recorded_port(layout_of(served))


def test_a_killed_server_starts_again_with_what_was_committed(home: Path) -> None:
    start(home)
    with psycopg.connect(address(home, "reglament_owner").dsn) as connection:
        connection.execute("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 7 AS figure")
    os.kill(pid_in_file(home), signal.SIGKILL)
    assert start(home) is True
    with psycopg.connect(address(home, "reglament_owner").dsn) as connection:
        assert connection.execute("SELECT figure FROM kept").fetchall() == [(7,)]


@pytest.mark.parametrize(
    "told", ["", "12", "not a number\n", "-1\n", "99999999999999\n", "{this}\n", "{parent}\n/somewhere\n1"]
)
def test_an_empty_or_torn_pid_file_stops_nobody(home: Path, told: str) -> None:
    (data_of(home) / "postmaster.pid").write_text(told.format(this=os.getpid(), parent=os.getppid()))
    assert start(home) is True
    assert answers(home)


def test_a_pid_that_another_process_has_now_stops_nobody(home: Path) -> None:
    told = killed(home).split("\n", 1)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        (data_of(home) / "postmaster.pid").write_text(f"{stranger.pid}\n{told[1]}")
        assert start(home) is True
        assert answers(home)
        assert stop(home) is True
        assert stranger.poll() is None
        stranger.kill()


def test_a_dead_postmaster_nobody_has_buried_stops_nobody(home: Path) -> None:
    system = ctypes.CDLL(None, use_errno=True)
    assert system.prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    try:
        killed(home)
        buried = pid_in_file(home)
        assert start(home) is True
        assert Path(f"/proc/{buried}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        assert answers(home)
        stop(home)
        os.waitpid(buried, 0)
    finally:
        system.prctl(SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def test_a_server_still_busy_after_its_postmaster_died_is_ended_first(home: Path) -> None:
    start(home)
    with closing(psycopg.connect(address(home, "desk_backup").dsn)) as connection:
        backend = connection.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        os.kill(pid_in_file(home), signal.SIGKILL)
        assert start(home) is True
        assert backend not in living_in(home)
    assert answers(home)


@pytest.mark.parametrize("told", [None, ""])
def test_a_running_server_whose_pid_file_was_spoilt_is_ended_before_another_starts(
    home: Path, told: str | None
) -> None:
    start(home)
    first = pid_in_file(home)
    path = data_of(home) / "postmaster.pid"
    path.unlink() if told is None else path.write_text(told)
    assert start(home) is True
    assert first not in living_in(home)
    assert answers(home)


def test_a_home_with_a_long_path_has_its_socket_elsewhere(pattern: Path, tmp_path: Path) -> None:
    place = tmp_path / ("long" * 30)
    shutil.copytree(pattern, place)
    with running(place):
        folder = socket_folder(layout_of(place))
        assert len(str(next(folder.glob(".s.PGSQL.*")))) <= SOCKET_PATH_STOP
        assert folder.stat().st_mode & 0o777 == 0o700
        assert answers(place)
    folder.rmdir()


def test_another_persons_socket_folder_is_refused(hollow_home: Path, tmp_path: Path) -> None:
    place = tmp_path / ("long" * 30)
    hollow_home.rename(place)
    folder = socket_folder(layout_of(place))
    folder.mkdir(mode=0o755)
    try:
        with pytest.raises(DatabaseTrouble, match="belongs to somebody else, or others may enter"):
            start(place)
    finally:
        folder.rmdir()


def test_a_setting_the_server_cannot_use_is_told_in_its_own_words(own_home: Path) -> None:
    with (data_of(own_home) / "postgresql.conf").open("a") as file:
        file.write("shared_buffers = 'much'\n")
    with pytest.raises(DatabaseTrouble, match='invalid value for parameter "shared_buffers"'):
        start(own_home)
    assert living_in(own_home) == []


def test_a_setting_of_the_owner_is_kept_and_a_setting_of_ours_is_not_overridden(own_home: Path) -> None:
    with (data_of(own_home) / "postgresql.conf").open("a") as file:
        file.write("shared_buffers = '64MB'\nlisten_addresses = '*'\n")
    start(own_home)
    with psycopg.connect(address(own_home, "postgres").dsn) as connection:
        found = connection.execute(
            "SELECT current_setting('shared_buffers'), current_setting('listen_addresses')"
        )
        assert found.fetchone() == ("64MB", "127.0.0.1")


def test_only_the_newest_logs_are_kept(own_home: Path) -> None:
    log = layout_of(own_home).log
    for number in range(30):
        (log / f"server-20250101-0000{number:02}.log").write_text("old")
    start(own_home)
    assert len(list(log.iterdir())) == 10 + 2  # the kept, the one now written, and the first words


def test_variables_of_the_shell_do_not_reach_the_server(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PGPORT": "1", "PGDATA": "elsewhere", "PGHOST": "192.0.2.1", "LC_ALL": "tlh"}.items():
        monkeypatch.setenv(name, value)
    start(home)
    assert answers(home)


def test_what_the_machine_refuses_is_told_in_words(home: Path) -> None:
    stop(home)
    obstacle = layout_of(home).port.with_suffix(".new")
    obstacle.mkdir()
    try:
        with pytest.raises(
            DatabaseTrouble, match="refused while starting the database: Is a directory"
        ) as trouble:
            start(home)
        assert trouble.value.where == str(obstacle)
    finally:
        obstacle.rmdir()
    assert start(home) is True


@pytest.mark.parametrize(
    ("release", "method"),
    [
        ("6.18.44-vm", "syncfs"),
        ("5.8.0", "syncfs"),
        ("5.7.19-generic", "fsync"),
        ("4.19", "fsync"),
        ("odd", "fsync"),
    ],
)
def test_one_call_syncs_the_data_only_where_it_reports_failed_writes(release: str, method: str) -> None:
    assert sync_method(release) == method


def test_whoever_waits_for_another_command_is_told_so(home: Path) -> None:
    held = try_lock(layout_of(home).command_lock)
    assert held is not None
    told: list[str] = []

    def hear(line: str) -> None:
        told.append(line)
        os.close(held)

    assert start(home, tell=hear) is True
    assert [line.rsplit(" (", 1)[0] for line in told] == [
        f"waiting for another command at {home / 'postgres'}"
    ]
