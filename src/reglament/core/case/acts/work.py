"""Acts about the work itself: a longer term, hours estimated, accepted, logged, charged and given back."""

from dataclasses import dataclass

from reglament.core.hours.amount import Amount


@dataclass(frozen=True, slots=True)
class Extend:
    """Lengthen a target by agreement."""

    metric: str
    amount: Amount
    ground: str
    agreement: str | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """Announce approximate hours (seconds) and, if named, a term."""

    seconds: int
    term: Amount | None = None


@dataclass(frozen=True, slots=True)
class Accept:
    """Accept the standing estimate; `evidence`: the message that says so."""

    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class LogWork:
    """Log time worked, seconds."""

    seconds: int
    who: str


@dataclass(frozen=True, slots=True)
class Charge:
    """Charge the pool for the case, once; `ground` where the balance would go below zero."""

    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Refund:
    """Give charged hours back."""
