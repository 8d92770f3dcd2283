"""From a contract's entries to its standing at a moment, as known at another."""

from collections.abc import Iterable

from reglament.core.contract.contract import Contract
from reglament.core.contract.event import ContractEntry
from reglament.core.contract.standing import Standing
from reglament.core.regulation.model.regulation import Regulation


def fold_contract(
    entries: Iterable[ContractEntry], regulation: Regulation, *, at: int, known_at: int
) -> Standing:
    """Fold what was known by `known_at` and happened by `at` (UTC seconds)."""
    raise NotImplementedError


def contract_of_case(
    entries: Iterable[ContractEntry], *, received_at: int, at: int, known_at: int
) -> Contract | None:
    """Give the text a case received at `received_at` is served under at `at`: the one then in force, and changes since that say so."""
    raise NotImplementedError
