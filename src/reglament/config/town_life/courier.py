"""The console as it was before the present: letters of those days went out, and left no file behind."""

from collections.abc import Iterator
from dataclasses import dataclass

from reglament.channels.channel import Arrived, NotSent
from reglament.channels.console.channel import THERE
from reglament.channels.console.parse import parse
from reglament.desk.acts.inbound_message import InboundMessage
from reglament.desk.outbox.outgoing import Outgoing
from reglament.desk.outbox.settle import Stage

CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Courier:
    """A channel that delivers at once. `unknown`: addresses that no longer take letters."""

    unknown: frozenset[str]

    @property
    def name(self) -> str:
        return CONSOLE

    def fetch(self) -> Iterator[Arrived]:
        return iter(())

    def acknowledge(self, arrived: Arrived) -> None:
        """There is nothing to let go of."""

    def parse(self, raw: bytes, address: str) -> InboundMessage:
        return parse(raw, address)

    def send(self, letter: Outgoing) -> Stage:
        if letter.recipient in self.unknown:
            raise NotSent("550 no such mailbox", for_good=True)
        return THERE

    def has_sent(self, stable_id: str) -> Stage | None:  # noqa: ARG002 - the channel's own signature
        return None
