"""A disk that fills up under a running desk: it says so, loses nothing, and goes on by itself when there is room again."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reglament.config.postgres import init, stop
from tests.running.desk import Up, drop, reglament


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(
        [shutil.which("mount") or "", "-t", "tmpfs", "-o", "size=300m", "tmpfs", place], check=True
    )
    try:
        yield place
    finally:
        stop(place / "home")
        subprocess.run([shutil.which("umount") or "", place], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a small disk")
def test_a_full_disk_is_said_and_loses_nothing_and_is_over_when_there_is_room(small_disk: Path) -> None:
    home, ballast = small_disk / "home", small_disk / "ballast"
    init(home, scratch=True)
    assert reglament(home, "demo", "--cases", "0").returncode == 0
    with Up(home) as desk:
        desk.until("the desk is running")
        drop(home, "first.txt")
        desk.until("open cases 1")
        fill(ballast)
        told = reglament(home, "doctor")
        # Whether the database still lets anybody in on a full disk is its own affair; it is told either way.
        assert told.returncode in (1, 2)
        assert "has 0 MiB left" in told.stdout or "No space left on device" in told.stderr
        ballast.unlink()
        drop(home, "second.txt", subject="Later")
        desk.until("open cases 2")
        assert reglament(home, "verify").returncode == 0
        assert reglament(home, "rebuild", "--check").returncode == 0


def fill(ballast: Path) -> None:
    """Write until there is no room for another page."""
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
