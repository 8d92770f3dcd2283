"""Time for many processes at once: it stands in memory they share, and moves when the one who drives them moves it."""

import fcntl
import mmap
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

OCTETS = 8


class SharedWorld:
    """A world for every process forked after it was made. Chance is the machine's own: it need not repeat."""

    def __init__(self, at: int) -> None:
        self._page = mmap.mmap(-1, OCTETS)
        self._door = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        self._put(at)

    def now(self) -> int:
        return int.from_bytes(self._page[:OCTETS], "big")

    def boot_seconds(self) -> float:
        return float(self.now())

    def random(self, count: int) -> bytes:
        return secrets.token_bytes(count)

    def later(self, seconds: int) -> None:
        """Let time pass, once nobody needs it to stand."""
        with self._locked(fcntl.LOCK_EX):
            self._put(self.now() + seconds)

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Time stands inside the block: a lease that is held ends by a fault alone, never by haste of ours."""
        with self._locked(fcntl.LOCK_SH):
            yield

    def _put(self, at: int) -> None:
        self._page[:OCTETS] = at.to_bytes(OCTETS, "big")

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        # A lock of the process, not of the open file, which all of them inherited. It dies with its process.
        door = self._door.fileno()
        fcntl.lockf(door, how)
        try:
            yield
        finally:
            fcntl.lockf(door, fcntl.LOCK_UN)
