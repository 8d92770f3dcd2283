"""Salts for what is kept, and whether a payload is the one that was committed to."""

import hmac

from reglament.desk.clock.commitment import SALT_BYTES, commit
from reglament.desk.clock.world import World


def new_salt(*, world: World) -> bytes:
    return world.random(SALT_BYTES)


def holds(*, commitment: bytes, salt: bytes, payload: bytes) -> bool:
    """Whether this is the payload that was committed to."""
    return hmac.compare_digest(commitment, commit(salt=salt, payload=payload))
