"""What must never be seen, seen: which invariant, when, and what the desk did last."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime

LAST_STEPS = 30


class Violation(BaseException):
    """An invariant does not hold. `name` is its short name, `what` says what was found. The desk must not take it for a trouble."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name}: {what}")
        self.name = name
        self.what = what


@dataclass(slots=True)
class Trace:
    """What was done, the last steps of it kept; `told` is given every line."""

    steps: deque[str] = field(default_factory=lambda: deque(maxlen=LAST_STEPS))
    everything: bool = False
    lines: list[str] = field(default_factory=list)

    def say(self, at: int, line: str) -> None:
        told = f"{datetime.fromtimestamp(at, UTC):%a %H:%M:%S} {line}"
        self.steps.append(told)
        if self.everything:
            self.lines.append(told)
