"""What filling a town gave: how many of each, and what it took."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many open cases there are to be, by which seed, at which moment (UTC seconds; None: now)."""

    cases: int
    seed: int
    at: int | None = None


@dataclass(slots=True)
class Filled:
    """What there is at `at`, UTC seconds. `seconds`: what each part of the work took; `tables`: rows and octets of each."""

    at: int
    seed: int
    customers: int = 0
    cases: int = 0
    still_open: int = 0
    armed: int = 0
    events: int = 0
    octets: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    tables: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def whole(self) -> float:
        """Seconds of everything."""
        return sum(self.seconds.values())
