"""One case of a played story as asked about: entries, state, standing, facts and targets at a moment as known at another."""

from dataclasses import dataclass

from reglament.core.case.event import Entries
from reglament.core.case.facts import Facts, facts
from reglament.core.case.fold import fold
from reglament.core.case.state import CaseState
from reglament.core.case.visible import visible
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.played import Played
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target


@dataclass(frozen=True, slots=True)
class View:
    """A case at `at` as known at `known_at`, UTC seconds. A case nobody opened has no entries and no targets."""

    case: str
    at: int
    known_at: int
    played: Played
    terms: Terms
    entries: Entries
    state: CaseState
    standing: Standing
    facts: Facts
    targets: tuple[Target, ...]

    @property
    def regulation(self) -> Regulation:
        return self.terms.regulation


def look(played: Played, case: str, *, at: int, known_at: int, steps: bool = False) -> View:
    """Look at a case as it was then and as it was known then. `steps`: with the explanation of every target."""
    books = played.books
    terms = books.terms_of(case, at=at, known_at=known_at)
    entries = books.cases.get(case, ())
    seen = visible(entries, at=at, known_at=known_at)
    state = fold(seen, terms.regulation)
    standing = books.standing(case, at=at, known_at=known_at)
    return View(
        case=case,
        at=at,
        known_at=known_at,
        played=played,
        terms=terms,
        entries=seen,
        state=state,
        standing=standing,
        facts=facts(terms=terms, state=state, standing=standing, at=at),
        targets=targets(terms, entries, at=at, known_at=known_at, standing=standing, steps=steps),
    )
