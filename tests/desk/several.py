"""Several desks at once, each with its own connection and its own chance on one virtual clock."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from reglament.core.hours.almanac import Almanac
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import Desk, open_desk
from tests.several import at_once

Result = TypeVar("Result")


def together(
    count: int, almanac: Almanac, at: int, work: Callable[[int, Desk], Result], *, seed: int = 0
) -> list[Result]:
    """Let `count` do their work, all beginning at once; give what each came to. What one raises is raised."""

    def one(place: int) -> Result:
        # Chance differs from one to the other, as it would: ids are made of it.
        return work(place, open_desk(VirtualWorld(at, seed=seed + place + 1), almanac))

    return at_once(*(partial(one, place) for place in range(count)))
