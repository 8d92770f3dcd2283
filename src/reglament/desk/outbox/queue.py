"""Queueing letters, in the transaction of what causes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from reglament.desk.ledger.receipt import receipt_of
from reglament.desk.ledger.stream import Head
from reglament.words.catalogue import Language, sentence

DOMAIN = "desk.reglament"
_QUEUE = """insert into letter(id, customer_id, line_id, stream_id, message_id, channel, recipient, stable_id, automatic,
  receipt, state, attempts, ready_at, fence, trouble, queued_at)
values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,'ready',0,%s,0,'',%s)"""


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A message to be sent to one recipient by a channel. `automatic`: no person wrote it. `language`: of the receipt at its end;
    None: it has none.
    """

    id: UUID
    message: UUID
    channel: str
    recipient: str
    automatic: bool = False
    language: Language | None = None


def queue(head: Head, letters: Sequence[NewLetter], *, at: int) -> None:
    """Queue letters, to be sent from `at` on, UTC seconds. `head`: of their case, with the events they tell of."""
    with connection.cursor() as cursor:
        for one in letters:
            cursor.execute(
                _QUEUE,
                (
                    one.id,
                    head.customer,
                    head.line,
                    head.id,
                    one.message,
                    one.channel,
                    one.recipient,
                    f"{one.id}@{DOMAIN}",
                    one.automatic,
                    _receipt(head, one.language),
                    at,
                    at,
                ),
            )


def _receipt(head: Head, language: Language | None) -> str:
    if language is None:
        return ""
    receipt = receipt_of(number=head.name, seq=head.seq, event=head.hash)
    return sentence("letter receipt", language, {"receipt": receipt.text})
