"""What conditions look at: the case as folded, the contract, its counters, and the regulation's defaults."""

from dataclasses import dataclass

from reglament.core.case.state import CaseState
from reglament.core.contract.condition import holds
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms

__all__ = ["Facts", "facts", "holds"]


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of one case at `at`. `contract`: its status at the moment the regulation looks at it; `tier`: the one served."""

    terms: Terms
    state: CaseState
    standing: Standing | None
    at: int
    tier: str | None
    contract: str

    def fact(self, name: str) -> str | None:
        raise NotImplementedError

    def option(self, term: str) -> tuple[str, ...]:
        raise NotImplementedError

    def is_marked(self, mark: str) -> bool:
        return mark in self.state.marks

    def given(self, name: str) -> str | None:
        return self.state.fields.get(name)

    def received_in(self, calendar: str) -> bool | None:
        raise NotImplementedError

    def is_over(self, counter: str) -> bool:
        raise NotImplementedError

    def has_left(self, counter: str) -> bool:
        raise NotImplementedError


def facts(*, terms: Terms, state: CaseState, standing: Standing | None, at: int) -> Facts:
    """Gather the facts of a case at `at` (UTC seconds); `standing` None: counters are not looked at."""
    raise NotImplementedError
