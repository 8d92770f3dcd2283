"""The streams one transaction works on, while they grow: what was read, and what is fresh and not yet written."""

from dataclasses import dataclass, field
from uuid import UUID

from reglament.core.case.act import Doer
from reglament.core.case.event import Entries, Entry, Event
from reglament.core.contract.event import Amended, ContractEntry, ContractEvent, Granted
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.ledger.stream import Head


@dataclass(slots=True)
class CaseBook:
    """A case: `entries` include the `fresh` ones. `contract` is its contract's stream; `zone` the customer's; `generation` its alarm's."""

    head: Head
    regulation: Regulation
    zone: str
    contract: UUID | None
    entries: Entries
    armed_at: int | None = None
    contact: UUID | None = None
    generation: int = 0
    fresh: list[Entry] = field(default_factory=list)
    done: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return self.head.name

    @property
    def received_at(self) -> int | None:
        return self.entries[0].happened_at if self.entries else None

    def enter(self, events: tuple[Event, ...], by: Doer, *, happened_at: int, known_at: int) -> None:
        """Add events as done by this party."""
        first = len(self.entries) + 1
        added = [
            Entry(seq, happened_at, known_at, by.party, event, by.role, by.actor)
            for seq, event in enumerate(events, start=first)
        ]
        self.entries = (*self.entries, *added)
        self.fresh.extend(added)


@dataclass(slots=True)
class ContractBook:
    """A contract; `locked`: it may be written to. `texts`: the entries that say under what its cases are served."""

    head: Head
    entries: tuple[ContractEntry, ...]
    locked: bool
    fresh: list[ContractEntry] = field(default_factory=list)
    texts: tuple[ContractEntry, ...] = ()

    def __post_init__(self) -> None:
        self.texts = tuple(entry for entry in self.entries if isinstance(entry.event, Granted | Amended))

    def enter(self, events: tuple[ContractEvent, ...], by: Doer, *, happened_at: int, known_at: int) -> None:
        """Add events as done by this party."""
        first = len(self.entries) + 1
        added = [
            ContractEntry(seq, happened_at, known_at, by.party, event, by.actor)
            for seq, event in enumerate(events, start=first)
        ]
        self.entries = (*self.entries, *added)
        self.fresh.extend(added)
