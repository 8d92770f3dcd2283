"""The key under which a customer's files get their names: one a customer, kept wrapped, the same for as long as files live."""

from dataclasses import dataclass
from uuid import UUID

from reglament.desk.clock.world import World
from reglament.desk.content.kek import KekRing, Wrapped, unwrap, wrap
from reglament.desk.content.seal import associated
from reglament.desk.content.secret import Secret, new_secret


@dataclass(frozen=True, slots=True)
class WrappedBlobKey:
    customer: UUID
    kek: int
    sealed: bytes


def new_blob_key(*, customer: UUID, ring: KekRing, world: World) -> WrappedBlobKey:
    return _wrapped(new_secret(world=world), customer, ring, world)


def unwrap_blob_key(*, wrapped: WrappedBlobKey, ring: KekRing) -> Secret:
    """Give the key. Raises KekUnknown, or NotOpened where the row was changed or moved to another customer."""
    return unwrap(wrapped=Wrapped(wrapped.kek, wrapped.sealed), place=_place(wrapped.customer), ring=ring)


def rewrap_blob_key(*, wrapped: WrappedBlobKey, ring: KekRing, world: World) -> WrappedBlobKey:
    """The same key under the newest key-encryption key; the row as it is where it is there already."""
    if wrapped.kek == ring.newest:
        return wrapped
    return _wrapped(unwrap_blob_key(wrapped=wrapped, ring=ring), wrapped.customer, ring, world)


def _wrapped(secret: Secret, customer: UUID, ring: KekRing, world: World) -> WrappedBlobKey:
    wrapped = wrap(secret=secret, place=_place(customer), ring=ring, world=world)
    return WrappedBlobKey(customer, wrapped.kek, wrapped.sealed)


def _place(customer: UUID) -> bytes:
    return associated(what="reglament.key.blobs", parts=(customer.bytes,))
