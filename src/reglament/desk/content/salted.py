"""Commitments: what the ledger keeps of a payload, so that a purge leaves the proof and a short text cannot be guessed."""

import hmac
from collections.abc import Iterable
from hashlib import sha256

from reglament.desk.clock.world import World

SALT_OCTETS = 16
TAG = b"reglament.content.v1"


def new_salt(*, world: World) -> bytes:
    return world.random(SALT_OCTETS)


def commit(*, salt: bytes, payload: bytes) -> bytes:
    """SHA-256 over tag, salt and payload: 32 octets. Tag and salt have fixed lengths, so no two inputs read alike."""
    return commit_chunks(salt=salt, chunks=(payload,))


def commit_chunks(*, salt: bytes, chunks: Iterable[bytes]) -> bytes:
    """The same over a payload that comes in pieces; where it is cut makes no difference."""
    if len(salt) != SALT_OCTETS:
        raise ValueError(f"A salt has {SALT_OCTETS} octets; {len(salt)} were given.")
    hashed = sha256(TAG + salt)
    for chunk in chunks:
        hashed.update(chunk)
    return hashed.digest()


def holds(*, commitment: bytes, salt: bytes, payload: bytes) -> bool:
    """Whether this is the payload that was committed to."""
    return hmac.compare_digest(commitment, commit(salt=salt, payload=payload))
