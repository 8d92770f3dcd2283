"""The closed list of step codes an explanation is made of; `words` has one sentence for each (targets.md, section 8)."""

from enum import StrEnum


class Code(StrEnum):
    """What a step says; `CARRIES` tells its values in order."""

    STARTED = "started"
    RELEASED = "released"
    FROM_CHANGE = "from change"
    RESTARTED = "restarted"
    FOLLOWED = "followed"
    CORRECTED = "corrected"
    FIGURE = "figure"
    CALENDAR = "calendar"
    REVISED = "revised"
    PROVISIONAL = "provisional"
    COUNTED = "counted"
    PAUSED = "paused"
    STOPPED = "stopped"
    EXTENDED = "extended"
    EXTENDED_TOO_LATE = "extended too late"
    RECLASSIFIED = "reclassified"
    DUE = "due"
    LEFT = "left"
    MET = "met"
    MET_LATE = "met late"
    BREACHED = "breached"
    BY_RECLASSIFICATION = "by reclassification"
    CANCELLED = "cancelled"
    EXCUSED = "excused"
    DEEMED = "deemed"


# Values of each code, in order. Moments are UTC seconds; `entry` is the entry's number; a name with ? may be None.
CARRIES: dict[Code, tuple[str, ...]] = {
    Code.STARTED: ("at", "happening", "entry"),
    Code.RELEASED: ("at", "from", "would_have_started_at"),
    Code.FROM_CHANGE: ("at", "axes", "would_have_started_at"),
    Code.RESTARTED: ("at", "had_started_at"),
    Code.FOLLOWED: ("at", "former_instance"),
    Code.CORRECTED: ("entry", "told_at", "corrected_at?"),
    Code.FIGURE: ("amount", "source", "row"),
    Code.CALENDAR: ("name", "digest"),
    Code.REVISED: ("name", "old_digest", "known_at"),
    Code.PROVISIONAL: ("years",),
    Code.COUNTED: ("from_at", "to_at", "counted"),
    Code.PAUSED: ("from_at", "to_at?", "reason", "notice?"),
    Code.STOPPED: ("from_at", "to_at?", "why"),
    Code.EXTENDED: ("at", "amount", "ground", "agreement?"),
    Code.EXTENDED_TOO_LATE: ("at", "amount", "ground", "due_at"),
    Code.RECLASSIFIED: ("at", "known_at", "former_rule?", "former_due_at?", "due_at?"),
    Code.DUE: ("at",),
    Code.LEFT: ("left", "kind"),
    Code.MET: ("at", "happening", "entry"),
    Code.MET_LATE: ("at", "happening", "entry"),
    Code.BREACHED: ("at",),
    Code.BY_RECLASSIFICATION: ("known_at",),
    Code.CANCELLED: ("at", "by"),
    Code.EXCUSED: ("at", "ground", "period"),
    Code.DEEMED: ("at", "ground?", "measured"),
}
