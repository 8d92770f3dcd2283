"""What somebody sees who keeps a desk running: the processes, the books in figures, where to drop a letter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reglament.desk.queries.overview import Overview


@dataclass(frozen=True, slots=True)
class Worker:
    """A process: `pid` None while it is down; `pulse_at` its last sign of life, None: none since it was started."""

    name: str
    pid: int | None
    restarts: int
    pulse_at: int | None


@dataclass(frozen=True, slots=True)
class Sight:
    """`letters`: folders where one is dropped and one is found. `pages`: their address; `sign_in`: the demo town's addresses
    and, last, their password. `overview` is None while the database does not answer; `told`: what has happened to processes since the last look.
    `ahead`: seconds by which a demo's clock is ahead of the machine's.
    """

    at: int
    database: str
    home: Path
    letters: tuple[Path, Path]
    pages: str
    sign_in: tuple[str, ...]
    workers: tuple[Worker, ...]
    overview: Overview | None
    told: tuple[str, ...]
    ahead: int = 0

    @property
    def is_ready(self) -> bool:
        """Whether everything runs and has given a sign of life."""
        return self.overview is not None and all(one.pid and one.pulse_at for one in self.workers)
