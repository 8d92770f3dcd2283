"""What came of taking a backup and of putting one back."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup: its folder, how many files of how many octets; `keys`: where copies of keys went, and how many, if they were wanted."""

    folder: Path
    files: int
    size: int
    home_keys: Path
    keys: tuple[Path, int] | None


@dataclass(frozen=True, slots=True)
class Restored:
    """A home made of a backup. `flaws`: how many things an audit found not to hold; `destroyed`: how much was due for
    destruction by now, None: keys to do it with are not there.
    """

    home: Path
    keys: Path
    cases: int
    flaws: int
    destroyed: int | None
