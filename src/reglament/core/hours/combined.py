"""The dates of combined calendars: the parts' open spans, united, intersected or taken away, as moments."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from reglament.core.hours import arrays
from reglament.core.hours.arrays import Open
from reglament.core.hours.calendar import Combined, Intersection, Union, Without
from reglament.core.hours.zone import Zone, year_start

Opened: TypeAlias = Callable[[int], Open]


@dataclass(frozen=True, slots=True)
class CombinedDays:
    """`parts` are what the combination is made of, for Without the whole first."""

    combination: Combined
    parts: tuple[Opened, ...]
    part_provisional: tuple[Callable[[int], bool], ...]
    zone: Zone

    def opened(self, year: int) -> Open:
        """Give the open spans inside a UTC year, as moments."""
        spans = [opened(year) for opened in self.parts]
        low, high = year_start(year), year_start(year + 1)
        match self.combination:
            case Union():
                return arrays.union(spans)
            case Intersection():
                return arrays.intersection(spans, low, high)
            case Without():
                return arrays.without(spans[0], spans[1:], low, high)

    def provisional(self, year: int) -> bool:
        return any(provisional(year) for provisional in self.part_provisional)
