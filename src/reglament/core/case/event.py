"""The closed union of what can happen to a case. Past tense, frozen, no prose: names, addresses and texts are content elsewhere."""

from dataclasses import dataclass

from reglament.core.case.events.arrival import (
    Asked,
    Classified,
    Entered,
    Held,
    Identified,
    Pinned,
    Queued,
    Received,
    Registered,
    Supplied,
    Told,
)
from reglament.core.case.events.correspondence import Bounced, Delivered, Failed, HandedOver, Marked, Replied
from reglament.core.case.events.lifecycle import (
    Assigned,
    Closed,
    Joined,
    Left,
    Linked,
    Merged,
    Paused,
    Purged,
    Refused,
    Reopened,
    Resumed,
    Revived,
    Shared,
    Snoozed,
    Split,
    Woken,
)
from reglament.core.case.events.work import (
    CalendarRevised,
    Charged,
    Corrected,
    EstimateAccepted,
    Estimated,
    Excused,
    Extended,
    Refunded,
    WorkLogged,
    WorkStarted,
)

__all__ = [
    "Asked",
    "Assigned",
    "Bounced",
    "CalendarRevised",
    "Charged",
    "Classified",
    "Closed",
    "Corrected",
    "Delivered",
    "Entered",
    "Entries",
    "Entry",
    "EstimateAccepted",
    "Estimated",
    "Event",
    "Excused",
    "Extended",
    "Failed",
    "HandedOver",
    "Held",
    "Identified",
    "Joined",
    "Left",
    "Linked",
    "Marked",
    "Merged",
    "Paused",
    "Pinned",
    "Purged",
    "Queued",
    "Received",
    "Refunded",
    "Refused",
    "Registered",
    "Reopened",
    "Replied",
    "Resumed",
    "Revived",
    "Shared",
    "Snoozed",
    "Split",
    "Supplied",
    "Told",
    "Woken",
    "WorkLogged",
    "WorkStarted",
]

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
    | Purged
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
