"""Raw letters whose time is over: decided on by a mark, and the pairs of their mailbox and day destroyed or changed with it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import connection

from reglament.desk.clock.world import World
from reglament.desk.content.due import HELD
from reglament.desk.content.mailbox_key import box, change_intake_key, unbox
from reglament.desk.content.safe import Safe, day_of

DAY = 86_400
_MAILBOXES = """select m.id, coalesce(nullif(m.received_as, ''), m.channel), l.regulation, l.keep_days
from mailbox m join line l on l.id = m.line_id order by m.id"""
_KEPT = f"""select i.id, i.day, i.received_at from inbound i
where i.mailbox_id = %(mailbox)s and i.raw is not null and i.purged_at is null and i.received_at <= %(at)s
  and not exists (select from stream s where s.id = i.stream and {HELD.format(row="s", stream="id")})
order by i.received_at limit %(most)s for no key update of i"""  # noqa: S608 - no values in it
_MARK = "update inbound set purged_at = %s where id = any(%s)"
_LEFT = """select id, raw from inbound
where mailbox_id = %s and day = %s and raw is not null and purged_at is null for no key update"""
_DROP_PAIR = "delete from intake_key where mailbox_id = %s and day = %s"
# A day's slack: nobody who looked up yesterday's public half is still at it.
_IDLE = """delete from intake_key k where k.day < %s and not exists (select from inbound i
  where i.mailbox_id = k.mailbox_id and i.day = k.day and i.raw is not null)"""

# What a mailbox's channel, its line's regulation and a moment of receipt come to: when the letter is to be gone; None: never.
Ends = Callable[[str, str, int], int | None]


def mark_due_letters(*, at: int, most: int, ends: Ends, safe: Safe, world: World) -> int:
    """Decide on up to `most` letters of each mailbox that are due and whose case nobody holds; give how many. In a transaction."""
    marked = 0
    with connection.cursor() as cursor:
        cursor.execute(_MAILBOXES)
        mailboxes = cursor.fetchall()
    for mailbox, channel, regulation, keep_days in mailboxes:
        with connection.cursor() as cursor:
            cursor.execute(_KEPT, {"mailbox": mailbox, "at": at, "most": most})
            rows = cursor.fetchall()
        due = [
            (letter, day)
            for letter, day, received_at in rows
            if _is_due(at, ends(channel, regulation, received_at), received_at, keep_days)
        ]
        marked += len(due)
        if due:
            with connection.cursor() as cursor:
                cursor.execute(_MARK, (at, [letter for letter, _ in due]))
            for day in sorted({day for _, day in due if day is not None}):
                _end_pair(mailbox, day, today=day_of(at), safe=safe, world=world)
    return marked


def drop_idle_pairs(*, at: int) -> int:
    """Destroy pairs of past days none of whose letters is left as it came; give how many."""
    with connection.cursor() as cursor:
        cursor.execute(_IDLE, (day_of(at - DAY),))
        return int(cursor.rowcount)


def _is_due(at: int, end: int | None, received_at: int, keep_days: int | None) -> bool:
    ends = [end] if end is not None else []
    if keep_days is not None:
        ends.append(received_at + keep_days * DAY)
    return bool(ends) and min(ends) <= at


def _end_pair(mailbox: int, day: date, *, today: date, safe: Safe, world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, (mailbox, day))
        left: list[tuple[UUID, bytes]] = cursor.fetchall()
        if not left and day < today:
            cursor.execute(_DROP_PAIR, (mailbox, day))
            return
    plain = [
        (letter, unbox(bytes(raw), mailbox=mailbox, inbound=letter, day=day, safe=safe))
        for letter, raw in left
    ]
    change_intake_key(mailbox=mailbox, day=day, safe=safe, world=world)
    with connection.cursor() as cursor:
        for letter, raw in plain:
            sealed = box(raw, mailbox=mailbox, inbound=letter, day=day, world=world)
            cursor.execute("update inbound set raw = %s where id = %s", (sealed, letter))
