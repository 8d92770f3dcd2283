"""Taking a message in: its bytes are committed before anything is made of them. Only then may a channel acknowledge it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal
from uuid import UUID

from django.db import connection, transaction

from reglament.desk.clock.fail_point import fail_point
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.world import World
from reglament.desk.content.inbound import keep_inbound, same_inbound
from reglament.desk.content.mailbox_key import box
from reglament.desk.content.safe import day_of
from reglament.desk.ledger.number import take_number
from reglament.desk.record.transaction import durably
from reglament.desk.record.viewer import SYSTEM

_MAILBOX = (
    "select id from mailbox where channel = %s and (%s or upper(address) = upper(%s)) order by id limit 1"
)
_LINE = "select l.id, l.confidential from mailbox m join line l on l.id = m.line_id where m.id = %s"


class MailboxUnknown(LookupError):  # noqa: N818 - named for what happened
    """There is no such mailbox: whoever brings a message finds its mailbox first."""


@dataclass(frozen=True, slots=True)
class Taken:
    """`new`, or `repeated`: it was there already. `number` is the case number it got when it first came."""

    outcome: Literal["new", "repeated"]
    inbound: UUID
    number: str


def find_mailbox(*, channel: str, address: str | None = None) -> int | None:
    """Find a channel's mailbox by its address, in any case; without an address, its first."""
    with connection.cursor() as cursor:
        cursor.execute(_MAILBOX, (channel, address is None, address or ""))
        found: tuple[int] | None = cursor.fetchone()
        return found[0] if found else None


def take_in(
    *, world: World, mailbox: int, source_key: str, raw: bytes, received_at: int | None = None
) -> Taken:
    """Keep the bytes of a message and take the number a case of it would have. `received_at`: now, unless the channel knows.

    `source_key` is the channel's own name for the message, of printable ASCII. The same key, or the same bytes in the same
    mailbox, is there already; a Message-ID says nothing, for senders repeat them. On a confidential line they are sealed first,
    and known by their key alone; raises NoIntakeKey where that cannot be done today.
    """
    plain = sha256(raw).digest()

    def work() -> Taken:
        line, is_confidential = _line_of(mailbox)
        digest = None if is_confidential else plain
        found = same_inbound(mailbox=mailbox, source_key=source_key, digest=digest)
        if found:
            return Taken("repeated", *found)
        number = take_number(line)
        # Whoever waited for the number may have waited for the same message.
        found = same_inbound(mailbox=mailbox, source_key=source_key, digest=digest)
        if found:
            transaction.set_rollback(True)
            return Taken("repeated", *found)
        now = world.now()
        inbound = new_id(world)
        day = day_of(now) if is_confidential else None
        keep_inbound(
            id=inbound,
            mailbox=mailbox,
            line=line,
            source_key=source_key,
            digest=digest,
            raw=raw if day is None else box(raw, mailbox=mailbox, inbound=inbound, day=day, world=world),
            day=day,
            received_at=now if received_at is None else min(received_at, now),
            number=number,
        )
        fail_point("ingest.before raw commit")
        return Taken("new", inbound, number)

    taken = durably(SYSTEM, work)
    fail_point("ingest.after raw commit")
    return taken


def _line_of(mailbox: int) -> tuple[int, bool]:
    """The line of a mailbox, and whether it is confidential."""
    with connection.cursor() as cursor:
        cursor.execute(_LINE, (mailbox,))
        found: tuple[int, bool] | None = cursor.fetchone()
    if found is None:
        raise MailboxUnknown(mailbox)
    return found
