"""Thirty-two secret octets that no repr, log line or error message shows."""

from dataclasses import dataclass, field

from reglament.desk.clock.world import World

OCTETS = 32


@dataclass(frozen=True, slots=True)
class Secret:
    """A key of any use: for data, for wrapping, a private half, for naming files."""

    octets: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.octets) != OCTETS:
            raise ValueError(f"A key has {OCTETS} octets; {len(self.octets)} were given.")


def new_secret(*, world: World) -> Secret:
    return Secret(world.random(OCTETS))
