"""Keeping what is confidential: each piece sealed under the key of its case and day before a statement sees it."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from reglament.desk.clock.commitment import commit
from reglament.desk.clock.world import World
from reglament.desk.content.day_key import key_of_day
from reglament.desk.content.safe import Safe, day_of
from reglament.desk.content.salted import new_salt
from reglament.desk.content.seal import NONCE_OCTETS, place_of_content, seal
from reglament.desk.models.place import Place

_SEALED = """insert into content(id, customer_id, line_id, stream_id, kind, note, salt, commitment, sealed, day, made_at, purge_at)
select fresh.id, %s, %s, %s, kind, note, salt, commitment, sealed, %s, %s, least(until_at, %s + line.keep_days * 86400::bigint)
from unnest(%s::uuid[], %s::text[], %s::bool[], %s::bytea[], %s::bytea[], %s::bytea[], %s::bigint[])
  as fresh(id, kind, note, salt, commitment, sealed, until_at), line where line.id = %s"""


class Piece(NamedTuple):
    """What is to be sealed. `until_at`: when a rule wants it gone, UTC seconds."""

    id: UUID
    kind: str
    note: bool
    payload: bytes
    until_at: int | None


def keep_sealed(place: Place, pieces: Sequence[Piece], *, safe: Safe, world: World, at: int) -> bytes:
    """Keep pieces sealed; give the commitments to what they are in plain. Raises NoKeys."""
    if not pieces:
        return b""
    day = day_of(at)
    key = key_of_day(place, day, safe=safe, world=world)
    salts = [new_salt(world=world) for _ in pieces]
    commitments = [
        commit(salt=salt, payload=piece.payload) for salt, piece in zip(salts, pieces, strict=True)
    ]
    sealed = [
        seal(
            key=key,
            payload=piece.payload,
            aad=place_of_content(customer=place.customer, stream=place.id, content=piece.id),
            nonce=world.random(NONCE_OCTETS),
        )
        for piece in pieces
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            _SEALED,
            (
                *(place.customer, place.line, place.id, day, at, at),
                [piece.id for piece in pieces],
                [piece.kind for piece in pieces],
                [piece.note for piece in pieces],
                *(salts, commitments, sealed),
                [piece.until_at for piece in pieces],
                place.line,
            ),
        )
    return b"".join(commitments)
