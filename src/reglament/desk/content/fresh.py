"""Prose and messages that came with an act, about to be kept in the act's own transaction."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewContent:
    """Prose to keep. `kind`: subject, body, name, field, note …; `note`: never for the customer."""

    id: UUID
    kind: str
    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message of a case. `subject` and `body` are contents; `inbound` the bytes it came as; `sent_at` is in UTC seconds.

    `author`: the address a message from outside came from. `automatic`: no person wrote it, so no letter of ours answers it.
    """

    id: UUID
    party: str
    author: str
    channel: str
    subject: UUID | None
    body: UUID | None
    sent_at: int
    note: bool = False
    inbound: UUID | None = None
    automatic: bool = False
