"""Pauses, refusals, closings; who works on a case, who takes part, and what other cases it belongs with. Past tense, frozen, no prose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paused:
    """Clocks the rule names stop, no earlier than the notice is handed over where one is demanded. `note`: a content id."""

    reason: str
    rule: str
    notice: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """The pause with this reason ended."""

    reason: str
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Service was refused on a ground; targets end unjudged, what was breached stays. `note`: a content id."""

    rule: str
    ground: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Revived:
    """A refused case goes on."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The case ended. `rule` when a rule closed it; `deems`: metrics counted as timely served. `note`: a content id."""

    ground: str | None = None
    rule: str | None = None
    deems: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reopened:
    """A closed case goes on."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """Somebody of staff took the case or was given it (`to`), or it went on to another (`ground` says why)."""

    to: str
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Snoozed:
    """Out of the queue until this moment; no clock stops."""

    until_at: int


@dataclass(frozen=True, slots=True)
class Woken:
    """Back in the queue."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A participant joined."""

    who: str


@dataclass(frozen=True, slots=True)
class Left:
    """A participant left."""

    who: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Linked to another case or a problem; `kind`: `related`, `follow-up`, `problem`, `warranty`, `repeat`."""

    case: str
    kind: str


@dataclass(frozen=True, slots=True)
class Split:
    """Some messages moved `into` a new case, or this case came `out_of` another."""

    messages: tuple[str, ...]
    into: str | None = None
    out_of: str | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """This case went `into` another, or took another in (`taken_in`)."""

    into: str | None = None
    taken_in: str | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """The case was shown to a third party."""

    with_whom: str
    rule: str


@dataclass(frozen=True, slots=True)
class Purged:
    """Content was destroyed because its time was over. `purged`: the commitments, hexadecimal, that stand for nothing any more."""

    purged: tuple[str, ...]
    rule: str | None = None
