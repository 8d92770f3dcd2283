"""The rows of blob keys, one a customer: made at his first file, the same for as long as his files live."""

from uuid import UUID

from django.db import connection

from reglament.desk.clock.world import World
from reglament.desk.content.blob_key import WrappedBlobKey, new_blob_key, unwrap_blob_key
from reglament.desk.content.safe import Safe
from reglament.desk.content.secret import Secret

_MAKE = (
    "insert into blob_key(customer_id, kek, sealed) values (%s,%s,%s) on conflict (customer_id) do nothing"
)


def have_customer_key(customer: UUID, *, safe: Safe, world: World) -> Secret:
    """Give the key that names a customer's files, made and stored if he has none; in a transaction. Raises NoKeys, KekUnknown."""
    found = find_customer_key(customer, safe=safe)
    if found is None:
        made = new_blob_key(customer=customer, ring=safe.newest(), world=world)
        with connection.cursor() as cursor:
            cursor.execute(_MAKE, (customer, made.kek, made.sealed))
        found = find_customer_key(customer, safe=safe)
    if found is None:
        raise AssertionError("a key that was made, or stood in the way of another, is there")
    return found


def find_customer_key(customer: UUID, *, safe: Safe) -> Secret | None:
    """Give the key that names a customer's files; None: he has none yet. Raises NoKeys, KekUnknown."""
    with connection.cursor() as cursor:
        cursor.execute("select kek, sealed from blob_key where customer_id = %s", (customer,))
        row: tuple[int, bytes] | None = cursor.fetchone()
    if row is None:
        return None
    wrapped = WrappedBlobKey(customer, row[0], bytes(row[1]))
    return safe.open(lambda ring: unwrap_blob_key(wrapped=wrapped, ring=ring))
