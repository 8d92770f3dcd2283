"""Marks and messages, and what sending did to them. Past tense, frozen, no prose."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Marked:
    """A declared mark was recorded, alone or carried by `message`; `case` when it names another case."""

    mark: str
    fields: Mapping[str, str] = field(default_factory=dict)
    message: str | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Replied:
    """A plain message: of the customer or of staff, as the entry's party says."""

    message: str | None = None


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The next server or the person took the message over from us."""

    message: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """The recipient's server or the portal has the message."""

    message: str


@dataclass(frozen=True, slots=True)
class Bounced:
    """The message came back; what its delivery met is undone."""

    message: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The message could not be sent at all."""

    message: str
