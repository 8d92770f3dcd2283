"""Reading a stored file: in pieces where it is plain, whole where it has to be opened; or the reason why it is not there."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import connection

from reglament.desk.clock.ids import new_id
from reglament.desk.clock.world import World
from reglament.desk.content.blob_store import BlobDamaged, BlobStore
from reglament.desk.content.customer_key import find_customer_key
from reglament.desk.content.day_key import find_key
from reglament.desk.content.file import place_of_file, place_of_key
from reglament.desk.content.kek import KekUnknown
from reglament.desk.content.read import Unread
from reglament.desk.content.safe import Safe
from reglament.desk.content.seal import NotOpened, open_sealed
from reglament.desk.content.secret import Secret

_READ = "select customer_id, line_id, stream_id, name, sealed, day, purged_at from blob where id = %s"
_OPENED = """insert into opening(id, customer_id, line_id, who, stream, content, at) values (%s,%s,%s,%s,%s,%s,%s)"""


def open_file(
    file: UUID, *, blobs: BlobStore, safe: Safe, who: str, world: World
) -> Iterator[bytes] | Unread | None:
    """Give a file's bytes for somebody; None: there is none that the transaction shows him. A sealed one is written down as opened.

    Raises BlobMissing, and BlobDamaged once all pieces but the last were given.
    """
    with connection.cursor() as cursor:
        cursor.execute(_READ, (file,))
        row = cursor.fetchone()
        if row is None:
            return None
        customer, line, stream, name, sealed, day, purged_at = row
        if purged_at is not None:
            return Unread.PURGED
        if not safe.has_keys:
            return Unread.SEALED
        try:
            names = find_customer_key(customer, safe=safe)
            key = None if sealed is None else _own_key(file, stream, day, bytes(sealed), safe)
            if names is None or isinstance(key, Unread):
                return key if isinstance(key, Unread) else Unread.LOST
            if key is None:
                return blobs.read(name=name, key=names)
            whole = b"".join(blobs.read(name=name, key=names))
            plain = open_sealed(key=key, sealed=whole, aad=place_of_file(customer=customer, file=file))
        except KekUnknown:
            return Unread.LOST
        except (NotOpened, BlobDamaged):
            return Unread.DAMAGED
        cursor.execute(_OPENED, (new_id(world), customer, line, who, stream, file, world.now()))
        return iter((plain,))


def _own_key(file: UUID, stream: UUID, day: date, sealed: bytes, safe: Safe) -> Secret | Unread:
    day_key = find_key(stream, day, safe=safe)
    if day_key is None:
        return Unread.PURGED
    return Secret(open_sealed(key=day_key, sealed=sealed, aad=place_of_key(file=file)))
