"""Works done by several threads at once, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")


def at_once(*works: Callable[[], Result]) -> list[Result]:
    """Begin all works at the same moment and give what each came to, in their order. What one raises is raised."""
    start = Barrier(len(works))

    def one(work: Callable[[], Result]) -> Result:
        try:
            start.wait(timeout=30)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))
