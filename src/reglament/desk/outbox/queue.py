"""Queueing letters, in the transaction of what causes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from reglament.desk.ledger.receipt import receipt_of
from reglament.desk.ledger.stream import Head
from reglament.desk.models.sheet import Part, Sheet, on_sheet
from reglament.words.catalogue import Language, sentence

DOMAIN = "desk.reglament"
_LETTERS = Part(
    "letters",
    """letters as (
  insert into letter(id, customer_id, line_id, stream_id, message_id, channel, recipient, stable_id, automatic, receipt, state,
    attempts, ready_at, fence, trouble, queued_at)
  select id, customer, line, stream, message, channel, recipient, stable_id, automatic, receipt, 'ready', 0, at, 0, '', at
  from jsonb_to_recordset({rows}) as l(id uuid, customer uuid, line smallint, stream uuid, message uuid, channel text,
    recipient text, stable_id text, automatic bool, receipt text, at bigint))""",
)


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


def queue(head: Head, letters: Sequence[NewLetter], *, at: int, sheet: Sheet | None = None) -> None:
    """Queue letters, to be sent from `at` on, UTC seconds. `head`: of their case, with the events they tell of."""
    owned = {"customer": head.customer, "line": head.line, "stream": head.id, "at": at}
    with on_sheet(sheet) as written:
        for one in letters:
            row = {
                **owned,
                "id": one.id,
                "message": one.message,
                "channel": one.channel,
                "recipient": one.recipient,
                "stable_id": f"{one.id}@{DOMAIN}",
                "automatic": one.automatic,
                "receipt": _receipt(head, one.language),
            }
            written.add(_LETTERS, row)


def _receipt(head: Head, language: Language | None) -> str:
    if language is None:
        return ""
    receipt = receipt_of(number=head.name, seq=head.seq, event=head.hash)
    return sentence("letter receipt", language, {"receipt": receipt.text})
