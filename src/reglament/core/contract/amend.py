"""Decisions on a contract: made, renewed, changed, its people and teams, declared periods; and when access ends."""

from reglament.core.contract.act import ContractAct
from reglament.core.contract.answer import ContractAnswer
from reglament.core.contract.standing import Standing
from reglament.core.contract.terms import Terms


def decide_contract(act: ContractAct, *, terms: Terms, standing: Standing, at: int) -> ContractAnswer:
    """Answer an act on the contract at `at` (UTC seconds); `terms` under the contract as it stands before the act."""
    raise NotImplementedError
