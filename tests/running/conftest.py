"""Homes for these tests: one is made and filled for the whole session, others are copies of it."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from reglament.config.postgres import init, stop
from tests.books import almanac, database_name, desk, owner, server, world
from tests.running.desk import Up, left_behind, reglament
from tests.running.loss import Loss, lose

__all__ = ["almanac", "database_name", "desk", "owner", "server", "world"]


@dataclass(frozen=True)
class Made:
    """A home where a desk ran once, and what was said then."""

    home: Path
    told: subprocess.CompletedProcess[str]
    left: list[str]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The first `up`, on empty books that never wait for the disk."""
    home = tmp_path_factory.mktemp("made") / "home"
    init(home, scratch=True)
    reglament(home, "demo", "--cases", "0")
    told = reglament(home, "up", "--once")
    return Made(home, told, left_behind(home))


@contextmanager
def copied(made: Made, folder: Path) -> Iterator[Path]:
    """A copy, at a path with a space and letters outside ASCII. Nothing of it runs afterwards."""
    home = folder / "my дом"
    shutil.copytree(made.home, home)
    try:
        yield home
    finally:
        for line in left_behind(home):
            os.kill(int(line.split()[0]), signal.SIGKILL)
        stop(home)


@pytest.fixture
def home(made: Made, tmp_path: Path) -> Iterator[Path]:
    """A home of one's own where nothing runs."""
    with copied(made, tmp_path) as place:
        yield place


@pytest.fixture(scope="module")
def up(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """A desk that runs while the tests of a module do."""
    with copied(made, tmp_path_factory.mktemp("running")) as place, Up(place) as running:
        running.until("the desk is running")
        yield running


@pytest.fixture(scope="session")
def loss(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Loss:
    """What is left of a desk whose machine was lost."""
    folder = tmp_path_factory.mktemp("loss")
    with copied(made, folder) as home:
        return Loss(folder, lose(home, folder))
