"""Queueing letters, in the transaction of what causes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from reglament.desk.models.place import Place

DOMAIN = "desk.reglament"
_QUEUE = """insert into letter(id, customer_id, line_id, stream_id, message_id, channel, recipient, stable_id, automatic,
  state, attempts, ready_at, fence, trouble, queued_at)
values (%s,%s,%s,%s,%s,%s,%s,%s,%s,'ready',0,%s,0,'',%s)"""


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A message to be sent to one recipient by a channel. `automatic`: no person wrote it."""

    id: UUID
    message: UUID
    channel: str
    recipient: str
    automatic: bool = False


def queue(place: Place, letters: Sequence[NewLetter], *, at: int) -> None:
    """Queue letters, to be sent from `at` on, UTC seconds."""
    with connection.cursor() as cursor:
        for one in letters:
            cursor.execute(
                _QUEUE,
                (
                    one.id,
                    place.customer,
                    place.line,
                    place.id,
                    one.message,
                    one.channel,
                    one.recipient,
                    f"{one.id}@{DOMAIN}",
                    one.automatic,
                    at,
                    at,
                ),
            )
