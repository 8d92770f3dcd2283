"""Keeping prose and messages: the only statements that write them. Gives the commitments the ledger will hold."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

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
from reglament.desk.models.sheet import Part, Sheet, on_sheet

RAW = "raw"
NO_ENDS: Mapping[UUID, int] = MappingProxyType({})
_CONTENT = Part(
    "kept_words",
    "{fresh}, kept_words as ({words})".format(
        fresh="""fresh as (
  select f.*, decode(f.salt_hex, 'hex') as salt, decode(f.commitment_hex, 'hex') as commitment
  from jsonb_to_recordset({rows}) as f(id uuid, customer_id uuid, line_id smallint, stream_id uuid, kind text, note bool,
    salt_hex text, commitment_hex text, text text, made_at bigint, until_at bigint)
), kept as (
  insert into content(id, customer_id, line_id, stream_id, kind, note, salt, commitment, text, made_at, purge_at)
  select fresh.id, customer_id, line_id, stream_id, kind, note, salt, commitment, text, made_at,
    least(until_at, made_at + line.keep_days * 86400::bigint) from fresh join line on line.id = fresh.line_id
)""",
        words=keep_words("fresh"),
    ),
)
_MESSAGES = Part(
    "messages",
    """messages as (
  insert into message(id, customer_id, line_id, stream_id, party, author, channel, subject, body, sent_at, note, inbound)
  select * from jsonb_to_recordset({rows}) as m(id uuid, customer uuid, line smallint, stream uuid, party text, author text,
    channel text, subject uuid, body uuid, sent_at bigint, note bool, inbound uuid))""",
)


def keep_contents(
    place: Place,
    contents: Sequence[NewContent],
    *,
    safe: Safe,
    world: World,
    at: int,
    messages: Sequence[NewMessage] = (),
    until: Mapping[UUID, int] = NO_ENDS,
    sheet: Sheet | None = None,
) -> bytes:
    """Keep prose on a stream; give the commitments to it, 32 bytes each, in order. `until`: when a rule wants a piece gone.

    `sheet`: on which it is put, else it is written at once.

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
    return _keep_plain(place, contents, shown, world=world, at=at, until=until, sheet=sheet)


def _keep_plain(
    place: Place,
    contents: Sequence[NewContent],
    shown: Sequence[str],
    *,
    world: World,
    at: int,
    until: Mapping[UUID, int],
    sheet: Sheet | None,
) -> bytes:
    salts = [new_salt(world=world) for _ in contents]
    commitments = [commit(salt=salt, payload=text.encode()) for salt, text in zip(salts, shown, strict=True)]
    owned = {"customer_id": place.customer, "line_id": place.line, "stream_id": place.id, "made_at": at}
    rows = [
        {
            **owned,
            "id": one.id,
            "kind": one.kind,
            "note": one.note,
            "salt_hex": salt.hex(),
            "commitment_hex": commitment.hex(),
            "text": text,
            "until_at": until.get(one.id),
        }
        for one, text, salt, commitment in zip(contents, shown, salts, commitments, strict=True)
    ]
    with on_sheet(sheet) as written:
        written.add(_CONTENT, *rows)
    return b"".join(commitments)


def keep_messages(place: Place, messages: Sequence[NewMessage], *, sheet: Sheet | None = None) -> None:
    """Keep messages on a stream. A raw message that one was made of ends with it; AlreadyEnded: it had ended before."""
    owned = {"customer": place.customer, "line": place.line, "stream": place.id}
    with on_sheet(sheet) as written:
        for one in messages:
            row = {
                **owned,
                "id": one.id,
                "party": one.party,
                "author": one.author,
                "channel": one.channel,
                "subject": one.subject,
                "body": one.body,
                "sent_at": one.sent_at,
                "note": one.note,
                "inbound": one.inbound,
            }
            written.add(_MESSAGES, row)
            if one.inbound is not None:
                end_inbound(one.inbound, stream=place.id, sheet=written)
