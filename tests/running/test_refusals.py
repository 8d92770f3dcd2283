"""What stands in the way is told in words: where it is and what to do, never a traceback."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running.desk import left_behind, reglament


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("no folder", encoding="utf-8")
    told = reglament(tmp_path / "home", "up", "--once")
    assert (told.returncode, str(tmp_path / "home") in told.stderr) == (2, True)
    assert "REGLAMENT_HOME" in told.stderr


def test_a_home_where_nothing_may_be_written_is_refused() -> None:
    # Nobody may write there, whoever he is.
    told = reglament(Path("/proc/reglament"), "init")
    assert (told.returncode, "cannot be written to" in told.stderr) == (2, True)


@pytest.mark.parametrize("verb", ["doctor", "watch"])
def test_a_verb_that_needs_a_desk_says_how_to_make_one(verb: str, tmp_path: Path) -> None:
    told = reglament(tmp_path, verb)
    assert (told.returncode, "`reglament up`" in told.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_second_init_is_refused(home: Path) -> None:
    told = reglament(home, "init")
    assert (told.returncode, "There is a desk in" in told.stderr) == (2, True)


def test_missing_data_are_named_and_nothing_new_is_made_in_their_place(home: Path) -> None:
    (home / "postgres" / "data").rename(home / "elsewhere")
    told = reglament(home, "up", "--once")
    assert (told.returncode, "data are missing" in told.stderr) == (2, True)
    assert not (home / "postgres" / "data").exists()
    assert left_behind(home) == []


def test_a_key_others_can_read_is_refused(home: Path) -> None:
    (home / "secret-key").chmod(0o644)
    told = reglament(home, "doctor")
    assert (told.returncode, "chmod 600" in told.stderr) == (2, True)


@pytest.fixture
def deaf() -> Iterator[int]:
    """A port where nobody listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        yield door.getsockname()[1]


def test_a_database_that_does_not_answer_is_named(tmp_path: Path, deaf: int) -> None:
    url = f"postgresql://desk:secret@127.0.0.1:{deaf}/desk"
    told = reglament(tmp_path / "home", "up", "--once", DATABASE_URL=url)
    assert (told.returncode, f"127.0.0.1:{deaf}/desk" in told.stderr) == (2, True)
    assert "secret" not in told.stderr
