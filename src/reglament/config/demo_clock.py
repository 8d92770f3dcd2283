"""The clock of a demo home: the machine's, moved by what one file says. A home without the file has the machine's alone."""

import os
from dataclasses import dataclass
from pathlib import Path

from reglament.cli.trouble import Trouble
from reglament.config.home import Home
from reglament.desk.clock.world import Machine, World

FILE = "demo-clock"
FURTHEST = 20 * 366 * 86_400  # seconds: as far as working time is known with any sense


@dataclass(slots=True)
class MovedMachine:
    """The real machine, so many seconds ahead of itself. Both of its clocks move together, so that nobody takes the move for
    a fault: `boot_seconds` goes by what the last `now` has read.
    """

    file: Path
    machine: World
    moved_by: int = 0

    def __post_init__(self) -> None:
        self.now()

    def now(self) -> int:
        self.moved_by = _read(self.file)
        return self.machine.now() + self.moved_by

    def boot_seconds(self) -> float:
        return self.machine.boot_seconds() + self.moved_by

    def random(self, count: int) -> bytes:
        return self.machine.random(count)


def world_of(home: Home) -> World:
    """The clock and chance every process of this home goes by."""
    return MovedMachine(_file(home), Machine()) if is_demo(home) else Machine()


def is_demo(home: Home) -> bool:
    """Whether the books of this home were begun by the demo town, and by nothing else."""
    return _file(home).exists()


def ahead_of(home: Home) -> int:
    """By how many seconds the home's clock is ahead of the machine's; less than nothing: behind."""
    return _read(_file(home)) if is_demo(home) else 0


def begin_clock(home: Home, *, present_at: int, now: int) -> None:
    """Have the home a demo's, with its clock at `present_at` when the machine's stands at `now`. UTC seconds."""
    _write(_file(home), present_at - now)


def move_ahead(home: Home, seconds: int, *, now: int) -> int:
    """Move the clock so many seconds on; give where it stands when the machine's stands at `now`, UTC seconds. Raises Trouble outside a demo, and for a move back."""
    if not is_demo(home):
        raise Trouble("clock of no demo", path=home.folder)
    if seconds < 0:
        raise Trouble("clock back")
    ahead = ahead_of(home) + seconds
    if ahead > FURTHEST:
        raise Trouble("clock too far")
    _write(_file(home), ahead)
    return now + ahead


def _file(home: Home) -> Path:
    return home.folder / FILE


def _read(file: Path) -> int:
    try:
        return int(file.read_bytes())
    except FileNotFoundError:
        return 0


def _write(file: Path, ahead: int) -> None:
    """Whole or not at all: every process of the home reads it all the time."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(f"{ahead}\n", encoding="ascii")
    draft.replace(file)
