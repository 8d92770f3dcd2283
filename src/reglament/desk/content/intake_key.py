"""Keys of a confidential mailbox, one pair a day: intake seals with the public half and cannot open what it sealed.

A sealed box: ephemeral X25519 (RFC 7748), HKDF-SHA256 (RFC 5869), then the envelope of `seal`. The worker opens it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reglament.desk.clock.world import World
from reglament.desk.content.kek import KekRing, Wrapped, unwrap, wrap
from reglament.desk.content.seal import (
    NONCE_OCTETS,
    NotOpened,
    UnknownEnvelope,
    associated,
    open_sealed,
    seal,
)
from reglament.desk.content.secret import OCTETS, Secret, new_secret

VERSION = 1


@dataclass(frozen=True, slots=True)
class IntakeKey:
    """All that intake gets: whose letters of which day (UTC) are sealed with this public half."""

    mailbox: int
    day: date
    public: bytes


@dataclass(frozen=True, slots=True)
class WrappedIntakeKey:
    """The pair as it is stored: the private half is sealed under key-encryption key `kek`."""

    key: IntakeKey
    kek: int
    sealed: bytes


def intake_keys_needed(*, today: date, have: Collection[date], ahead: int = 7) -> tuple[date, ...]:
    """Days from today to `ahead` days on (both inclusive) for which a mailbox has no pair yet."""
    days = (today + timedelta(days=after) for after in range(ahead + 1))
    return tuple(day for day in days if day not in have)


def new_intake_key(*, mailbox: int, day: date, ring: KekRing, world: World) -> WrappedIntakeKey:
    """Make the pair of a mailbox and day."""
    private = new_secret(world=world)
    public = X25519PrivateKey.from_private_bytes(private.octets).public_key().public_bytes_raw()
    return _wrapped(private, IntakeKey(mailbox, day, public), ring, world)


def rewrap_intake_key(*, wrapped: WrappedIntakeKey, ring: KekRing, world: World) -> WrappedIntakeKey:
    """The same pair under the newest key-encryption key; the row as it is where it is there already."""
    if wrapped.kek == ring.newest:
        return wrapped
    return _wrapped(_private(wrapped, ring), wrapped.key, ring, world)


def seal_for_intake(*, payload: bytes, key: IntakeKey, inbound: UUID, world: World) -> bytes:
    """Seal a letter for the worker. `inbound` is the id of the row that will hold it; the box opens in no other row."""
    ephemeral = X25519PrivateKey.from_private_bytes(world.random(OCTETS))
    sender = ephemeral.public_key().public_bytes_raw()
    agreed = ephemeral.exchange(X25519PublicKey.from_public_bytes(key.public))
    box = seal(
        key=_derived(agreed, sender, key),
        payload=payload,
        aad=_letter(inbound),
        nonce=world.random(NONCE_OCTETS),
    )
    return bytes((VERSION,)) + sender + box


def open_from_intake(*, sealed: bytes, wrapped: WrappedIntakeKey, inbound: UUID, ring: KekRing) -> bytes:
    """Give the letter. NotOpened: another mailbox, day or row, or changed bytes; KekUnknown: the pair cannot be unwrapped."""
    if len(sealed) <= 1 + OCTETS or sealed[0] != VERSION:
        raise UnknownEnvelope(
            f"A sealed letter is no box of version {VERSION}: it was written by a newer program, or is damaged."
        )
    sender, box = sealed[1 : 1 + OCTETS], sealed[1 + OCTETS :]
    private = X25519PrivateKey.from_private_bytes(_private(wrapped, ring).octets)
    try:
        agreed = private.exchange(X25519PublicKey.from_public_bytes(sender))
    except ValueError as refused:
        # A point of small order: no honest sender makes one.
        raise NotOpened("A sealed letter does not open: its first octets were changed.") from refused
    return open_sealed(key=_derived(agreed, sender, wrapped.key), sealed=box, aad=_letter(inbound))


def _derived(agreed: bytes, sender: bytes, key: IntakeKey) -> Secret:
    info = associated(what="reglament.intake.box", parts=(sender, key.public, *_owner(key)))
    return Secret(HKDF(algorithm=SHA256(), length=OCTETS, salt=None, info=info).derive(agreed))


def _wrapped(private: Secret, key: IntakeKey, ring: KekRing, world: World) -> WrappedIntakeKey:
    wrapped = wrap(secret=private, place=_place(key), ring=ring, world=world)
    return WrappedIntakeKey(key, wrapped.kek, wrapped.sealed)


def _private(wrapped: WrappedIntakeKey, ring: KekRing) -> Secret:
    return unwrap(wrapped=Wrapped(wrapped.kek, wrapped.sealed), place=_place(wrapped.key), ring=ring)


def _place(key: IntakeKey) -> bytes:
    return associated(what="reglament.key.mailbox-day", parts=(*_owner(key), key.public))


def _owner(key: IntakeKey) -> tuple[bytes, bytes]:
    return key.mailbox.to_bytes(8, "big"), key.day.isoformat().encode()


def _letter(inbound: UUID) -> bytes:
    return associated(what="reglament.inbound", parts=(inbound.bytes,))
