"""A laboratory for time and limits: a small policy around the clock, customers with contracts, and as many cases as asked for."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from reglament.core.case.act import Act, Doer, Receive, Record, Reply, Report
from reglament.core.contract.contract import Contract as Text
from reglament.core.contract.event import ContactAdded, Granted
from reglament.core.contract.kept import KeptContract
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.desk.clock.ids import new_id
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.ledger.append import append
from reglament.desk.ledger.number import take_number
from reglament.desk.ledger.stored import store_contract_entry
from reglament.desk.ledger.stream import open_stream
from reglament.desk.models import Contract, Edition, Line, Number
from reglament.desk.record.books import ContractBook
from reglament.desk.record.desk import Desk
from reglament.desk.record.receive import Sender, receive
from reglament.desk.record.record import record
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Customer
from tests.architecture.tree import ROOT

SOURCE = ROOT / "tests" / "desk" / "laboratory" / "2026-01.yaml"
LINE = 1
HOUR, DAY = 3600, 86_400
STAFF, CLIENT = Doer("staff", actor="ann"), Doer("customer", "contact", "kit")


@cache
def policy() -> Regulation:
    regulation, faults = read_regulation(SOURCE.read_bytes())
    assert regulation is not None, faults
    return regulation


@dataclass(slots=True)
class Lab:
    """`contracts` in the order they were made; `customers` by contract."""

    desk: Desk
    contracts: list[UUID] = field(default_factory=list)
    customers: dict[UUID, UUID] = field(default_factory=dict)

    @property
    def world(self) -> VirtualWorld:
        world = self.desk.world
        assert isinstance(world, VirtualWorld)
        return world

    def contract(self, *, tier: str = "wide", hours: int = 0) -> UUID:
        """A customer with a contract; `hours` are bought with it."""
        now, customer, contract = self.world.now(), new_id(self.world), new_id(self.world)
        number = f"C-{len(self.contracts) + 1}"
        granted = {"hours": hours * HOUR} if hours else {}
        text = Text(number, tier, "Europe/Moscow", date(2026, 1, 1), date(2027, 12, 31), granted=granted)
        with seen_by(SYSTEM):
            Customer.objects.create(id=customer, name=number, kind="organisation", made_at=now)
            Contract.objects.create(id=contract, customer_id=customer, line_id=LINE, number=number)
            head = open_stream(id=contract, customer=customer, line=LINE, kind="contract", name=number)
            book = ContractBook(head, KeptContract(), locked=True)
            book.enter((Granted(text), ContactAdded("kit", "contact")), STAFF, happened_at=now, known_at=now)
            append(head, [store_contract_entry(entry, act=new_id(self.world)) for entry in book.fresh])
        self.contracts.append(contract)
        self.customers[contract] = customer
        return contract

    def receive(
        self,
        contract: UUID,
        *,
        desk: Desk | None = None,
        name: str | None = None,
        happened_at: int | None = None,
    ) -> Recorded:
        """A request under the contract comes in, with a number taken as intake takes it."""
        if name is None:
            with seen_by(SYSTEM):
                name = take_number(LINE)
        return receive(
            desk=desk or self.desk,
            viewer=SYSTEM,
            act=Receive("portal", "contact", axes={"severity": "low"}),
            sender=Sender(self.customers[contract], LINE, policy(), "Europe/Moscow", contract),
            by=CLIENT,
            name=name,
            happened_at=happened_at,
        )

    def act(self, case: UUID, act: Act, by: Doer = STAFF, *, desk: Desk | None = None) -> Recorded:
        return record(desk=desk or self.desk, viewer=SYSTEM, case=case, act=act, by=by)

    def ask(self, case: UUID, message: str = "q") -> None:
        """Staff ask the customer something, and it is delivered: a day of silence closes the case."""
        for step in (Reply(message), Record("question", message=message), Report("delivered", message)):
            done = self.act(case, step)
            assert not done.is_refused, done.answer

    def later(self, seconds: int) -> None:
        self.world.at += seconds


def found_lab(desk: Desk, *, team: UUID | None = None) -> Lab:
    """An empty laboratory with its policy in force and one line."""
    with seen_by(SYSTEM):
        Edition.objects.create(
            digest=policy().digest, regulation="laboratory", edition="2026-01", source=SOURCE.read_bytes(),
            effective_at=0, published_at=0, published_by="ann",
        )  # fmt: skip
        Line.objects.create(id=LINE, name="laboratory", regulation="laboratory", prefix="L", team_id=team)
        Number.objects.create(line_id=LINE)
    return Lab(desk)


def rows(statement: str, *values: str | int | UUID | None) -> list[tuple[Any, ...]]:
    """What the books hold."""
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
