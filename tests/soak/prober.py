"""Somebody who asks the database again and again whether it answers, and keeps how long it did not."""

import threading
import time
from types import TracebackType
from typing import Self

import psycopg

EVERY = 0.01


class Prober(threading.Thread):
    """A thread with a fresh connection for every question. `gaps`: seconds from the last answer before to the first one after."""

    def __init__(self, dsn: str) -> None:
        super().__init__(daemon=True)
        self._dsn = dsn
        self._over = threading.Event()
        self.gaps: list[float] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._over.set()
        self.join()

    def rest(self, seconds: float) -> None:
        """Let the trial go on for so long."""
        self._over.wait(seconds)

    def run(self) -> None:
        answered, failed = time.monotonic(), False
        while not self._over.wait(EVERY):
            if self._answers():
                if failed:
                    self.gaps.append(time.monotonic() - answered)
                answered, failed = time.monotonic(), False
            else:
                failed = True

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self._dsn, connect_timeout=2) as fresh:
                fresh.execute("select 1")
        except psycopg.Error:
            return False
        return True
