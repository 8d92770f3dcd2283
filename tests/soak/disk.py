"""A disk that can be cut off: an ext4 image on btrfs, cloned in one step at any instant, is what a dead machine's disk held.

Needs root, loop devices and btrfs-progs. What is mounted lives in the mount namespace of the process (scripts/soak makes one),
so nothing stays of it, however the process ends.
"""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

HOST, DISK = "24G", "6G"  # sparse: they take what is written
FICLONE = 0x40049409
NEEDED = ("mkfs.btrfs", "mkfs.ext4", "mount", "umount")


def lacking() -> str:
    """What this machine lacks for it, in words; empty: nothing."""
    if os.geteuid() != 0:
        return "power cuts need root: they mount images of disks"
    programs = [program for program in NEEDED if shutil.which(program) is None]
    if programs:
        return f"power cuts need {', '.join(programs)}: apt-get install btrfs-progs e2fsprogs mount"
    return "" if list(Path("/dev").glob("loop*")) else "power cuts need loop devices, and /dev has none"


class Disk:
    """`folder`: where the disk is mounted."""

    def __init__(self, place: Path) -> None:
        self._host, self.folder, self._cut = place / "host", place / "disk", place / "cut"

    @contextmanager
    def mounted(self) -> Iterator[None]:
        """The disk, empty, is there inside the block."""
        image = self._host.with_suffix(".img")
        with ExitStack() as undo:
            _make(image, HOST, "mkfs.btrfs", "-q")
            undo.enter_context(_mounted(image, self._host))
            _make(self._host / "disk.img", DISK, "mkfs.ext4", "-q", "-F")
            undo.enter_context(_mounted(self._host / "disk.img", self.folder))
            yield

    @contextmanager
    def cut(self) -> Iterator[Path]:
        """The disk as it would be found had the power gone at this instant; it is a copy, and the other goes on."""
        copy = self._host / "cut.img"
        with (self._host / "disk.img").open("rb") as live, copy.open("wb") as dead:
            fcntl.ioctl(dead, FICLONE, live.fileno())
        try:
            with _mounted(copy, self._cut):
                yield self._cut
        finally:
            copy.unlink()


def _make(image: Path, size: str, *program: str) -> None:
    _run("truncate", "-s", size, str(image))
    _run(*program, str(image))


@contextmanager
def _mounted(image: Path, folder: Path) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    _run("mount", "-o", "loop", str(image), str(folder))
    try:
        yield
    finally:
        _run("umount", str(folder))


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(f"{' '.join(command)}: {done.stderr.strip()}")
