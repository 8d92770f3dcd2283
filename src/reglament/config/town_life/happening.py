"""What happens in the town besides conversations: problems and their fixes, banners, maintenance, contracts that change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reglament.config.town_life.cast import LineCast
from reglament.desk.record.desk import Desk


@dataclass(frozen=True, slots=True)
class Happening:
    """`at`: UTC seconds; `do` does it, at that moment of the desk's clock."""

    at: int
    do: Callable[[Desk, Mapping[str, LineCast]], None]

    def happen(self, desk: Desk, cast: Mapping[str, LineCast]) -> None:
        self.do(desk, cast)
