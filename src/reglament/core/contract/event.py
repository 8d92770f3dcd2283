"""The closed union of what can happen on a contract's stream: grants, changes, people, and what its cases count against it."""

from collections.abc import Mapping
from dataclasses import dataclass

from reglament.core.contract.contract import Contract


@dataclass(frozen=True, slots=True)
class Granted:
    """The contract was made or renewed: its whole text, from `from_at` (UTC seconds) on where that is later than the entry."""

    contract: Contract
    from_at: int | None = None


@dataclass(frozen=True, slots=True)
class Amended:
    """The contract's text changed; `from_the_change`: governs open cases too."""

    contract: Contract
    from_the_change: bool


@dataclass(frozen=True, slots=True)
class ContactAdded:
    """A person may write under the contract; `role` as declared, `team` if teams are kept."""

    contact: str
    role: str
    team: str | None = None


@dataclass(frozen=True, slots=True)
class ContactRemoved:
    """A person may no longer write."""

    contact: str


@dataclass(frozen=True, slots=True)
class TeamAdded:
    """A group of contacts who see each other's cases."""

    team: str


@dataclass(frozen=True, slots=True)
class CaseCounted:
    """A case counts (or no longer counts) against these counters; `waiting`: it stands in line instead."""

    case: str
    counters: Mapping[str, bool]
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class CaseEnded:
    """A case was closed or refused."""

    case: str


@dataclass(frozen=True, slots=True)
class EventCounted:
    """One use of a periodic counter."""

    case: str
    counter: str


@dataclass(frozen=True, slots=True)
class HoursReserved:
    """An accepted estimate (seconds) is set aside; replaces the case's former reservation. `certificate`: the tag of its key."""

    case: str
    counter: str
    seconds: int
    certificate: str | None = None


@dataclass(frozen=True, slots=True)
class HoursCharged:
    """Hours (seconds) left the pool for good; the case's reservation ends."""

    case: str
    counter: str
    seconds: int
    certificate: str | None = None


@dataclass(frozen=True, slots=True)
class HoursRefunded:
    """Hours (seconds) came back."""

    case: str
    counter: str
    seconds: int
    certificate: str | None = None


@dataclass(frozen=True, slots=True)
class PeriodDeclared:
    """A force-majeure period with its ground; `until_at` None while it lasts."""

    period: str
    ground: str
    from_at: int
    until_at: int | None


ContractEvent = (
    Granted
    | Amended
    | ContactAdded
    | ContactRemoved
    | TeamAdded
    | CaseCounted
    | CaseEnded
    | EventCounted
    | HoursReserved
    | HoursCharged
    | HoursRefunded
    | PeriodDeclared
)


@dataclass(frozen=True, slots=True)
class ContractEntry:
    """A contract event with its envelope; moments are UTC seconds."""

    seq: int
    happened_at: int
    known_at: int
    party: str
    event: ContractEvent
    actor: str | None = None


def subject_of(event: ContractEvent) -> tuple[str, str]:
    """Give what of the contract an event is about: one of its cases, people, teams or periods, or its text."""
    match event:
        case Granted() | Amended():
            return "text", ""
        case ContactAdded() | ContactRemoved():
            return "contact", event.contact
        case TeamAdded():
            return "team", event.team
        case PeriodDeclared():
            return "period", event.period
        case _:
            return "case", event.case
