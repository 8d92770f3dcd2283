"""How many cases a contract has in work is read before the contract is locked."""

from uuid import UUID

import pytest

from reglament.core.contract.kept import KeptContract
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.record import receive
from reglament.desk.record.books import ContractBook
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import open_contract


def plant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(receive, "open_contract", too_early)


def too_early(desk: Desk, contract: UUID | None, *, lock: bool) -> ContractBook | None:
    early = open_contract(desk, contract, lock=False)
    before = KeptContract(early.entries) if early is not None else None
    fail_point("planted.between reading and locking")
    book = open_contract(desk, contract, lock=lock)
    if before is None or book is None:
        return book
    return ContractBook(book.head, before, lock)
