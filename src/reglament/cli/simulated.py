"""What simulated weeks came to: counts of each, the faults that were put in, and an invariant that did not hold."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that does not hold: its short name, what was seen, when (UTC seconds of the simulated world), the last steps."""

    name: str
    what: str
    at: int
    last: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Simulated:
    """One week. `books`: a digest of all they hold at its end, equal whenever the seed is; `lines`: every step, where asked for.

    `letters`: copies the peer was handed; `faults`: how many of each kind.
    """

    seed: int
    cases: int
    events: int
    steps: int
    letters: int
    faults: Mapping[str, int]
    books: str
    broken: Broken | None
    lines: tuple[str, ...] = ()
