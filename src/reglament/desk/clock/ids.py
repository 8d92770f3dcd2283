"""Ids made here and not by the database: UUID of version 7 (RFC 9562), which sort by the second they were made."""

from uuid import UUID

from reglament.desk.clock.world import World

MILLISECONDS = 1000


def new_id(world: World) -> UUID:
    """Give a fresh id; 74 of its bits are random."""
    stamp = (world.now() * MILLISECONDS).to_bytes(6, "big")
    number = int.from_bytes(stamp + world.random(10), "big")
    number = number & ~(0xF << 76) | 7 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)
