"""The closed union of what can happen to a case. Past tense, frozen, no prose: names, addresses and texts are content elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reglament.core.hours.amount import Amount


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
    """A request arrived. `contract`: status of the sender's contract at that moment; `fields`: what came with it."""

    channel: str
    role: str
    contract: str
    pinned: Pinned
    product: str | None = None
    axes: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """The case got its number."""

    number: str


@dataclass(frozen=True, slots=True)
class Held:
    """Kept without targets: fields that gate service are missing, or a refusal with outcome `held` applies."""

    rule: str
    missing: tuple[str, ...]
    ground: str | None = None


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
    """The sender was told something a rule says (a refusal with outcome `told`, where else to turn)."""

    rule: str
    ground: str


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
    """Fields were given after receipt, whoever typed them. `contract`: its status by a key that came with them."""

    fields: Mapping[str, str]
    contract: str | None = None


@dataclass(frozen=True, slots=True)
class Classified:
    """Axes took new values; `rule` when a rule did it; `criteria` are those recorded with the act."""

    axes: Mapping[str, str]
    criteria: tuple[str, ...] = ()
    brought: Mapping[str, str] = field(default_factory=dict)
    rule: str | None = None


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


@dataclass(frozen=True, slots=True)
class Paused:
    """Clocks the rule names stop, no earlier than the notice is handed over where one is demanded."""

    reason: str
    rule: str
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """The pause with this reason ended."""

    reason: str
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Service was refused on a ground; targets end unjudged, what was breached stays."""

    rule: str
    ground: str


@dataclass(frozen=True, slots=True)
class Revived:
    """A refused case goes on."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The case ended. `rule` when a rule closed it; `deems`: metrics counted as timely served."""

    ground: str | None = None
    rule: str | None = None
    deems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reopened:
    """A closed case goes on."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """Somebody of staff took the case or was given it (`to`), or it went on to another (`ground` says why)."""

    to: str
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class WorkStarted:
    """Work on the case has begun."""


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
class Extended:
    """A target's term grew by agreement."""

    metric: str
    rule: str
    amount: Amount
    ground: str
    agreement: str | None


@dataclass(frozen=True, slots=True)
class Estimated:
    """Approximate hours (seconds) for a charged case, with a term if one is named. A new estimate replaces the former."""

    seconds: int
    term: Amount | None = None


@dataclass(frozen=True, slots=True)
class EstimateAccepted:
    """The estimate was accepted; `evidence` is the message that says so."""

    seconds: int
    term: Amount | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class WorkLogged:
    """Time worked on the case, seconds, unrounded."""

    seconds: int
    who: str


@dataclass(frozen=True, slots=True)
class Charged:
    """Hours taken from the pool for the whole case: `spent` as logged, `charged` after rounding, `left` in the pool."""

    counter: str
    spent: int
    charged: int
    left: int
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Refunded:
    """Hours given back to the pool (seconds)."""

    counter: str
    seconds: int
    rule: str


@dataclass(frozen=True, slots=True)
class Excused:
    """A breach tied by staff to a declared period."""

    metric: str
    rule: str
    ground: str
    period: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """Entry `seq` really happened at `happened_at`, or (None) never; needs a ground and a second person where it un-breaches."""

    seq: int
    happened_at: int | None
    ground: str
    second: str | None


@dataclass(frozen=True, slots=True)
class CalendarRevised:
    """A calendar changed: governs targets not ended at the known time. Digests of both."""

    calendar: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Shared:
    """The case was shown to a third party."""

    with_whom: str
    rule: str


Event = (
    Received
    | Registered
    | Held
    | Identified
    | Asked
    | Told
    | Queued
    | Entered
    | Supplied
    | Classified
    | Marked
    | Replied
    | HandedOver
    | Delivered
    | Bounced
    | Failed
    | Paused
    | Resumed
    | Refused
    | Revived
    | Closed
    | Reopened
    | Assigned
    | WorkStarted
    | Snoozed
    | Woken
    | Joined
    | Left
    | Linked
    | Split
    | Merged
    | Extended
    | Estimated
    | EstimateAccepted
    | WorkLogged
    | Charged
    | Refunded
    | Excused
    | Corrected
    | CalendarRevised
    | Shared
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its envelope. Moments are UTC seconds: when it happened, and when we knew.

    `party`: staff, customer, system, channel, timer or third party; `role`: a declared role or None; `actor`: an opaque id.
    """

    seq: int
    happened_at: int
    known_at: int
    party: str
    event: Event
    role: str | None = None
    actor: str | None = None


Entries = tuple[Entry, ...]
