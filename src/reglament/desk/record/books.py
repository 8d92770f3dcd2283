"""The streams one transaction works on, while they grow: what was read, and what is fresh and not yet written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from reglament.core.case.act import Doer
from reglament.core.case.event import Entries, Entry, Event
from reglament.core.contract.event import ContractEntry, ContractEvent
from reglament.core.contract.kept import KeptContract
from reglament.core.contract.standing import Standing
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

    @property
    def last_known_at(self) -> int | None:
        return self.entries[-1].known_at if self.entries else None

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
    """A contract; `locked`: it may be written to. `kept`: what is written of it; `texts`: the entries under which its cases are served."""

    head: Head
    kept: KeptContract
    locked: bool
    fresh: list[ContractEntry] = field(default_factory=list)

    @property
    def entries(self) -> tuple[ContractEntry, ...]:
        """All of them, the fresh ones included: many, where a contract is old."""
        return (*self.kept.entries, *self.fresh)

    @property
    def texts(self) -> Sequence[ContractEntry]:
        return self.kept.texts

    @property
    def seq(self) -> int:
        """The number of the last entry."""
        return len(self.kept.entries) + len(self.fresh)

    @property
    def last_known_at(self) -> int | None:
        last = self.fresh or self.kept.entries
        return last[-1].known_at if last else None

    def standing(self, regulation: Regulation, *, at: int, known_at: int) -> Standing:
        """Give how it stands, as `fold_contract` does."""
        return self.kept.standing(regulation, at=at, known_at=known_at, fresh=self.fresh)

    def enter(self, events: tuple[ContractEvent, ...], by: Doer, *, happened_at: int, known_at: int) -> None:
        """Add events as done by this party."""
        self.fresh += [
            ContractEntry(seq, happened_at, known_at, by.party, event, by.actor)
            for seq, event in enumerate(events, start=self.seq + 1)
        ]
