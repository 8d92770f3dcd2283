"""What holding the board, alarms and search against the events found: per case, what stood and what the events say."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """`cases`: how many were looked at. `differing`: by number of the case, each key with what stood and what is; `words`:
    by number, how many of its texts had other words in the search.
    """

    cases: int
    differing: Mapping[str, Mapping[str, tuple[object, object]]]
    words: Mapping[str, int]

    @property
    def wrong(self) -> int:
        """How many cases did not stand as their events say."""
        return len({*self.differing, *self.words})
