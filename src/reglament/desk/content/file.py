"""Files that come with an act: stored before its transaction, named by a row inside it. Confidential ones are ciphertext."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from reglament.desk.clock.commitment import hashing
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.world import World
from reglament.desk.content.blob_store import BlobStore
from reglament.desk.content.day_key import key_of_day
from reglament.desk.content.safe import Safe, day_of
from reglament.desk.content.salted import new_salt
from reglament.desk.content.seal import NONCE_OCTETS, associated, seal
from reglament.desk.content.secret import Secret, new_secret
from reglament.desk.models.place import Place

_KEEP = """insert into blob(id, customer_id, line_id, stream_id, name, file_name, media_type, size, salt, commitment, sealed, day,
  purge_at)
select %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, least(%s::bigint, %s::bigint + line.keep_days * 86400::bigint)
from line where line.id = %s"""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A stored file that no row names yet. `file_name` is a content; `key`: its own, where it is confidential; `size` in plain."""

    id: UUID
    name: str
    file_name: UUID
    media_type: str
    size: int
    salt: bytes = field(repr=False)
    commitment: bytes
    key: Secret | None


def store_file(
    chunks: Iterable[bytes],
    *,
    customer: UUID,
    line: int,
    file_name: UUID,
    media_type: str,
    blobs: BlobStore,
    names: Secret,
    safe: Safe,
    world: World,
) -> NewFile:
    """Store a file under the customer's key of `names`; durable on return. One of a confidential line is held whole in memory.

    Raises StoreFull. A file that no row comes to name is swept away a day later.
    """
    file, salt = new_id(world), new_salt(world=world)
    key = new_secret(world=world) if safe.seals(line) else None
    hashed, counted = hashing(salt), [0]

    def read() -> Iterator[bytes]:
        for chunk in chunks:
            hashed.update(chunk)
            counted[0] += len(chunk)
            yield chunk

    if key is None:
        stored = blobs.put(chunks=read(), key=names)
    else:
        sealed = seal(
            key=key,
            payload=b"".join(read()),
            aad=place_of_file(customer=customer, file=file),
            nonce=world.random(NONCE_OCTETS),
        )
        stored = blobs.put(chunks=(sealed,), key=names)
    return NewFile(file, stored.name, file_name, media_type, counted[0], salt, hashed.digest(), key)


def keep_files(
    place: Place,
    files: Sequence[NewFile],
    *,
    safe: Safe,
    world: World,
    at: int,
    until: Mapping[UUID, int],
) -> bytes:
    """Name stored files on a stream; give the commitments to them, 32 bytes each, in order. `until`: when a rule wants one gone."""
    with connection.cursor() as cursor:
        for one in files:
            day, sealed = None, None
            if one.key is not None:
                day = day_of(at)
                sealed = seal_file_key(
                    one.key, day_key=key_of_day(place, day, safe=safe, world=world), file=one.id, world=world
                )
            cursor.execute(
                _KEEP,
                (
                    *(one.id, place.customer, place.line, place.id, one.name, one.file_name, one.media_type),
                    *(one.size, one.salt, one.commitment, sealed, day, until.get(one.id), at, place.line),
                ),
            )
    return b"".join(one.commitment for one in files)


def seal_file_key(key: Secret, *, day_key: Secret, file: UUID, world: World) -> bytes:
    """Seal a file's own key under the key of its case and day."""
    return seal(
        key=day_key, payload=key.octets, aad=place_of_key(file=file), nonce=world.random(NONCE_OCTETS)
    )


def place_of_file(*, customer: UUID, file: UUID) -> bytes:
    """Associated data of a stored file's bytes."""
    return associated(what="reglament.file", parts=(customer.bytes, file.bytes))


def place_of_key(*, file: UUID) -> bytes:
    """Associated data of a stored file's key."""
    return associated(what="reglament.key.file", parts=(file.bytes,))
