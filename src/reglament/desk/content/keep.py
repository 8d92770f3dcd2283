"""Keeping prose and messages: the only statements that write them. Gives the commitments the ledger will hold."""

from collections.abc import Sequence

from django.db import connection

from reglament.desk.clock.world import World
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.content.inbound import end_inbound
from reglament.desk.content.salted import commit, new_salt
from reglament.desk.content.words import keep_words
from reglament.desk.models.place import Place

_CONTENT = keep_words(
    "fresh",
    before="""with fresh as (
  select id, %s::uuid as customer_id, %s::smallint as line_id, %s::uuid as stream_id, kind, note, salt, commitment, text,
    %s::bigint as made_at
  from unnest(%s::uuid[], %s::text[], %s::bool[], %s::bytea[], %s::bytea[], %s::text[])
    as given(id, kind, note, salt, commitment, text)
), kept as (
  insert into content(id, customer_id, line_id, stream_id, kind, note, salt, commitment, text, made_at)
  select id, customer_id, line_id, stream_id, kind, note, salt, commitment, text, made_at from fresh
)""",
)
_MESSAGE = """insert into message(id, customer_id, line_id, stream_id, party, author, channel, subject, body, sent_at,
  note, inbound) values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)"""


def keep_contents(place: Place, contents: Sequence[NewContent], *, world: World, at: int) -> bytes:
    """Keep prose on a stream; give the commitments to it, 32 bytes each, in order."""
    if not contents:
        return b""
    salts = [new_salt(world=world) for _ in contents]
    commitments = [
        commit(salt=salt, payload=content.text.encode())
        for salt, content in zip(salts, contents, strict=True)
    ]
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
                [content.text for content in contents],
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
