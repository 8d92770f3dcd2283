"""An act asked for again under the asker's id has one effect, also when both ask at once."""

from functools import partial
from uuid import UUID, uuid4

import pytest

from reglament.core.case.act import Assign, Doer, Receive, StartWork
from reglament.core.contract.act import Grant
from reglament.core.contract.contract import Contract as Text
from reglament.core.regulation.read import read_regulation
from reglament.desk.clock.ids import new_id
from reglament.desk.ledger.stream import open_stream
from reglament.desk.models import Contract, Edition, Line, Number
from reglament.desk.record.agree import agree
from reglament.desk.record.desk import Desk
from reglament.desk.record.once import OtherAct
from reglament.desk.record.receive import Sender, receive
from reglament.desk.record.record import record
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Customer
from tests.architecture.tree import ROOT
from tests.several import at_once

STAFF = Doer("staff")


@pytest.fixture
def sender(desk: Desk) -> Sender:
    """A customer with a contract."""
    source = (ROOT / "regulations/monq/2025-01.yaml").read_bytes()
    regulation, _ = read_regulation(source)
    assert regulation is not None
    customer, contract = new_id(desk.world), new_id(desk.world)
    with seen_by(SYSTEM):
        Edition.objects.create(
            digest=regulation.digest, regulation=regulation.name, edition=regulation.edition, source=source,
            effective_at=0, published_at=0, published_by="test",
        )  # fmt: skip
        Line.objects.create(id=1, name="line", regulation=regulation.name, prefix="T")
        Number.objects.create(line_id=1)
        Customer.objects.create(id=customer, name="Acorn", kind="organisation", made_at=0)
        Contract.objects.create(id=contract, customer_id=customer, line_id=1, number="1")
        open_stream(id=contract, customer=customer, line=1, kind="contract", name="1")
    grant = Grant(Text("1", "premium", "Europe/Moscow"))
    agree(desk=desk, viewer=SYSTEM, contract=contract, regulation=regulation, act=grant, by=STAFF)
    return Sender(customer, 1, regulation, "Europe/Moscow", contract)


@pytest.fixture
def case(desk: Desk, sender: Sender) -> UUID:
    """A fresh case."""
    act = Receive("portal", "contact", axes={"category": "consultation"})
    return receive(desk=desk, viewer=SYSTEM, act=act, sender=sender, by=Doer("customer"), name="T-1").case


def assign(desk: Desk, case: UUID, act_id: UUID, to: str = "e1") -> Recorded:
    return record(desk=desk, viewer=SYSTEM, case=case, act=Assign(to), by=STAFF, act_id=act_id)


def test_the_second_time_nothing_is_done_and_the_first_seq_is_told(desk: Desk, case: UUID) -> None:
    key = uuid4()
    first, second = assign(desk, case, key), assign(desk, case, key)
    assert (first.repeated, second.repeated, second.seq) == (False, True, first.seq)


def test_two_who_ask_at_once_have_one_effect(desk: Desk, case: UUID) -> None:
    found = at_once(*[partial(assign, desk, case, uuid4())] * 8)
    assert sorted(one.repeated for one in found) == [False] + [True] * 7
    assert len({one.seq for one in found}) == 1


def test_a_refused_act_may_be_asked_for_again(desk: Desk, case: UUID) -> None:
    key = uuid4()
    by_customer = Doer("customer")
    refused = record(desk=desk, viewer=SYSTEM, case=case, act=StartWork(), by=by_customer, act_id=key)
    done = record(desk=desk, viewer=SYSTEM, case=case, act=StartWork(), by=STAFF, act_id=key)
    assert (refused.is_refused, done.is_refused, done.repeated) == (True, False, False)


def test_an_id_is_for_one_case(desk: Desk, sender: Sender, case: UUID) -> None:
    act = Receive("portal", "contact", axes={"category": "consultation"})
    other = receive(desk=desk, viewer=SYSTEM, act=act, sender=sender, by=Doer("customer"), name="T-2").case
    key = uuid4()
    assign(desk, case, key)
    with pytest.raises(OtherAct):
        assign(desk, other, key)
