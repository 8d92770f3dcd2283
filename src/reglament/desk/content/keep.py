"""Keeping prose and messages: the only statements that write them. Gives the commitments the ledger will hold."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from django.db import connection

from reglament.desk.clock.commitment import commit
from reglament.desk.clock.world import World
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.content.inbound import end_inbound, take_out
from reglament.desk.content.keep_sealed import Piece, keep_sealed
from reglament.desk.content.safe import Safe
from reglament.desk.content.salted import new_salt
from reglament.desk.content.text import storable
from reglament.desk.content.words import keep_words
from reglament.desk.models.place import Place

RAW = "raw"
NO_ENDS: Mapping[UUID, int] = MappingProxyType({})
_CONTENT = keep_words(
    "fresh",
    before="""with fresh as (
  select id, %s::uuid as customer_id, %s::smallint as line_id, %s::uuid as stream_id, kind, note, salt, commitment, text,
    %s::bigint as made_at, until_at
  from unnest(%s::uuid[], %s::text[], %s::bool[], %s::bytea[], %s::bytea[], %s::text[], %s::bigint[])
    as given(id, kind, note, salt, commitment, text, until_at)
), kept as (
  insert into content(id, customer_id, line_id, stream_id, kind, note, salt, commitment, text, made_at, purge_at)
  select fresh.id, customer_id, line_id, stream_id, kind, note, salt, commitment, text, made_at,
    least(until_at, made_at + line.keep_days * 86400::bigint) from fresh join line on line.id = fresh.line_id
)""",
)
_MESSAGE = """insert into message(id, customer_id, line_id, stream_id, party, author, channel, subject, body, sent_at,
  note, inbound) values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)"""


def keep_contents(
    place: Place,
    contents: Sequence[NewContent],
    *,
    safe: Safe,
    world: World,
    at: int,
    messages: Sequence[NewMessage] = (),
    until: Mapping[UUID, int] = NO_ENDS,
) -> bytes:
    """Keep prose on a stream; give the commitments to it, 32 bytes each, in order. `until`: when a rule wants a piece gone.

    On a confidential line each piece is sealed, and the bytes that `messages` came as follow them under the id of the raw
    message, no longer kept there. Raises NoKeys.
    """
    shown = [storable(raw=content.text).text for content in contents]
    if safe.seals(place.line):
        pieces = [
            Piece(one.id, one.kind, one.note, text.encode(), until.get(one.id))
            for one, text in zip(contents, shown, strict=True)
        ]
        raw = [one.inbound for one in messages if one.inbound is not None]
        pieces += [
            Piece(one, RAW, note=False, payload=take_out(one, safe=safe), until_at=until.get(one))
            for one in raw
        ]
        return keep_sealed(place, pieces, safe=safe, world=world, at=at)
    return _keep_plain(place, contents, shown, world=world, at=at, until=until)


def _keep_plain(
    place: Place,
    contents: Sequence[NewContent],
    shown: Sequence[str],
    *,
    world: World,
    at: int,
    until: Mapping[UUID, int],
) -> bytes:
    if not contents:
        return b""
    salts = [new_salt(world=world) for _ in contents]
    commitments = [commit(salt=salt, payload=text.encode()) for salt, text in zip(salts, shown, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            _CONTENT,
            (
                place.customer,
                place.line,
                place.id,
                at,
                [content.id for content in contents],
                [content.kind for content in contents],
                [content.note for content in contents],
                salts,
                commitments,
                list(shown),
                [until.get(content.id) for content in contents],
            ),
        )
    return b"".join(commitments)


def keep_messages(place: Place, messages: Sequence[NewMessage]) -> None:
    """Keep messages on a stream. A raw message that one was made of ends with it; AlreadyEnded: it had ended before."""
    if not messages:
        return
    with connection.cursor() as cursor:
        for one in messages:
            cursor.execute(
                _MESSAGE,
                (
                    one.id,
                    place.customer,
                    place.line,
                    place.id,
                    one.party,
                    one.author,
                    one.channel,
                    one.subject,
                    one.body,
                    one.sent_at,
                    one.note,
                    one.inbound,
                ),
            )
            if one.inbound is not None:
                end_inbound(one.inbound, stream=place.id)
