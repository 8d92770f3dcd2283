"""Data keys of confidential content: one for each case and day, kept only wrapped. A destroyed row is a destroyed day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reglament.desk.clock.world import World
from reglament.desk.content.kek import KekRing, Wrapped, unwrap, wrap
from reglament.desk.content.seal import associated
from reglament.desk.content.secret import Secret, new_secret


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The key of one case and day (UTC), sealed under key-encryption key `kek`."""

    case: UUID
    day: date
    kek: int
    sealed: bytes


def new_key(*, case: UUID, day: date, ring: KekRing, world: World) -> tuple[Secret, WrappedKey]:
    """Make the key of a case and day; the row must be stored before anything sealed under it is."""
    secret = new_secret(world=world)
    return secret, wrap_key(secret=secret, case=case, day=day, ring=ring, world=world)


def wrap_key(*, secret: Secret, case: UUID, day: date, ring: KekRing, world: World) -> WrappedKey:
    wrapped = wrap(secret=secret, place=_place(case, day), ring=ring, world=world)
    return WrappedKey(case, day, wrapped.kek, wrapped.sealed)


def unwrap_key(*, wrapped: WrappedKey, ring: KekRing) -> Secret:
    """Give the key. Raises KekUnknown, or NotOpened where the row was changed or moved to another case or day."""
    inner = Wrapped(wrapped.kek, wrapped.sealed)
    return unwrap(wrapped=inner, place=_place(wrapped.case, wrapped.day), ring=ring)


def rewrap_key(*, wrapped: WrappedKey, ring: KekRing, world: World) -> WrappedKey:
    """The same key under the newest key-encryption key; the row as it is where it is there already."""
    if wrapped.kek == ring.newest:
        return wrapped
    secret = unwrap_key(wrapped=wrapped, ring=ring)
    return wrap_key(secret=secret, case=wrapped.case, day=wrapped.day, ring=ring, world=world)


def _place(case: UUID, day: date) -> bytes:
    return associated(what="reglament.key.case-day", parts=(case.bytes, day.isoformat().encode()))
