"""Progress of long work: a bar on a terminal, a plain line for every tenth in a pipe."""

from collections.abc import Iterable, Iterator
from typing import Self, TypeVar

from rich.console import Console
from rich.progress import Progress

Value = TypeVar("Value")
TENTHS = 10
EVERY = 256


def shown(values: Iterable[Value], total: int, console: Console) -> Iterator[Value]:
    """Pass values on while telling how many of `total` have passed."""
    meter = Meter(total, console)
    with meter:
        number = 0
        for number, value in enumerate(values, 1):
            yield value
            if number % EVERY == 0:
                meter.reach(number)
        meter.reach(number)


class Meter:
    """How far some work of known size has come."""

    def __init__(self, total: int, console: Console) -> None:
        self._total = max(total, 1)
        self._console = console
        self._told = 0
        self._bar = Progress(console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task("", total=self._total)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def grow(self, done: int, total: int) -> None:
        """Say how far it is where the size of the work is known only when it has begun."""
        if total != self._total and total > 0:
            self._total = total
            self._bar.update(self._task, total=total)
        self.reach(done)

    def reach(self, done: int) -> None:
        if self._console.is_terminal:
            self._bar.update(self._task, completed=done)
            return
        tenth = min(done, self._total) * TENTHS // self._total
        if tenth > self._told:
            self._told = tenth
            self._console.print(f"{tenth * 100 // TENTHS} %", soft_wrap=True)
