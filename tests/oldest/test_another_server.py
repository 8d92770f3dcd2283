"""The desk runs on the oldest PostgreSQL that is promised to do, kept by somebody else and named by DATABASE_URL."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from reglament.config.postgres.address import address
from reglament.config.postgres.layout import layout_of
from tests.another_server import served_by
from tests.running.desk import drop, left_behind, reglament

SCRIPT = Path("scripts/postgres15").absolute()


@pytest.fixture
def keepers(tmp_path: Path) -> Iterator[Path]:
    """The home of a server of Debian's, with the desk's roles and an empty database."""
    programs = subprocess.run([SCRIPT], stdout=subprocess.PIPE, text=True, check=True)
    home = tmp_path / "keeper"
    home.mkdir()
    with served_by(Path(programs.stdout.strip()), home):
        yield home


def test_a_desk_runs_there_and_its_roles_wait_for_nothing_long(keepers: Path, tmp_path: Path) -> None:
    home, at = tmp_path / "home", address(keepers, "reglament_owner")
    shutil.copytree(layout_of(keepers).secrets, home / "server" / "secrets")
    with psycopg.connect(address(keepers, "postgres").dsn, autocommit=True) as keeper:
        keeper.execute("alter role desk_web reset all")
    url = f"postgresql://{at.user}:{at.password}@127.0.0.1:{at.port}/{at.dbname}"
    for verb in (("init",), ("demo", "--cases", "0")):
        told = reglament(home, *verb, DATABASE_URL=url)
        assert told.returncode == 0, told.stderr
    drop(home, "first.txt")
    told = reglament(home, "up", "--once", DATABASE_URL=url)
    assert told.returncode == 0, told.stderr
    assert f"127.0.0.1:{at.port}/reglament" in told.stdout
    assert not (home / "postgres").exists()
    told = reglament(home, "verify", DATABASE_URL=url)
    assert told.returncode == 0, told.stderr
    assert left_behind(home) == []
    told = reglament(home, "backup", tmp_path / "copy", DATABASE_URL=url)
    assert (told.returncode, "its own means" in told.stderr) == (2, True)
