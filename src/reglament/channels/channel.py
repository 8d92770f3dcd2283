"""What every channel is to the turns of fetching and post: a name, and five things it can do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from reglament.desk.acts.inbound_message import InboundMessage
from reglament.desk.outbox.outgoing import Outgoing
from reglament.desk.outbox.settle import Stage


class NotSent(Exception):  # noqa: N818 - named for what happened
    """The letter did not go out, for certain. `for_good`: another attempt would fare no better."""

    def __init__(self, trouble: str, *, for_good: bool = False) -> None:
        super().__init__(trouble)
        self.for_good = for_good


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message that waits at the channel: its own name for it, the bytes, and to which mailbox, where the envelope says.

    `handle`: by which the channel finds it again to acknowledge it.
    """

    source_key: str
    raw: bytes
    address: str | None
    handle: str = ""


class Channel(Protocol):
    """One way in and out. `name` is the word mailboxes and letters know it by."""

    @property
    def name(self) -> str:
        """The word."""

    def fetch(self) -> Iterator[Arrived]:
        """Give what waits, in order of arrival. What is not acknowledged comes again."""

    def acknowledge(self, arrived: Arrived) -> None:
        """Let go of a message whose bytes are safe in the books."""

    def parse(self, raw: bytes, address: str) -> InboundMessage:
        """Read a message that came to the mailbox `address`; touches nothing. Raises Unreadable."""

    def send(self, letter: Outgoing) -> Stage:
        """Send, and say how far it went. Raises NotSent where it certainly did not go out; any other exception leaves that open."""

    def has_sent(self, stable_id: str) -> Stage | None:
        """Say how far a letter of this id went at an earlier attempt; None: not at all, or nobody can tell."""
