"""Letters that are about no case: to staff, and to customers about what governs them. Their words are ours alone and lie with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from reglament.desk.outbox.queue import DOMAIN

_QUEUE = """insert into letter(id, customer_id, line_id, channel, recipient, stable_id, automatic, subject, body,
  state, attempts, ready_at, fence, trouble, queued_at)
select id, customer, line, channel, recipient, id || %s, true, subject, body, 'ready', 0, %s, 0, '', %s
from unnest(%s::uuid[], %s::uuid[], %s::smallint[], %s::text[], %s::text[], %s::text[], %s::text[])
  as given(id, customer, line, channel, recipient, subject, body)"""

_UNSENT = "select id from letter where state = 'ready' and stream_id is null and customer_id is null"
_WITHDRAW = (
    "update letter set state = 'withdrawn', trouble = %s where id = any(%s) and state = 'ready' returning id"
)
LEFT = "outbox/recipient-left"


@dataclass(frozen=True, slots=True)
class CaselessLetter:
    """To one recipient by a channel, from a mailbox of `line`, or of any where it is None; `customer` None: to staff.

    Whoever names the `id` again queues nothing twice: the second is refused by the table.
    """

    id: UUID
    customer: UUID | None
    line: int | None
    channel: str
    recipient: str
    subject: str
    body: str


def queue_caseless(letters: Sequence[CaselessLetter], *, at: int) -> None:
    """Queue letters in the open transaction, to be sent from `at` on, UTC seconds."""
    if not letters:
        return
    columns = [
        [getattr(one, name) for one in letters]
        for name in ("id", "customer", "line", "channel", "recipient", "subject", "body")
    ]
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE, (f"@{DOMAIN}", at, at, *columns))


def unsent_to_staff() -> list[UUID]:
    """Give the letters to staff that wait to be sent, or to be tried again."""
    with connection.cursor() as cursor:
        cursor.execute(_UNSENT)
        return [letter for (letter,) in cursor.fetchall()]


def withdraw_unsent(letters: Sequence[UUID]) -> list[UUID]:
    """Withdraw letters whose recipient has left; give those that nobody was quicker to take in hand."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHDRAW, (LEFT, list(letters)))
        return [letter for (letter,) in cursor.fetchall()]
