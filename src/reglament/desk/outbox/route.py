"""Where a letter about a case goes: the channel its customer wrote by, his address there, the language he reads."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.content.fresh import NewMessage
from reglament.desk.models.place import Place
from reglament.words.catalogue import LANGUAGES, Language

_WROTE = """select channel, author from message where stream_id = %s and party = 'customer' and not note
order by sent_at desc, id desc limit 1"""
# The channel by which the customer wrote, if the line has a mailbox on it, else the line's first mailbox; and the contact.
_ROUTE = """select m.channel, c.email, c.telegram, c.language
from (select channel from mailbox where line_id = %s order by channel <> %s, id limit 1) m
left join contact c on c.id = %s and (c.until_at is null or c.until_at > %s)"""
# On a channel with addresses of its own; on all others people have the address of their mail.
OWN_ADDRESSES = "telegram"


@dataclass(frozen=True, slots=True)
class Route:
    """`language` None: the recipient is nobody we know."""

    channel: str
    recipient: str
    language: str | None


def find_route(place: Place, *, contact: UUID | None, arrived: NewMessage | None, at: int) -> Route | None:
    """Find the way to a case's contact, or to the stranger who wrote it; `arrived`: his message, if it is being kept only now.

    None: nobody wrote, or there is no address, or the line has no mailbox to write from.
    """
    wrote = (arrived.channel, arrived.author) if arrived else _one(_WROTE, (place.id,))
    found = _one(_ROUTE, (place.line, wrote[0], contact, at)) if wrote else None
    if wrote is None or found is None:
        return None
    (by, author), (channel, email, telegram, language) = wrote, found
    if contact is None:
        return Route(channel, author, None) if channel == by and author else None
    address = telegram if channel == OWN_ADDRESSES else email
    return Route(channel, address, language) if address else None


def read_by(wanted: str | None, regulation: Regulation) -> Language:
    """Give the language a letter is written in: its reader's, the regulation's where we do not know him or do not speak his."""
    return spoken(wanted, *regulation.languages)


def spoken(*wanted: str | None) -> Language:
    """Give the first of these languages that we speak, else our first."""
    return next((known for one in wanted for known in LANGUAGES if known == one), LANGUAGES[0])


def _one(statement: str, values: tuple[UUID | str | int | None, ...]) -> tuple[str, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[str, ...] | None = cursor.fetchone()
        return row
