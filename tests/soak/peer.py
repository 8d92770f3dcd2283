"""The other side of post: a server that takes letters, keeps every copy it got, and tells nobody what it has."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reglament.channels.console.channel import THERE, Console
from reglament.desk.outbox.outgoing import Outgoing
from reglament.desk.outbox.settle import Stage


class Copy(NamedTuple):
    """A letter as it came: its stable id, and which life of a process brought it."""

    stable_id: str
    life: int


@dataclass(frozen=True, slots=True)
class Peer(Console):
    """Letters come in as files, like the console's. Whether one went out before, this channel cannot tell, as mail cannot."""

    life: int = 0

    @property
    def name(self) -> str:
        return "peer"

    @property
    def got(self) -> Path:
        return self.folder / "got"

    def send(self, letter: Outgoing) -> Stage:
        add_line(self.got, f"{letter.stable_id} {self.life}")
        return THERE

    def has_sent(self, stable_id: str) -> Stage | None:  # noqa: ARG002 - nobody can tell
        return None

    def copies(self) -> Iterator[Copy]:
        """All that ever came, in order."""
        for line in lines_of(self.got):
            stable_id, life = line.split()
            yield Copy(stable_id, int(life))


def add_line(path: Path, line: str) -> None:
    """Add a line in one step, so that a kill leaves it whole or not at all."""
    door = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(door, f"{line}\n".encode())
    finally:
        os.close(door)


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []
