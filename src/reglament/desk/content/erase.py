"""Carrying a purge out: what was decided on loses text, seal and salt; only commitments, times and sizes stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

_PENDING = """select distinct stream_id from (
  (select stream_id from content where purged_at is not null and salt is not null limit %s)
  union all (select stream_id from blob where purged_at is not null and name <> '' and salt is not null limit %s)) as pending"""
_CONTENT = """update content set text = null, sealed = null, salt = null
where stream_id = %s and purged_at is not null and salt is not null returning id, commitment"""
_FILES = """update blob set sealed = null, salt = null
where stream_id = %s and purged_at is not null and name <> '' and salt is not null returning commitment"""
# Who wrote is told by the case's events; the address itself goes with the letter.
_MESSAGES = """update message set author = case when party = 'customer' then '' else author end
where stream_id = %s and (subject = any(%s) or body = any(%s)) returning id, channel, party, inbound"""
_LETTERS = """update letter set recipient = '', trouble = '',
  state = case when state = 'ready' then 'withdrawn' else state end where message_id = any(%s)"""
_RAW = (
    """update inbound set raw = null, digest = null, purged_at = coalesce(purged_at, %s) where id = any(%s)"""
)
_MARKED_RAW = """update inbound set raw = null, digest = null, lease_until = null, due_at = null,
  reason = case when state in ('new', 'quarantined') then %s else reason end,
  state = case when state in ('new', 'quarantined') then 'done' else state end
where id in (select id from inbound where purged_at is not null and raw is not null limit %s)"""
_DISCARDED = """select distinct b.name, exists (select from blob o where o.name = b.name and o.purged_at is null)
from blob b where b.purged_at is not null and b.name <> '' limit %s"""
UNREAD = "inbound/purged"


@dataclass(frozen=True, slots=True)
class Erased:
    """What one stream lost: the commitments that stand for nothing now, and the channels its customer's letters came by."""

    commitments: tuple[bytes, ...]
    channels: tuple[str, ...]


def pending_streams(*, most: int) -> list[UUID]:
    """Streams with something decided on and not yet carried out, some of them."""
    with connection.cursor() as cursor:
        cursor.execute(_PENDING, (most, most))
        return [stream for (stream,) in cursor.fetchall()]


def erase(stream: UUID, *, at: int) -> Erased:
    """Carry out what was decided on for a stream, in the transaction that records it."""
    with connection.cursor() as cursor:
        cursor.execute(_CONTENT, (stream,))
        contents = cursor.fetchall()
        cursor.execute(_FILES, (stream,))
        commitments = [bytes(row[-1]) for row in (*contents, *cursor.fetchall())]
        ids = [content for content, _ in contents]
        cursor.execute(_MESSAGES, (stream, ids, ids))
        messages = cursor.fetchall()
        cursor.execute(_LETTERS, ([message for message, *_ in messages],))
        cursor.execute(_RAW, (at, [inbound for *_, inbound in messages if inbound is not None]))
    channels = {channel for _, channel, party, _ in messages if party == "customer"}
    return Erased(tuple(sorted(commitments)), tuple(sorted(channels)))


def erase_letters(*, most: int) -> int:
    """Take the bytes of raw letters that were decided on; one that nobody had read yet ends by it. Give how many."""
    with connection.cursor() as cursor:
        cursor.execute(_MARKED_RAW, (UNREAD, most))
        return int(cursor.rowcount)


def files_to_discard(*, most: int) -> Sequence[tuple[str, bool]]:
    """Names of files that were decided on, and whether a file that stays has the same bytes and name."""
    with connection.cursor() as cursor:
        cursor.execute(_DISCARDED, (most,))
        found: list[tuple[str, bool]] = cursor.fetchall()
        return found


def forget_names(names: Sequence[str]) -> None:
    """Take the names of discarded files from their rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update blob set name = '' where purged_at is not null and name = any(%s)", (list(names),)
        )
