"""Every key wrapped anew under the newest key-encryption key, after which older versions are out of use and may be destroyed."""

from datetime import date
from uuid import UUID

from django.db import connection

from reglament.desk.clock.world import World
from reglament.desk.content.blob_key import WrappedBlobKey, rewrap_blob_key
from reglament.desk.content.intake_key import IntakeKey, WrappedIntakeKey, rewrap_intake_key
from reglament.desk.content.kek import KekRing
from reglament.desk.content.key_ring import WrappedKey, rewrap_key

# Readers go on; whoever would add a key waits, and is refused by a trigger if he wraps by an old version then.
_ALONE = "lock table wrapped_key, intake_key, blob_key in share row exclusive mode"
_NEWEST = "insert into kek(version, since_at) values (%s, %s) on conflict (version) do nothing"
_IN_USE = """select min(kek) from (select min(kek) from wrapped_key union all select min(kek) from intake_key
  union all select min(kek) from blob_key) as used(kek)"""


def rewrap_all(*, ring: KekRing, world: World) -> int:
    """Wrap every key anew under the ring's newest; give how many were. In a transaction, which holds off new keys meanwhile.

    Raises KekUnknown or NotOpened where a row cannot be unwrapped: its key-encryption key is lost, and nothing was changed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)
        cursor.execute(_NEWEST, (ring.newest, world.now()))
    return _rewrap_days(ring, world) + _rewrap_pairs(ring, world) + _rewrap_customers(ring, world)


def oldest_in_use() -> int | None:
    """The oldest version that some key is wrapped by; None: there are no keys."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_USE)
        found: int | None = cursor.fetchone()[0]
        return found


def _rewrap_days(ring: KekRing, world: World) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select stream_id, day, kek, sealed from wrapped_key where kek < %s", (ring.newest,))
        rows: list[tuple[UUID, date, int, bytes]] = cursor.fetchall()
        for stream, day, kek, sealed in rows:
            anew = rewrap_key(wrapped=WrappedKey(stream, day, kek, bytes(sealed)), ring=ring, world=world)
            cursor.execute(
                "update wrapped_key set kek = %s, sealed = %s where stream_id = %s and day = %s",
                (anew.kek, anew.sealed, stream, day),
            )
    return len(rows)


def _rewrap_pairs(ring: KekRing, world: World) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select mailbox_id, day, public, kek, sealed from intake_key where kek < %s", (ring.newest,)
        )
        rows: list[tuple[int, date, bytes, int, bytes]] = cursor.fetchall()
        for mailbox, day, public, kek, sealed in rows:
            former = WrappedIntakeKey(IntakeKey(mailbox, day, bytes(public)), kek, bytes(sealed))
            anew = rewrap_intake_key(wrapped=former, ring=ring, world=world)
            cursor.execute(
                "update intake_key set kek = %s, sealed = %s where mailbox_id = %s and day = %s",
                (anew.kek, anew.sealed, mailbox, day),
            )
    return len(rows)


def _rewrap_customers(ring: KekRing, world: World) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select customer_id, kek, sealed from blob_key where kek < %s", (ring.newest,))
        rows: list[tuple[UUID, int, bytes]] = cursor.fetchall()
        for customer, kek, sealed in rows:
            former = WrappedBlobKey(customer, kek, bytes(sealed))
            anew = rewrap_blob_key(wrapped=former, ring=ring, world=world)
            cursor.execute(
                "update blob_key set kek = %s, sealed = %s where customer_id = %s",
                (anew.kek, anew.sealed, customer),
            )
    return len(rows)
