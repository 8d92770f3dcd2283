"""What came of taking a backup and of putting one back."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup: its folder, how many files of how many octets; `keys`: where copies of keys went, and how many, if they were wanted;
    `trimmed`: how many pieces of the tail it made needless, if that was wanted.
    """

    folder: Path
    files: int
    size: int
    home_keys: Path
    keys: tuple[Path, int] | None
    trimmed: int | None


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a backup: the folder of tails, and up to when it is wanted, UTC seconds; None: all there is."""

    tails: Path
    to: int | None


@dataclass(frozen=True, slots=True)
class Restored:
    """A home made of a backup. `until_at`: the last event it knows; `flaws`: how many things an audit found not to hold;
    `differing`: cases that stand otherwise than their events say; `destroyed`: how much was due for destruction by now,
    None: keys to do it with are not there.
    """

    home: Path
    keys: Path
    cases: int
    until_at: int | None
    flaws: int
    differing: int
    destroyed: int | None
