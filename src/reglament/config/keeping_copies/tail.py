"""The tail: what has changed since a copy, kept second by second in a folder elsewhere; where its parts lie."""

import os
from dataclasses import dataclass
from pathlib import Path

from reglament.config.postgres.identity import Identity
from reglament.desk.ledger.log_keys import PUBLISHED

NAMED_BY = "REGLAMENT_TAIL"
UNFINISHED = ".partial"


@dataclass(frozen=True, slots=True)
class Tail:
    """The tail of one life of a database. A database that was put back begins another life, and another tail."""

    folder: Path

    @property
    def log(self) -> Path:
        """The write-ahead log of the server, segment by segment."""
        return self.folder / "log"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def published(self) -> Path:
        return self.folder / PUBLISHED

    def segments(self, *, since: str) -> list[Path]:
        """The segments from the one of this name on, the one that was being written last of all."""
        found = [path for path in self.log.iterdir() if "." not in path.name or path.suffix == UNFINISHED]
        return sorted(path for path in found if path.name[8:24] >= since[8:24])

    def trim(self, *, before: str) -> int:
        """Remove the segments before the one of this name; give how many."""
        kept = set(self.segments(since=before))
        gone = [path for path in self.segments(since="") if path not in kept]
        for path in gone:
            path.unlink()
        return len(gone)


def tails() -> Path | None:
    """The folder that the environment names for tails; None: none are kept."""
    named = os.environ.get(NAMED_BY)
    return Path(named).absolute() if named else None


def tail_of(folder: Path, identity: Identity) -> Tail:
    return Tail(folder / f"{identity.system_identifier}-{identity.made_at}")
