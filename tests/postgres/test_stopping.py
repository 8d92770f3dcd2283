"""Stopping: our server and nobody else's, and nothing of it is left."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg

from reglament.config.postgres import address, start, stop
from tests.postgres.conftest import data_of, living_in, pid_in_file


def test_stop_leaves_no_process_and_no_socket(home: Path) -> None:
    start(home)
    assert living_in(home) != []
    assert stop(home) is True
    assert living_in(home) == []
    assert [path.name for path in (home / "postgres" / "run").iterdir()] == ["port"]


def test_stopping_what_does_not_run_is_no_trouble(home: Path, tmp_path: Path) -> None:
    assert [stop(home), stop(tmp_path / "nowhere")] == [False, False]


def test_somebody_connected_does_not_hold_a_stop_up(home: Path) -> None:
    start(home)
    with closing(psycopg.connect(address(home, "desk_worker").dsn)) as connection:
        connection.execute("SELECT 1")
        assert stop(home) is True
    assert living_in(home) == []


def test_a_stranger_whose_number_the_pid_file_holds_is_not_stopped(home: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        (data_of(home) / "postmaster.pid").write_text(f"{stranger.pid}\n{data_of(home)}\n")
        assert stop(home) is False
        assert stranger.poll() is None
        stranger.kill()


def test_what_outlived_its_postmaster_is_ended(home: Path) -> None:
    start(home)
    with closing(psycopg.connect(address(home, "desk_backup").dsn)) as connection:
        os.kill(connection.info.backend_pid, signal.SIGSTOP)
        os.kill(pid_in_file(home), signal.SIGKILL)
        stop(home)
        assert living_in(home) == []


def test_a_program_the_server_runs_is_ended_with_it(home: Path) -> None:
    start(home)
    with closing(psycopg.connect(address(home, "postgres").dsn)) as connection:
        connection.execute("CREATE TEMPORARY TABLE said (line text)")
        backend = connection.info.backend_pid
        connection.execute("COPY said FROM PROGRAM 'sh -c ''sleep 600 <&- >&- 2>&- & echo $!'''")
        row = connection.execute("SELECT line FROM said").fetchone()
        assert row is not None
        os.kill(backend, 0)
    stop(home)
    assert not Path(f"/proc/{row[0]}/cwd").exists()
    assert living_in(home) == []
