"""Faults drawn from a seed: where a process dies, which COMMIT is refused or its answer lost, who is let in between two steps."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Literal

Kind = Literal[
    "death", "commit refused", "answer lost", "line cut", "restart", "others between", "slow", "cut before", "cut after",
    "refused by the peer", "delivered again", "same bytes again", "peer down", "clock ahead", "clock back", "outage",
]  # fmt: skip
AT_A_PLACE: tuple[Kind, ...] = (
    "death", "death", "death", "restart", "slow", "others between", "others between", "others between", "others between",
)  # fmt: skip
AT_A_COMMIT: tuple[Kind, ...] = ("commit refused", "answer lost", "line cut")
PLACES, COMMITS = 6.0, 5  # a place is the sixth or so of a turn; most turns reach few


class Died(BaseException):
    """The process ended here. No `except Exception` may take it for trouble and tidy up."""


@dataclass(slots=True)
class Plan:
    """One fault of one step: at the `nth` named place, or COMMIT, that the step reaches; most steps have none."""

    kind: Kind | None = None
    nth: int = 0
    places: int = 0
    commits: int = 0
    struck: bool = False

    def strikes_place(self) -> bool:
        """Count a place; whether it is the one."""
        self.places += 1
        return self._now(AT_A_PLACE, self.places)

    def strikes_commit(self) -> bool:
        """Count a COMMIT; whether it is the one."""
        self.commits += 1
        return self._now(AT_A_COMMIT, self.commits)

    def _now(self, kinds: tuple[Kind, ...], count: int) -> bool:
        if self.kind not in kinds or self.struck or count != self.nth:
            return False
        self.struck = True
        return True


@dataclass(slots=True)
class Faults:
    """All chance of one run's faults. `share`: of steps that have one; 0 ends them. `seen`: how many there were of each kind."""

    random: Random
    share: float
    seen: Counter[str] = field(default_factory=Counter)
    told: Callable[[str], None] = lambda _line: None

    def plan(self) -> Plan:
        """Draw what befalls the next step."""
        if not self.happens(self.share):
            return Plan()
        if self.happens(0.6):
            return Plan(self.random.choice(AT_A_PLACE), 1 + int(self.random.expovariate(1 / PLACES)))
        return Plan(self.random.choice(AT_A_COMMIT), 1 + self.random.randrange(COMMITS))

    def happens(self, probability: float) -> bool:
        """Draw; while there are no faults the seed's stream goes on all the same."""
        drawn = self.random.random()
        return self.share > 0 and drawn < probability

    def strike(self, kind: Kind) -> None:
        """Say that one was put in."""
        self.seen[kind] += 1
        self.told(f"    fault: {kind}")
