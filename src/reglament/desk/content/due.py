"""What is due to be purged: found, and decided on by one mark that everything later follows. Its keys go in the same transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from reglament.desk.clock.world import World
from reglament.desk.content.day_key import change_key, destroy_key, find_key
from reglament.desk.content.file import place_of_key, seal_file_key
from reglament.desk.content.safe import Safe
from reglament.desk.content.seal import NONCE_OCTETS, open_sealed, place_of_content, seal
from reglament.desk.content.secret import Secret

# A row of a table named by one letter is held while a hold on its customer or stream lasts.
HELD = """exists (select from legal_hold h where h.customer_id = {row}.customer_id
  and (h.stream_id is null or h.stream_id = {row}.{stream})
  and h.from_at <= %(at)s and (h.until_at is null or h.until_at > %(at)s))"""
_DUE = "{row}.purge_at <= %(at)s and {row}.purged_at is null"
_OF_CONTENT = f"{_DUE.format(row='c')} and not {HELD.format(row='c', stream='stream_id')}"
_OF_FILES = f"{_DUE.format(row='b')} and not {HELD.format(row='b', stream='stream_id')}"
_STREAMS = f"""select distinct stream_id from (
  (select c.stream_id from content c where {_OF_CONTENT} limit %(most)s)
  union all (select b.stream_id from blob b where {_OF_FILES} limit %(most)s)) as due"""  # noqa: S608 - no values in it
_MARK_CONTENT = f"""update content c set purged_at = %(at)s where c.stream_id = any(%(ids)s) and {_OF_CONTENT}
returning c.stream_id, c.day"""  # noqa: S608 - no values in it
_MARK_FILES = f"""update blob b set purged_at = %(at)s where b.stream_id = any(%(ids)s) and {_OF_FILES}
returning b.stream_id, b.day"""  # noqa: S608 - no values in it
_HELD_BACK = f"""select (select count(*) from content c where {_DUE.format(row="c")})
  + (select count(*) from blob b where {_DUE.format(row="b")})"""  # noqa: S608 - no values in it
_LEFT = """select id, customer_id, sealed from content
where stream_id = %s and day = %s and purged_at is null and sealed is not null"""
_FILES_LEFT = """select id, sealed from blob
where stream_id = %s and day = %s and purged_at is null and sealed is not null"""


@dataclass(frozen=True, slots=True)
class Marked:
    """How much was decided on."""

    contents: int
    files: int


def due_streams(*, at: int, most: int) -> list[UUID]:
    """Streams with something whose time is over and that nobody holds, some of them."""
    with connection.cursor() as cursor:
        cursor.execute(_STREAMS, {"at": at, "most": most})
        return [stream for (stream,) in cursor.fetchall()]


def held_back(*, at: int) -> int:
    """How many pieces and files are due and not decided on: after a purge, those that a hold keeps."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD_BACK, {"at": at})
        return int(cursor.fetchone()[0])


def mark_due(streams: Sequence[UUID], *, at: int, safe: Safe, world: World) -> Marked:
    """Decide on what is due on locked streams and destroy its keys. What is left of a day gets a fresh key first. Raises NoKeys."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK_CONTENT, {"at": at, "ids": list(streams)})
        contents = cursor.fetchall()
        cursor.execute(_MARK_FILES, {"at": at, "ids": list(streams)})
        files = cursor.fetchall()
    for stream, day in sorted({(stream, day) for stream, day in (*contents, *files) if day is not None}):
        _end_key(stream, day, safe=safe, world=world)
    return Marked(len(contents), len(files))


def _end_key(stream: UUID, day: date, *, safe: Safe, world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, (stream, day))
        contents = cursor.fetchall()
        cursor.execute(_FILES_LEFT, (stream, day))
        files = cursor.fetchall()
    if not contents and not files:
        destroy_key(stream, day)
        return
    former = find_key(stream, day, safe=safe)
    if former is None:
        return
    fresh = change_key(stream, day, safe=safe, world=world)
    _seal_contents(stream, contents, former, fresh, world)
    _seal_file_keys(files, former, fresh, world)


def _seal_contents(
    stream: UUID, rows: Iterable[tuple[UUID, UUID, bytes]], former: Secret, fresh: Secret, world: World
) -> None:
    with connection.cursor() as cursor:
        for content, customer, sealed in rows:
            place = place_of_content(customer=customer, stream=stream, content=content)
            payload = open_sealed(key=former, sealed=bytes(sealed), aad=place)
            anew = seal(key=fresh, payload=payload, aad=place, nonce=world.random(NONCE_OCTETS))
            cursor.execute("update content set sealed = %s where id = %s", (anew, content))


def _seal_file_keys(rows: Iterable[tuple[UUID, bytes]], former: Secret, fresh: Secret, world: World) -> None:
    with connection.cursor() as cursor:
        for file, sealed in rows:
            own = Secret(open_sealed(key=former, sealed=bytes(sealed), aad=place_of_key(file=file)))
            anew = seal_file_key(own, day_key=fresh, file=file, world=world)
            cursor.execute("update blob set sealed = %s where id = %s", (anew, file))
