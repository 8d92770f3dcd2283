"""A sealed payload: AES-256-GCM in an envelope that names its version, bound to the place it belongs to.

Envelope: one octet of version, twelve of nonce, then the ciphertext with its tag (NIST SP 800-38D).
"""

from collections.abc import Iterable
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reglament.desk.content.secret import Secret

VERSION = 1
NONCE_OCTETS = 12
TAG_OCTETS = 16
OVERHEAD = 1 + NONCE_OCTETS + TAG_OCTETS


class NotOpened(Exception):  # noqa: N818 - named for what happened
    """The seal does not open: another key, another place, or changed bytes. The cipher cannot tell which."""


class UnknownEnvelope(NotOpened):
    """These bytes are no envelope that this program can read."""


def associated(*, what: str, parts: Iterable[bytes]) -> bytes:
    """Associated data: what is sealed and where it belongs, each part with its length, so that no two places read alike."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in (what.encode(), *parts))


def place_of_content(*, customer: UUID, stream: UUID, content: UUID) -> bytes:
    """Associated data of a piece of content: sealed bytes moved to another row, case or customer do not open there."""
    return associated(what="reglament.content", parts=(customer.bytes, stream.bytes, content.bytes))


def seal(*, key: Secret, payload: bytes, aad: bytes, nonce: bytes) -> bytes:
    """Seal `payload` under `key`. The nonce is random and fresh: twice the same under one key breaks the seal."""
    if len(nonce) != NONCE_OCTETS:
        raise ValueError(f"A nonce has {NONCE_OCTETS} octets; {len(nonce)} were given.")
    head = bytes((VERSION,))
    return head + nonce + AESGCM(key.octets).encrypt(nonce, payload, head + aad)


def open_sealed(*, key: Secret, sealed: bytes, aad: bytes) -> bytes:
    """Give the payload. NotOpened: wrong key, wrong place or changed bytes; UnknownEnvelope: not a form known here."""
    if len(sealed) < OVERHEAD:
        raise UnknownEnvelope(
            f"Sealed content is cut short: {len(sealed)} octets, at least {OVERHEAD} needed. Look for a whole copy in a backup."
        )
    if sealed[0] != VERSION:
        raise UnknownEnvelope(
            f"Sealed content has version {sealed[0]}, this program reads {VERSION}. It was written by a newer program, or is damaged."
        )
    nonce, body = sealed[1 : 1 + NONCE_OCTETS], sealed[1 + NONCE_OCTETS :]
    try:
        return AESGCM(key.octets).decrypt(nonce, body, sealed[:1] + aad)
    except InvalidTag as refused:
        raise NotOpened(
            "Sealed content does not open: it was sealed under another key or for another place, or its bytes were changed."
        ) from refused
