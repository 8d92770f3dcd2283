"""The rows of intake's pairs: made ahead by the worker, read by halves, destroyed when nothing is left of their day."""

from datetime import date
from uuid import UUID

from django.db import connection

from reglament.desk.clock.world import World
from reglament.desk.content.intake_key import (
    IntakeKey,
    WrappedIntakeKey,
    intake_keys_needed,
    new_intake_key,
    open_from_intake,
    seal_for_intake,
)
from reglament.desk.content.safe import Safe, day_of
from reglament.desk.content.seal import NotOpened

_MAILBOXES = """select m.id, array(select k.day from intake_key k where k.mailbox_id = m.id and k.day >= %s)
from mailbox m join line l on l.id = m.line_id where l.confidential order by m.id"""
_MAKE = """insert into intake_key(mailbox_id, day, public, kek, sealed) values (%s,%s,%s,%s,%s)
on conflict (mailbox_id, day) do nothing"""
_PUBLIC = "select public from intake_key where mailbox_id = %s and day = %s"
_WHOLE = "select public, kek, sealed from intake_key where mailbox_id = %s and day = %s"


class NoIntakeKey(Exception):  # noqa: N818 - named for what is missing
    """Nothing can be sealed for this mailbox today: the letter is not taken now, its sender tries again."""

    def __init__(self, mailbox: int, day: date) -> None:
        super().__init__(
            f"Mailbox {mailbox} is confidential and has no key for {day}. Start a worker with the folder of keys: it makes a week's."
        )


def make_intake_keys(*, safe: Safe, world: World) -> int:
    """Have a pair for each confidential mailbox, today and a week ahead; give how many were made. In a transaction. Raises NoKeys."""
    today = day_of(world.now())
    with connection.cursor() as cursor:
        cursor.execute(_MAILBOXES, (today,))
        wanted = [
            (mailbox, day)
            for mailbox, have in cursor.fetchall()
            for day in intake_keys_needed(today=today, have=have)
        ]
        if not wanted:
            return 0
        ring = safe.newest()
        for mailbox, day in wanted:
            made = new_intake_key(mailbox=mailbox, day=day, ring=ring, world=world)
            cursor.execute(_MAKE, (mailbox, day, made.key.public, made.kek, made.sealed))
    return len(wanted)


def box(raw: bytes, *, mailbox: int, inbound: UUID, day: date, world: World) -> bytes:
    """Seal a letter that arrived for the worker; who does it cannot open it again. Raises NoIntakeKey."""
    with connection.cursor() as cursor:
        cursor.execute(_PUBLIC, (mailbox, day))
        row: tuple[bytes] | None = cursor.fetchone()
    if row is None:
        raise NoIntakeKey(mailbox, day)
    key = IntakeKey(mailbox, day, bytes(row[0]))
    return seal_for_intake(payload=raw, key=key, inbound=inbound, world=world)


def unbox(sealed: bytes, *, mailbox: int, inbound: UUID, day: date, safe: Safe) -> bytes:
    """Open a letter that intake sealed. Raises NoKeys, KekUnknown, NotOpened."""
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE, (mailbox, day))
        row: tuple[bytes, int, bytes] | None = cursor.fetchone()
    if row is None:
        raise NotOpened(
            f"The key of mailbox {mailbox} for {day} was destroyed: what came then cannot be opened."
        )
    wrapped = WrappedIntakeKey(IntakeKey(mailbox, day, bytes(row[0])), row[1], bytes(row[2]))
    return safe.open(
        lambda ring: open_from_intake(sealed=sealed, wrapped=wrapped, inbound=inbound, ring=ring)
    )


def change_intake_key(*, mailbox: int, day: date, safe: Safe, world: World) -> None:
    """Put a fresh pair in the place of a day's; what was sealed for the former one is to be sealed anew at once."""
    made = new_intake_key(mailbox=mailbox, day=day, ring=safe.newest(), world=world)
    with connection.cursor() as cursor:
        cursor.execute(
            "update intake_key set public = %s, kek = %s, sealed = %s where mailbox_id = %s and day = %s",
            (made.key.public, made.kek, made.sealed, mailbox, day),
        )
