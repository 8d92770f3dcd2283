"""One transaction's work on a case: its books opened in the one lock order, its terms and standing, its decisions."""

from dataclasses import dataclass, field

from reglament.core.case.act import Act, Doer
from reglament.core.case.answer import Accepted, Answer
from reglament.core.case.decide.door import decide
from reglament.core.contract.fold import contract_of_case
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.target.evaluate import NO_ARCHIVE
from reglament.core.target.view import View, view_of
from reglament.desk.record.books import CaseBook, ContractBook
from reglament.desk.record.desk import Desk

SYSTEM = Doer("system")
NOTHING = Standing(None, {}, {}, {}, {}, frozenset(), {})


class ContractUntouched(Exception):  # noqa: N818 - named for what happened
    """A decision counts against the contract, whose stream was not locked: do it anew with the lock."""


@dataclass(slots=True)
class Unit:
    """`now`: the moment the transaction began, UTC seconds. `cases` by name; `main` is the one acted on."""

    desk: Desk
    now: int
    main: CaseBook
    contract: ContractBook | None
    cases: dict[str, CaseBook]
    _standing: dict[tuple[str, int, int], Standing] = field(default_factory=dict)
    _seen: dict[str, tuple[tuple[int, int, Standing], View | None]] = field(default_factory=dict)

    def terms(self, case: CaseBook, *, at: int) -> Terms:
        """Give the terms the case is served under at a moment."""
        if self.contract is None or case.contract is None:
            return self.desk.shelf.terms(case.regulation, None, case.zone)
        received_at = case.received_at if case.received_at is not None else at
        text = contract_of_case(
            self.contract.texts, received_at=received_at, at=max(at, received_at), known_at=self.now
        )
        return self.desk.shelf.terms(case.regulation, text, case.zone)

    def standing(self, case: CaseBook, *, at: int | None = None) -> Standing:
        """Give how the contract stands at a moment as known then; by all that is written, unless told. Nothing stands for a sender
        without one.
        """
        book = self.contract
        if book is None or case.contract is None:
            return NOTHING
        moment = book.known_until(self.now) if at is None else at
        key = (case.regulation.digest, book.seq, moment)
        if key not in self._standing:
            self._standing[key] = book.standing(case.regulation, at=moment, known_at=moment)
        return self._standing[key]

    def view(self, case: CaseBook, *, at: int, standing: Standing) -> View | None:
        """See the case at a moment as known then. Board, letter, alarm and due actions ask one view, until something is entered."""
        entries = len(case.entries)
        kept = self._seen.get(case.name)
        if kept is not None and kept[0][:2] == (entries, at) and kept[0][2] is standing:
            return kept[1]
        terms = self.terms(case, at=at)
        former = kept[1] if kept is not None else None
        seen = view_of(
            terms, case.entries, at=at, known_at=at, standing=standing, archive=NO_ARCHIVE, former=former
        )
        self._seen[case.name] = (entries, at, standing), seen
        return seen

    def perform(self, act: Act, case: CaseBook, by: Doer, *, happened_at: int, known_at: int) -> Answer:
        """Decide an act and enter what it gives; a refusal enters what the law wants recorded."""
        answer = decide(
            act,
            case=case.name,
            by=by,
            entries=case.entries,
            terms=self.terms(case, at=happened_at),
            standing=self.standing(case),
            at=happened_at,
        )
        events = answer.events if isinstance(answer, Accepted) else answer.recorded
        own = len(events) - answer.automatic
        case.enter(events[:own], by, happened_at=happened_at, known_at=known_at)
        case.enter(events[own:], SYSTEM, happened_at=happened_at, known_at=known_at)
        if isinstance(answer, Accepted):
            self._enter_elsewhere(answer, by, happened_at=happened_at, known_at=known_at)
        return answer

    def _enter_elsewhere(self, answer: Accepted, by: Doer, *, happened_at: int, known_at: int) -> None:
        if answer.contract and self.contract is not None:
            if not self.contract.locked:
                raise ContractUntouched
            self.contract.enter(answer.contract, by, happened_at=happened_at, known_at=known_at)
        for other, theirs in answer.other.items():
            # A case of another desk, or a problem, has no stream to say it in.
            if other in self.cases:
                self.cases[other].enter(theirs, by, happened_at=happened_at, known_at=known_at)
