"""What stands for a piece of content once that is gone: a salted hash, which ledger and content must reckon alike."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Protocol

SALT_BYTES = 16
TAG = b"reglament.content.v1"


class Hashing(Protocol):
    """A hash while it is fed."""

    def update(self, data: bytes, /) -> None: ...

    def digest(self) -> bytes: ...


def hashing(salt: bytes) -> Hashing:
    """Begin a commitment, to be fed the payload. ValueError unless the salt has 16 bytes: with any other width a byte could
    move between salt and payload and the hash would stay.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes; {len(salt)} were given")
    return sha256(TAG + salt)


def commit(*, salt: bytes, payload: bytes) -> bytes:
    """Give the commitment to a payload: SHA-256 of tag, salt and payload, 32 bytes. The salt keeps a short text from being
    guessed once content and salt are purged.
    """
    return commit_chunks(salt=salt, chunks=(payload,))


def commit_chunks(*, salt: bytes, chunks: Iterable[bytes]) -> bytes:
    """The same over a payload that comes in pieces; where it is cut makes no difference."""
    hashed = hashing(salt)
    for chunk in chunks:
        hashed.update(chunk)
    return hashed.digest()
