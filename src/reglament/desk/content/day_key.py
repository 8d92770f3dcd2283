"""The rows of data keys, one a case and day: found or made for a writer, changed under what is left of a day, destroyed."""

from datetime import date
from uuid import UUID

from django.db import connection

from reglament.desk.clock.world import World
from reglament.desk.content.key_ring import WrappedKey, new_key, unwrap_key
from reglament.desk.content.safe import Safe
from reglament.desk.content.secret import Secret
from reglament.desk.models.place import Place

_FIND = "select kek, sealed from wrapped_key where stream_id = %s and day = %s"
_MAKE = """insert into wrapped_key(stream_id, customer_id, line_id, day, kek, sealed) values (%s,%s,%s,%s,%s,%s)
on conflict (stream_id, day) do nothing"""
_CHANGE = "update wrapped_key set kek = %s, sealed = %s where stream_id = %s and day = %s"


def key_of_day(place: Place, day: date, *, safe: Safe, world: World) -> Secret:
    """Give the key of a stream and day, made and stored if it is the first of that day. Raises NoKeys, KekUnknown."""
    found = find_key(place.id, day, safe=safe)
    if found is not None:
        return found
    secret, wrapped = new_key(case=place.id, day=day, ring=safe.newest(), world=world)
    with connection.cursor() as cursor:
        cursor.execute(_MAKE, (place.id, place.customer, place.line, day, wrapped.kek, wrapped.sealed))
        made = cursor.rowcount == 1
    if made:
        return secret
    found = find_key(place.id, day, safe=safe)
    if found is None:
        raise AssertionError("a key that stood in the way of another is there")
    return found


def find_key(stream: UUID, day: date, *, safe: Safe) -> Secret | None:
    """Give the key of a stream and day; None: there was never one, or it was destroyed. Raises NoKeys, KekUnknown."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, (stream, day))
        row: tuple[int, bytes] | None = cursor.fetchone()
    if row is None:
        return None
    wrapped = WrappedKey(stream, day, row[0], bytes(row[1]))
    return safe.open(lambda ring: unwrap_key(wrapped=wrapped, ring=ring))


def change_key(stream: UUID, day: date, *, safe: Safe, world: World) -> Secret:
    """Put a fresh key in the place of a day's; whatever was sealed under the former one is to be sealed anew at once."""
    secret, wrapped = new_key(case=stream, day=day, ring=safe.newest(), world=world)
    with connection.cursor() as cursor:
        cursor.execute(_CHANGE, (wrapped.kek, wrapped.sealed, stream, day))
    return secret


def destroy_key(stream: UUID, day: date) -> None:
    """Take the key away: nothing sealed under it is opened any more."""
    with connection.cursor() as cursor:
        cursor.execute("delete from wrapped_key where stream_id = %s and day = %s", (stream, day))
