"""A world whose time is set by hand and whose chance repeats: for simulation, the demo town and tests."""

from hashlib import blake2b


class VirtualWorld:
    """`at`: UTC seconds. Equal seeds give equal bytes in equal order. `ahead`: seconds by which the wall clock was set wrong."""

    def __init__(self, at: int, seed: int = 0) -> None:
        self.at = at
        self.ahead = 0
        self._seed = seed
        self._drawn = 0

    def now(self) -> int:
        return self.at + self.ahead

    def boot_seconds(self) -> float:
        return float(self.at)

    def random(self, count: int) -> bytes:
        """Give the next bytes of the seed's stream."""
        self._drawn += 1
        parts = (
            blake2b(b"%d:%d:%d" % (self._seed, self._drawn, part)).digest() for part in range(count // 64 + 1)
        )
        return b"".join(parts)[:count]
