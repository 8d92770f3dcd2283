"""`up` from nothing to a running desk and back to nothing: what is started lives, what dies is started again, all of it ends."""

import os
import re
import select
import signal
from pathlib import Path

from tests.running.conftest import Made
from tests.running.desk import Up, drop, left_behind, reglament


def test_the_first_up_shows_how_the_desk_stands_and_leaves_no_process(made: Made) -> None:
    assert made.told.returncode == 0, made.told.stderr
    for words in (
        "the desk is running",
        "watch",
        "fetch",
        "post",
        "monq@desk.example.com",
        "open cases 0",
        "inbox",
    ):
        assert words in made.told.stdout
    assert made.left == []


def test_the_secret_key_is_its_owners_alone(made: Made) -> None:
    assert (made.home / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_letter_dropped_into_the_inbox_becomes_a_case_with_a_due_moment_and_is_answered(up: Up) -> None:
    drop(up.home, "first.txt")
    said = up.until("open cases 1")
    assert "next due MQ-1" in said
    # The answer was queued with the case, so it was sent when none waits any more.
    if "letters to send 0" not in said:
        up.until("letters to send 0")
    (answer,) = (up.home / "console" / "outbox").glob("*.txt")
    assert "To: vera@romashka.test" in answer.read_text("utf-8")


def test_a_killed_process_is_started_again(up: Up) -> None:
    former = up.child("watch")
    os.kill(former, signal.SIGKILL)
    assert "killed by SIGKILL" in up.until(f"watch: process {former}")
    said = up.until("watch: started again")
    assert int(re.findall(r"process (\d+)", said)[0]) == up.child("watch") != former


def test_a_killed_database_is_started_again_and_the_workers_live_through_it(up: Up) -> None:
    workers = [up.child(name) for name in ("watch", "fetch", "post")]
    page = (up.home / "postgres" / "data" / "postmaster.pid").read_text("utf-8")
    os.kill(int(page.split()[0]), signal.SIGKILL)
    up.until("the database was started again")
    drop(up.home, "second.txt", subject="Ещё вопрос")
    up.until("open cases")
    assert [up.child(name) for name in ("watch", "fetch", "post")] == workers


def test_a_second_up_says_that_and_where_the_first_one_runs(up: Up) -> None:
    told = reglament(up.home, "up")
    assert (told.returncode, f"process {up.process.pid}" in told.stderr) == (2, True)
    assert str(up.home) in told.stderr


def test_another_verb_uses_the_database_of_a_running_desk_and_leaves_it_running(up: Up) -> None:
    assert reglament(up.home, "doctor").stdout == "All is well.\n"
    assert len(left_behind(up.home)) > 3


def test_a_demo_clock_moved_on_is_seen_by_running_processes_and_shown(up: Up) -> None:
    told = reglament(up.home, "demo", "--ahead", "2d")
    assert (told.returncode, "The demo's clock stands at" in told.stdout) == (0, True)
    assert "open cases" in up.until("clock moved by 48 h")
    told = reglament(up.home, "demo", "--to", "2025-01-01")
    assert (told.returncode, "forwards only" in told.stderr) == (2, True)


def test_workers_end_when_their_supervisor_is_killed_and_the_next_up_finds_everything_kept(up: Up) -> None:
    doors = [os.pidfd_open(up.child(name)) for name in ("watch", "fetch", "post")]
    up.process.kill()
    assert [ends(door) for door in doors] == [True] * 3
    assert "open cases 2" in reglament(up.home, "up", "--once").stdout
    assert left_behind(up.home) == []


def test_a_stop_from_the_keyboard_ends_everything_and_is_no_error(home: Path) -> None:
    with Up(home, "--bare") as running:
        running.until("the desk is running")
        running.process.send_signal(signal.SIGINT)
    assert running.process.returncode == 0
    assert left_behind(home) == []


def ends(door: int) -> bool:
    """Whether the process behind a door to it ends within a while."""
    ready, _, _ = select.select([door], [], [], 10)
    os.close(door)
    return bool(ready)


def test_the_clock_of_a_home_without_the_town_is_not_moved(tmp_path: Path) -> None:
    told = reglament(tmp_path / "own", "demo", "--ahead", "2d")
    assert (told.returncode, "no demo home" in told.stderr) == (2, True)
