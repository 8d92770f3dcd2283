"""Events as plain canonical data and back; old versions are lifted by upcasters, for ever."""

from collections.abc import Mapping

from reglament.core.case import event as kinds
from reglament.core.case.event import Event
from reglament.core.case.plain import READERS
from reglament.core.contract.stored import Plain, Stored, Upcaster

# Words and versions are kept in books that outlive this program: add to them, change none.
WORDS: Mapping[str, type[Event]] = {
    "received": kinds.Received,
    "registered": kinds.Registered,
    "held": kinds.Held,
    "identified": kinds.Identified,
    "asked": kinds.Asked,
    "told": kinds.Told,
    "queued": kinds.Queued,
    "entered": kinds.Entered,
    "supplied": kinds.Supplied,
    "classified": kinds.Classified,
    "marked": kinds.Marked,
    "replied": kinds.Replied,
    "handed over": kinds.HandedOver,
    "delivered": kinds.Delivered,
    "bounced": kinds.Bounced,
    "failed": kinds.Failed,
    "paused": kinds.Paused,
    "resumed": kinds.Resumed,
    "refused": kinds.Refused,
    "revived": kinds.Revived,
    "closed": kinds.Closed,
    "reopened": kinds.Reopened,
    "assigned": kinds.Assigned,
    "work started": kinds.WorkStarted,
    "snoozed": kinds.Snoozed,
    "woken": kinds.Woken,
    "joined": kinds.Joined,
    "left": kinds.Left,
    "linked": kinds.Linked,
    "split": kinds.Split,
    "merged": kinds.Merged,
    "extended": kinds.Extended,
    "estimated": kinds.Estimated,
    "estimate accepted": kinds.EstimateAccepted,
    "work logged": kinds.WorkLogged,
    "charged": kinds.Charged,
    "refunded": kinds.Refunded,
    "excused": kinds.Excused,
    "corrected": kinds.Corrected,
    "calendar revised": kinds.CalendarRevised,
    "shared": kinds.Shared,
    "purged": kinds.Purged,
}

# The version each word is written in today, where that is not the first.
VERSIONS: Mapping[str, int] = {
    "received": 2,
    "supplied": 2,
    "held": 2,
    "told": 2,
    "paused": 2,
    "refused": 2,
    "closed": 2,
}


def _with_nothing_new(facts: Plain) -> Plain:
    """What the next version can say besides (a note, a certificate) was not said."""
    return facts


# From (word, version) to the facts of the next version.
UPCASTERS: Mapping[tuple[str, int], Upcaster] = {
    (word, 1): _with_nothing_new
    for word in ("received", "supplied", "held", "told", "paused", "refused", "closed")
}

_STORED = Stored[Event](WORDS, VERSIONS, UPCASTERS, READERS)

word_of = _STORED.word_of
version_of = _STORED.version_of
encode = _STORED.encode
decode = _STORED.decode
