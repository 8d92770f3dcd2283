"""Files kept a second time as they come and go. Each is written once under its name, so names alone tell what is new."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from reglament.config.postgres.passwords import sync_folder
from reglament.desk.content.blob_store import SHELVES


@dataclass(slots=True)
class Mirror:
    """`source` is a store of files, `target` what follows it. Only shelves that were written to are looked into."""

    source: Path
    target: Path
    _seen: dict[str, int] = field(default_factory=dict)

    def turn(self) -> int:
        """Follow; give how many files came or went. Raises OSError where one cannot be written."""
        return sum(self._shelf(name) for name in SHELVES)

    def _shelf(self, name: str) -> int:
        shelf, kept = self.source / name, self.target / name
        try:
            changed = shelf.stat().st_mtime_ns
        except FileNotFoundError:
            return 0  # not made yet, or its disk is away: no reason to forget anything
        if self._seen.get(name) == changed:
            return 0
        there = {path.name for path in shelf.iterdir()}
        kept.mkdir(mode=0o700, parents=True, exist_ok=True)
        here = {path.name for path in kept.iterdir()}
        for one in there - here:
            _copy(shelf / one, kept / one)
        for one in here - there:
            (kept / one).unlink()
        if there != here:
            sync_folder(kept)
        self._seen[name] = changed
        return len(there ^ here)


def _copy(source: Path, target: Path) -> None:
    """Write it aside and rename it; one that was destroyed meanwhile is left out."""
    draft = target.with_name(f".{target.name}")
    try:
        shutil.copy2(source, draft)
    except FileNotFoundError:
        return
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(target)
