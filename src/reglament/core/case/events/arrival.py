"""Receipt, gates, questions, the waiting line, fields and sorting. Past tense, frozen, no prose."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pinned:
    """What a case was received under: edition, tier, customer's zone, calendar and tzdata digests."""

    edition: str
    digest: str
    tier: str | None
    zone: str
    calendars: Mapping[str, str]
    tzdata: str


@dataclass(frozen=True, slots=True)
class Received:
    """A request arrived. `contract`: status of the sender's contract at that moment; `fields`: what came with it.

    `certificate`: the tag of the key it came with, where a certificate has that key; `criteria`, `brought`: what the
    values of the axes rest on.
    """

    channel: str
    role: str
    contract: str
    pinned: Pinned
    product: str | None = None
    axes: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    message: str | None = None
    certificate: str | None = None
    criteria: tuple[str, ...] = ()
    brought: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Registered:
    """The case got its number."""

    number: str


@dataclass(frozen=True, slots=True)
class Held:
    """Kept without targets: fields that gate service are missing, or a refusal with outcome `held` applies. `note`: a content id."""

    rule: str
    missing: tuple[str, ...]
    ground: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Identified:
    """Every gate is passed; a held case goes on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The sender was asked for these fields."""

    rule: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The sender was told something a rule says (a refusal with outcome `told`, where else to turn). `note`: a content id."""

    rule: str
    ground: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """The case waits in line because a counter is at its limit."""

    rule: str
    counter: str


@dataclass(frozen=True, slots=True)
class Entered:
    """The case left the waiting line; clocks start here."""


@dataclass(frozen=True, slots=True)
class Supplied:
    """Fields were given after receipt, whoever typed them. `contract`: its status by a key that came with them; `certificate`: its tag."""

    fields: Mapping[str, str]
    contract: str | None = None
    certificate: str | None = None


@dataclass(frozen=True, slots=True)
class Classified:
    """Axes took new values; `rule` when a rule did it; `criteria` are those recorded with the act."""

    axes: Mapping[str, str]
    criteria: tuple[str, ...] = ()
    brought: Mapping[str, str] = field(default_factory=dict)
    rule: str | None = None
