"""What a channel reads out of a raw message: a value that no table and no other channel knows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


class Unreadable(Exception):  # noqa: N818 - named for what happened
    """No message can be made of these bytes, now or later; `reason` is a stable word. They are set apart, whole."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """A message from outside. `address` is the sender's, `way` the kind of it: a column of contacts.

    `answers`: the id under which we sent the letter it answers; `number`: of a case, as the sender wrote it; `key`: a certificate
    key as typed; `automatic`: no person wrote it. `subject` and `body` may hold anything. `product`, `axes` and `fields` are
    those the sender declared. `channel`: the declared channel, where the message itself says it.
    """

    address: str
    way: str = "email"
    name: str = ""
    subject: str = ""
    body: str = ""
    answers: str | None = None
    number: str | None = None
    key: str | None = None
    automatic: bool = False
    product: str | None = None
    axes: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    channel: str = ""


# Raw bytes and the address of the mailbox they came to. Raises Unreadable.
Parse = Callable[[bytes, str], InboundMessage]
