"""The other end of the simulated channel: what waits there, what we acknowledged, every copy that it was handed. It forgets nothing."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from reglament.channels.channel import Arrived, NotSent
from reglament.channels.console import parse
from reglament.config.simulate.fault import Faults
from reglament.config.simulate.town import CHANNEL
from reglament.desk.acts.inbound_message import InboundMessage
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.outbox.outgoing import Outgoing
from reglament.desk.outbox.settle import Stage


@dataclass(frozen=True, slots=True)
class Copy:
    """A letter as the peer got it, `at` by the wall clock, `true_at` by nobody's."""

    letter: Outgoing
    at: int
    true_at: int


@dataclass(slots=True)
class Peer:
    """`acknowledged`: by key, the digest of what we said we have. `copies` by stable id; `losses`: faults that excuse one copy more.

    `delivered`: called with each copy. `calls`: attempts to send by stable id; `down`: addresses that take nothing for now.
    """

    world: VirtualWorld
    faults: Faults
    delivered: Callable[[Copy], None] = lambda _copy: None
    waiting: dict[str, Arrived] = field(default_factory=dict)
    acknowledged: dict[str, bytes] = field(default_factory=dict)
    copies: defaultdict[str, list[Copy]] = field(default_factory=lambda: defaultdict(list))
    losses: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    handled: list[set[str]] = field(default_factory=lambda: [set()])
    excused: list[bool] = field(default_factory=lambda: [False])
    down: set[str] = field(default_factory=set)
    _keys: int = 0

    @property
    def name(self) -> str:
        return CHANNEL

    def put(self, raw: bytes, address: str) -> str:
        """A message comes to wait here; give the name it has here."""
        self._keys += 1
        key = f"peer:{self._keys}"
        self.waiting[key] = Arrived(key, raw, address)
        return key

    def fetch(self) -> Iterator[Arrived]:
        yield from list(self.waiting.values())

    def acknowledge(self, arrived: Arrived) -> None:
        """Let go of it; now and then the same comes again, under its own name or another."""
        self.acknowledged[arrived.source_key] = sha256(arrived.raw).digest()
        if self.faults.happens(0.05):
            self.faults.strike("delivered again")
            return
        self.waiting.pop(arrived.source_key, None)
        if self.faults.happens(0.05) and arrived.address is not None:
            self.faults.strike("same bytes again")
            self.put(arrived.raw, arrived.address)

    def parse(self, raw: bytes, address: str) -> InboundMessage:
        return parse.parse(raw, address)

    def send(self, letter: Outgoing) -> Stage:
        stable = letter.stable_id
        self.calls[stable] += 1
        if self.faults.happens(0.05):
            self.faults.strike("cut before")
            raise ConnectionError("cut before the peer had it")
        if letter.recipient in self.down or self.faults.happens(0.05):
            self.faults.strike("refused by the peer")
            raise NotSent("the peer does not take it now")
        self.handled[-1].add(stable)
        if self.excused[-1]:
            self.losses[stable] += 1
        copy = Copy(letter, self.world.now(), self.world.at)
        self.copies[stable].append(copy)
        self.delivered(copy)
        if self.faults.happens(0.06):
            self.faults.strike("cut after")
            self.losses[stable] += 1
            raise ConnectionError("cut after the peer had it")
        return "delivered"

    def has_sent(self, stable_id: str) -> Stage | None:
        """As with mail, nobody can tell."""
        del stable_id
        return None

    def excuse(self, *, everybody: bool = False) -> None:
        """A fault befalls the step at hand, or all that were begun: what they sent, or are about to, may be sent once more."""
        for level in range(len(self.handled)) if everybody else (-1,):
            self.excused[level] = True
            for stable in self.handled[level]:
                self.losses[stable] += 1

    def step_begins(self) -> None:
        self.handled.append(set())
        self.excused.append(False)

    def step_ends(self) -> None:
        self.handled.pop()
        self.excused.pop()


FIRM, NOTE, TOKEN = re.compile(r"zz-firm-\w+-zz"), re.compile(r"zz-note-\w+-zz"), re.compile(r"zz-\w+-\w+-zz")
