"""The closed union of acts: what somebody asks the desk to do with a case. Imperative, frozen; decided in core.case.decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reglament.core.case.acts.work import Accept, Charge, Estimate, Extend, LogWork, Refund


@dataclass(frozen=True, slots=True)
class Doer:
    """Who asks. `party`: staff, customer, system, channel, timer, third party; `second`: the other person where one is demanded."""

    party: str
    role: str | None = None
    actor: str | None = None
    second: str | None = None


@dataclass(frozen=True, slots=True)
class Receive:
    """A request arrives by a channel. `key`: certificate key as written by the sender, if any was found.

    `criteria` and `brought` (reason, agreement) as the rules on its axes demand of whoever sets them. `certificate`: the tag of the one his former case came with, where this case follows up another.
    """

    channel: str
    role: str
    product: str | None = None
    axes: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    message: str | None = None
    key: str | None = None
    case: str | None = None
    certificate: str | None = None
    criteria: tuple[str, ...] = ()
    brought: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Register:
    """Give the case its number."""

    number: str | None = None


@dataclass(frozen=True, slots=True)
class Supply:
    """Give fields, whoever types them; `key`: a certificate key that came with them."""

    fields: Mapping[str, str]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Classify:
    """Put the case at these values; `criteria` and `brought` (reason, agreement) as the rules demand."""

    axes: Mapping[str, str] = field(default_factory=dict)
    criteria: tuple[str, ...] = ()
    brought: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """Record a declared mark."""

    mark: str
    fields: Mapping[str, str] = field(default_factory=dict)
    message: str | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A plain message on the case: of the customer (may bring fields and a certificate key) or of staff."""

    message: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What sending did to a message: `handed over`, `delivered`, `bounced` or `failed`."""

    stage: str
    message: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clocks this reason stops; `notice`: the message (or phone mark's message) that tells the customer; `note`: content."""

    reason: str
    notice: str | None = None
    way: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """End a pause by a step of staff."""

    reason: str
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Refuse:
    """Refuse service on a ground offered to staff; `note`: content that says more."""

    ground: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Revive:
    """Let a refused case go on."""


@dataclass(frozen=True, slots=True)
class Close:
    """Close the case; `rule` when a target's consequence does it."""

    ground: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Reopen:
    """Let a closed case go on."""


@dataclass(frozen=True, slots=True)
class Assign:
    """Take the case or give it to somebody of staff."""

    to: str
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class StartWork:
    """Begin work."""


@dataclass(frozen=True, slots=True)
class Snooze:
    """Out of the queue until a moment."""

    until_at: int


@dataclass(frozen=True, slots=True)
class Wake:
    """Back in the queue."""


@dataclass(frozen=True, slots=True)
class Enter:
    """Leave the waiting line (done by the system when there is room)."""


@dataclass(frozen=True, slots=True)
class Join:
    """Add a participant."""

    who: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Remove a participant."""

    who: str


@dataclass(frozen=True, slots=True)
class Link:
    """Link to another case or a problem."""

    case: str
    kind: str


@dataclass(frozen=True, slots=True)
class SplitOff:
    """Move messages into a new case whose clocks start at the first moved message's arrival."""

    messages: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class MergeInto:
    """Merge this case into another of the same contract."""

    into: str


@dataclass(frozen=True, slots=True)
class Excuse:
    """Tie a breach to a declared period."""

    metric: str
    period: str
    reason: str


@dataclass(frozen=True, slots=True)
class Correct:
    """Say that entry `seq` happened at another moment, or never (None)."""

    seq: int
    happened_at: int | None
    ground: str


@dataclass(frozen=True, slots=True)
class Share:
    """Show the case to a third party."""

    with_whom: str


Act = (
    Receive
    | Register
    | Supply
    | Classify
    | Record
    | Reply
    | Report
    | Pause
    | Resume
    | Refuse
    | Revive
    | Close
    | Reopen
    | Assign
    | StartWork
    | Snooze
    | Wake
    | Enter
    | Join
    | Leave
    | Link
    | SplitOff
    | MergeInto
    | Extend
    | Estimate
    | Accept
    | LogWork
    | Charge
    | Refund
    | Excuse
    | Correct
    | Share
)

__all__ = [
    "Accept",
    "Act",
    "Assign",
    "Charge",
    "Classify",
    "Close",
    "Correct",
    "Doer",
    "Enter",
    "Estimate",
    "Excuse",
    "Extend",
    "Join",
    "Leave",
    "Link",
    "LogWork",
    "MergeInto",
    "Pause",
    "Receive",
    "Record",
    "Refund",
    "Refuse",
    "Register",
    "Reopen",
    "Reply",
    "Report",
    "Resume",
    "Revive",
    "Share",
    "Snooze",
    "SplitOff",
    "StartWork",
    "Supply",
    "Wake",
]
