"""Key-encryption keys by version, and the wrapping of other keys under them. They never enter the database."""

from collections.abc import Iterable
from dataclasses import dataclass

from reglament.desk.clock.world import World
from reglament.desk.content.seal import NONCE_OCTETS, open_sealed, seal
from reglament.desk.content.secret import Secret


class KekUnknown(Exception):  # noqa: N818 - named for what is missing
    """A key was wrapped by a key-encryption key that is not at hand."""


@dataclass(frozen=True, slots=True)
class Kek:
    version: int
    secret: Secret


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A key sealed under the key-encryption key of version `kek`."""

    kek: int
    sealed: bytes


class KekRing:
    """All key-encryption keys at hand: old ones unwrap, the newest wraps."""

    def __init__(self, *, keks: Iterable[Kek]) -> None:
        self._secrets = {kek.version: kek.secret for kek in keks}
        if not self._secrets:
            raise ValueError("A ring holds at least one key-encryption key.")

    def __repr__(self) -> str:
        return f"KekRing(versions={self.versions})"

    @property
    def versions(self) -> tuple[int, ...]:
        return tuple(sorted(self._secrets))

    @property
    def newest(self) -> int:
        return max(self._secrets)

    def secret(self, *, version: int) -> Secret:
        if version not in self._secrets:
            raise KekUnknown(
                f"A key is wrapped by key-encryption key {version}; at hand are {', '.join(map(str, self.versions))}. "
                "Restore its file from the copy kept apart, or accept that what it guards is gone."
            )
        return self._secrets[version]


def wrap(*, secret: Secret, place: bytes, ring: KekRing, world: World) -> Wrapped:
    """Wrap under the newest key. `place` is associated data: a wrapped key moved to another row does not unwrap."""
    kek = ring.newest
    sealed = seal(
        key=ring.secret(version=kek), payload=secret.octets, aad=place, nonce=world.random(NONCE_OCTETS)
    )
    return Wrapped(kek, sealed)


def unwrap(*, wrapped: Wrapped, place: bytes, ring: KekRing) -> Secret:
    """Give the key. Raises KekUnknown, or NotOpened where the row was changed or moved."""
    return Secret(open_sealed(key=ring.secret(version=wrapped.kek), sealed=wrapped.sealed, aad=place))
