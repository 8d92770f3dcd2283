"""Homes for these tests: one database is made for the whole session, the others are copies of it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reglament.config.postgres import start, stop
from reglament.config.postgres.scratch import scratch


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that is only copied."""
    home = tmp_path_factory.mktemp("pattern") / "home"
    with scratch(home):
        pass
    return home


@pytest.fixture(scope="session")
def served(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose server runs for the whole session."""
    place = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(pattern, place)
    start(place)
    yield place
    stop(place)


@pytest.fixture(scope="session")
def reused(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    # A path with a space and letters outside ASCII.
    place = tmp_path_factory.mktemp("reused") / "my дом"
    shutil.copytree(pattern, place)
    return place


@pytest.fixture
def home(reused: Path) -> Iterator[Path]:
    """A home to start and stop, left as it was found but for what the server itself writes; stopped at both ends."""
    yield reused
    stop(reused)


@pytest.fixture
def own_home(pattern: Path, tmp_path: Path) -> Iterator[Path]:
    """A home to spoil."""
    place = tmp_path / "home"
    shutil.copytree(pattern, place)
    yield place
    stop(place)


@pytest.fixture
def hollow_home(pattern: Path, tmp_path: Path) -> Path:
    """A home to spoil that is never started: all but the tables and the log of writes."""
    place = tmp_path / "home"
    shutil.copytree(pattern, place, ignore=shutil.ignore_patterns("base", "pg_wal"))
    return place


def data_of(home: Path) -> Path:
    return home.resolve() / "postgres" / "data"


def living_in(home: Path) -> list[int]:
    """Every process that works inside the data folder, found without the code under test."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if (entry / "cwd").readlink() == data_of(home):
                    found.append(int(entry.name))
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                continue
    return found


def pid_in_file(home: Path) -> int:
    return int((data_of(home) / "postmaster.pid").read_text().split()[0])


def needs_root(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(os.geteuid() != 0, reason=reason)
