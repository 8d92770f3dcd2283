"""Several threads at once, each with its own connection and its own desk on one virtual clock."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

from reglament.core.hours.almanac import Almanac
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import Desk, open_desk

Result = TypeVar("Result")


def together(
    count: int, almanac: Almanac, at: int, work: Callable[[int, Desk], Result], *, seed: int = 0
) -> list[Result]:
    """Let `count` do their work, all beginning at once; give what each came to. What one raises is raised."""
    start = Barrier(count)

    def one(place: int) -> Result:
        # Chance differs from one to the other, as it would: ids are made of it.
        desk = open_desk(VirtualWorld(at, seed=seed + place + 1), almanac)
        try:
            start.wait(timeout=30)
            return work(place, desk)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))
