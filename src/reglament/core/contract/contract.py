"""A contract as it was known at one moment: tier, dates, options, own figures and hours. A value, folded from its events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reglament.core.contract.key import digest_of_key
from reglament.core.hours.amount import Amount
from reglament.core.hours.calendar import Calendar
from reglament.core.regulation.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Certificate:
    """Entitlement by key. Dates are inclusive, read in the regulation's home zone, None: unbounded; `granted` hours are seconds.

    A key is a secret: whatever writing of it `key` is given, the certificate holds its digest alone (ADR 0008).
    """

    key: str
    from_on: date | None
    until_on: date | None
    granted: int = 0
    revoked_at: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", digest_of_key(self.key))


@dataclass(frozen=True, slots=True)
class Contract:
    """What one customer has agreed. `zone` is the customer's side; dates are inclusive, read in the regulation's home zone."""

    number: str
    tier: str | None
    zone: str
    from_on: date | None = None
    until_on: date | None = None
    revoked_at: int | None = None
    person: bool = False
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    figures: Mapping[str, Figure[Amount]] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    granted: Mapping[str, int] = field(default_factory=dict)
    certificates: tuple[Certificate, ...] = ()
