"""The streams one transaction works on, while they grow: what was read, and what is fresh and not yet written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from reglament.core.case.act import Doer
from reglament.core.case.event import Entries, Entry, Event
from reglament.core.contract.event import ContractEntry, ContractEvent, subject_of
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

    def known_until(self, now: int) -> int:
        """Give the moment as of which all that is written counts: now, or later where a clock was ahead of what it says now.

        Whoever asks for the standing now asks as of then, or a clock set back would give places and hours away again.
        """
        return max(now, self.kept.latest_known_at, *(entry.known_at for entry in self.fresh))

    def standing(self, regulation: Regulation, *, at: int, known_at: int) -> Standing:
        """Give how it stands, as `fold_contract` does."""
        return self.kept.standing(regulation, at=at, known_at=known_at, fresh=self.fresh)

    def enter(self, events: tuple[ContractEvent, ...], by: Doer, *, happened_at: int, known_at: int) -> None:
        """Add events as done by this party.

        Where the clock was set back, what follows on the same case, person or text is not dated before what it follows: a fold
        goes by moments, and a case that ends before it began would never end.
        """
        is_behind = known_at < self.known_until(known_at)
        for event in events:
            moment = max(happened_at, self._last_of(event)) if is_behind else happened_at
            entry = ContractEntry(self.seq + 1, moment, max(moment, known_at), by.party, event, by.actor)
            self.fresh.append(entry)

    def _last_of(self, event: ContractEvent) -> int:
        """The latest moment of what is written of the same."""
        about = subject_of(event)
        return max((one.happened_at for one in self.entries if subject_of(one.event) == about), default=0)
