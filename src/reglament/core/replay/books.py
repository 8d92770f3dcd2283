"""The streams of one contract and its cases while they grow, and the terms each case is served under."""

from collections.abc import Iterable, Sequence

from reglament.core.case.act import Doer
from reglament.core.case.event import Entries, Entry, Event
from reglament.core.contract.compile import Memo, compile_terms
from reglament.core.contract.contract import Contract
from reglament.core.contract.event import ContractEntry, ContractEvent
from reglament.core.contract.fold import contract_of_case, fold_contract
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.hours.almanac import Almanac
from reglament.core.hours.faults import CalendarFault
from reglament.core.regulation.model.regulation import Regulation

END_OF_TIME = 1 << 60


class CalendarUnusable(Exception):  # noqa: N818 - it names what is wrong, as everywhere here
    """A calendar of the regulation, or of the contract in its place, cannot be compiled; `faults` say why."""

    def __init__(self, faults: Sequence[CalendarFault]) -> None:
        super().__init__("; ".join(f"{'/'.join(map(str, fault.where))}: {fault.code}" for fault in faults))
        self.faults = tuple(faults)


class Books:
    """Append-only. `memo` keeps compiled calendars and may be shared by whoever uses the same almanac."""

    def __init__(self, regulation: Regulation, almanac: Almanac, *, zone: str, memo: Memo) -> None:
        self.regulation = regulation
        self.cases: dict[str, Entries] = {}
        self.contract: tuple[ContractEntry, ...] = ()
        self._almanac = almanac
        self._zone = zone
        self._memo = memo
        self._without_contract: set[str] = set()
        self._received_at: dict[str, int] = {}
        self._terms: dict[int, tuple[Contract | None, Terms]] = {}

    def open(self, case: str, received_at: int, *, without_contract: bool) -> None:
        """A case is about to be received."""
        self._received_at.setdefault(case, received_at)
        self.cases.setdefault(case, ())
        if without_contract:
            self._without_contract.add(case)

    def of_contract(self) -> tuple[str, ...]:
        """The cases received under the contract, in the order of their opening."""
        return tuple(case for case in self.cases if case not in self._without_contract)

    def terms_of(self, case: str, *, at: int, known_at: int = END_OF_TIME) -> Terms:
        """The terms of a case at `at`, UTC seconds; CalendarUnusable where they cannot be compiled."""
        if case in self._without_contract:
            return self.terms(None)
        received_at = self._received_at.get(case, at)
        contract = contract_of_case(
            self.contract, received_at=received_at, at=max(at, received_at), known_at=known_at
        )
        return self.terms(contract)

    def terms(self, contract: Contract | None) -> Terms:
        """The terms under a text of the contract."""
        kept = self._terms.get(id(contract))
        if kept is not None and kept[0] is contract:
            return kept[1]
        made = compile_terms(
            self.regulation, contract, self._almanac, customer_zone=self._zone, memo=self._memo
        )
        if not isinstance(made, Terms):
            raise CalendarUnusable(made)
        self._terms[id(contract)] = (contract, made)
        return made

    def standing(self, case: str | None, *, at: int, known_at: int) -> Standing:
        """How the contract stands; nothing stands for a case whose sender has none."""
        entries = () if case in self._without_contract else self.contract
        return fold_contract(entries, self.regulation, at=at, known_at=known_at)

    def append(
        self, case: str, events: Iterable[Event], by: Doer, *, happened_at: int, known_at: int
    ) -> None:
        """Enter events on a case's stream, as done by this party at this moment."""
        entries = self.cases.get(case, ())
        first = 1 + max((entry.seq for entry in entries), default=0)
        added = (
            Entry(seq, happened_at, known_at, by.party, event, by.role, by.actor)
            for seq, event in enumerate(events, start=first)
        )
        self.cases[case] = (*entries, *added)
        self._received_at.setdefault(case, happened_at)

    def append_to_contract(
        self, events: Iterable[ContractEvent], by: Doer, *, happened_at: int, known_at: int
    ) -> None:
        """Enter events on the contract's stream."""
        added = (
            ContractEntry(seq, happened_at, known_at, by.party, event, by.actor)
            for seq, event in enumerate(events, start=len(self.contract) + 1)
        )
        self.contract = (*self.contract, *added)
