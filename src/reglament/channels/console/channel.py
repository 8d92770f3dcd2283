"""The console as a channel: `inbox` and `outbox` in one folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reglament.channels.channel import Arrived
from reglament.channels.console import fetch, parse, send
from reglament.desk.acts.inbound_message import InboundMessage
from reglament.desk.outbox.outgoing import Outgoing
from reglament.desk.outbox.settle import Stage

# Whose folder it is has the letter as soon as the file is there.
THERE: Stage = "delivered"


@dataclass(frozen=True, slots=True)
class Console:
    """`folder` holds `inbox` and `outbox`; they are made when needed."""

    folder: Path

    @property
    def name(self) -> str:
        return "console"

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def outbox(self) -> Path:
        return self.folder / "outbox"

    def fetch(self) -> Iterator[Arrived]:
        return fetch.fetch(self.inbox)

    def acknowledge(self, arrived: Arrived) -> None:
        fetch.acknowledge(self.inbox, arrived)

    def parse(self, raw: bytes, address: str) -> InboundMessage:
        return parse.parse(raw, address)

    def send(self, letter: Outgoing) -> Stage:
        send.send(self.outbox, letter)
        return THERE

    def has_sent(self, stable_id: str) -> Stage | None:
        return THERE if send.has_sent(self.outbox, stable_id) else None
