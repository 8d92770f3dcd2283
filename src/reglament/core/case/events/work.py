"""Work and its hours, terms that grew, breaches excused; entries corrected and calendars revised. Past tense, frozen, no prose."""

from dataclasses import dataclass

from reglament.core.hours.amount import Amount


@dataclass(frozen=True, slots=True)
class WorkStarted:
    """Work on the case has begun."""


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
