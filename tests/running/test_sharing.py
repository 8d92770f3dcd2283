"""Commands that need one embedded database at the same time start it once, and the last one stops it."""

from pathlib import Path

from reglament.config.home import Home
from reglament.config.postgres import running
from reglament.config.postgres.lock import quiet
from reglament.config.sharing import sharing
from tests.running.desk import left_behind


def test_the_database_is_stopped_by_whoever_leaves_last(home: Path) -> None:
    first, second = sharing(Home(home), quiet), sharing(Home(home), quiet)
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert left_behind(home) != []
    second.__exit__(None, None, None)
    assert left_behind(home) == []


def test_a_database_that_somebody_else_started_is_left_running(home: Path) -> None:
    with sharing(Home(home), quiet):
        pass
    with running(home):
        with sharing(Home(home), quiet):
            pass
        assert left_behind(home) != []
