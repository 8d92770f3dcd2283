"""Cases of one contract in one transaction: how it stands is said of each under its own edition."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from reglament.core.contract.contract import Certificate, Contract
from reglament.core.contract.event import ContractEntry, Granted
from reglament.core.contract.kept import KeptContract
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.ledger.chain import GENESIS
from reglament.desk.ledger.stream import Head
from reglament.desk.record.books import CaseBook, ContractBook
from reglament.desk.record.desk import Desk
from reglament.desk.record.unit import Unit
from tests.desk.lab import HOUR, policy

CONTRACT, CUSTOMER = UUID(int=1), UUID(int=2)
TEXT = Contract(
    "C-1", "wide", "Europe/Moscow", date(2026, 1, 1), date(2027, 12, 31),
    certificates=(Certificate("K", None, None, granted=5 * HOUR),),
)  # fmt: skip


def case(number: int, regulation: Regulation) -> CaseBook:
    head = Head(UUID(int=number), CUSTOMER, 1, "case", f"L-{number}", 0, GENESIS)
    return CaseBook(head, regulation, "Europe/Moscow", CONTRACT, ())


def test_a_later_edition_that_calls_its_hours_otherwise_counts_them_for_its_own_cases(desk: Desk) -> None:
    hours = policy().counters["hours"]
    renamed = replace(
        policy(), digest="0" * 64, counters={**policy().counters, "hours": replace(hours, of="cases"), "time": hours}
    )  # fmt: skip
    first, second = case(3, policy()), case(4, renamed)
    now = desk.world.now()
    kept = KeptContract([ContractEntry(1, now, now, "staff", Granted(TEXT))])
    contract = ContractBook(Head(CONTRACT, CUSTOMER, 1, "contract", "C-1", 1, GENESIS), kept, locked=True)
    unit = Unit(desk, now, first, contract, {first.name: first, second.name: second})
    pools = [
        {name: pool.balance for name, pool in unit.standing(one).pools.items()} for one in (first, second)
    ]
    assert pools == [{"hours": 5 * HOUR}, {"time": 5 * HOUR}]
