"""The ledger of hours: estimated, accepted, worked, charged once for the whole case, given back; each balance read from the books."""

from uuid import UUID

import pytest

from reglament.core.case.act import (
    Accept,
    Act,
    Charge,
    Classify,
    Doer,
    Estimate,
    LogWork,
    Receive,
    Record,
    Refund,
    Register,
    StartWork,
)
from reglament.core.case.answer import Refused
from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.certificate import Issued, issue_certificate
from reglament.desk.record.desk import Desk
from tests.desk.vendor import FROM, STAFF, UNTIL, Vendor, settle_down

HOUR, MINUTE = 3600, 60
CUSTOMER = Doer("customer", "representative")
FIELDS = {"support key": "given", "case description": "given"}
# No published regulation gives hours back: this one does, where the case turned out to be no development.
REFUNDED = ("overrun: new acceptance", "overrun: new acceptance\n        refund if: {case kind: development}")


@pytest.fixture
def vendor(desk: Desk) -> Vendor:
    return settle_down(desk, "smart-monitor", changed=REFUNDED)


@pytest.fixture
def contract(vendor: Vendor) -> UUID:
    return vendor.take_on("Ash", Text("1", None, "Europe/Moscow"))


def open_case(vendor: Vendor, contract: UUID, hours: int) -> tuple[UUID, str]:
    """A case of development, come with a fresh certificate of so many hours; its id and the certificate's tag."""
    issued = issue_certificate(
        desk=vendor.desk, viewer=vendor.vera, contract=contract, from_on=FROM, until_on=UNTIL, by=STAFF,
        granted=hours * HOUR,
    )  # fmt: skip
    assert isinstance(issued, Issued)
    act = Receive("email", "representative", key=issued.key, fields=FIELDS)
    case = vendor.receive(vendor.sender(contract), act).case
    for one in (Register(), Classify({"case kind": "development"})):
        done(vendor, case, one)
    return case, issued.tag


def done(vendor: Vendor, case: UUID, act: Act, by: Doer = STAFF) -> None:
    vendor.world.at += 60
    answer = vendor.act(case, act, by).answer
    assert not isinstance(answer, Refused), answer


def refused(vendor: Vendor, case: UUID, act: Act, by: Doer = STAFF) -> str:
    vendor.world.at += 60
    answer = vendor.act(case, act, by).answer
    assert isinstance(answer, Refused)
    return answer.code


def accept(vendor: Vendor, case: UUID, seconds: int, message: str) -> None:
    done(vendor, case, Estimate(seconds))
    done(vendor, case, Record("hours accepted", message=message), CUSTOMER)
    done(vendor, case, Accept(message), CUSTOMER)


def hours(vendor: Vendor, contract: UUID, tag: str) -> tuple[int, int]:
    """What a certificate still has, and what of it is set aside, seconds."""
    (pool,) = vendor.standing(contract).pools.values()
    part = pool.of(tag)
    return part.balance, sum(part.reserved.values())


def test_hours_are_set_aside_charged_in_quarters_once_a_case_and_given_back(
    vendor: Vendor, contract: UUID
) -> None:
    case, tag = open_case(vendor, contract, 10)
    assert hours(vendor, contract, tag) == (10 * HOUR, 0)
    accept(vendor, case, 3 * HOUR, "m1")
    assert hours(vendor, contract, tag) == (10 * HOUR, 3 * HOUR)
    done(vendor, case, StartWork())
    for seconds in (HOUR + MINUTE, MINUTE):
        done(vendor, case, LogWork(seconds, "vera"))
    done(vendor, case, Charge())
    assert hours(vendor, contract, tag) == (8 * HOUR + 45 * MINUTE, 0)
    done(vendor, case, LogWork(13 * MINUTE, "vera"))
    assert refused(vendor, case, Charge()) == "charge/already"
    done(vendor, case, LogWork(MINUTE, "vera"))
    done(vendor, case, Charge())
    assert hours(vendor, contract, tag) == (8 * HOUR + 30 * MINUTE, 0)
    done(vendor, case, Refund())
    assert hours(vendor, contract, tag) == (10 * HOUR, 0)
    assert refused(vendor, case, Refund()) == "refund/nothing-charged"


def test_hours_never_go_below_zero_without_a_recorded_ground(vendor: Vendor, contract: UUID) -> None:
    case, tag = open_case(vendor, contract, 1)
    accept(vendor, case, 2 * HOUR, "m1")
    done(vendor, case, LogWork(HOUR + MINUTE, "vera"))
    assert refused(vendor, case, Charge()) == "charge/ground-missing"
    assert hours(vendor, contract, tag) == (HOUR, 2 * HOUR)
    done(vendor, case, Charge("the customer pays the rest"))
    assert hours(vendor, contract, tag) == (-15 * MINUTE, 0)


def test_a_case_spends_the_hours_of_the_certificate_it_came_with(vendor: Vendor, contract: UUID) -> None:
    first, first_tag = open_case(vendor, contract, 10)
    second, second_tag = open_case(vendor, contract, 4)
    accept(vendor, second, 2 * HOUR, "m1")
    done(vendor, second, LogWork(HOUR, "vera"))
    done(vendor, second, Charge())
    assert hours(vendor, contract, first_tag) == (10 * HOUR, 0)
    assert hours(vendor, contract, second_tag) == (3 * HOUR, 0)
    assert refused(vendor, first, Refund()) == "refund/nothing-charged"


def test_work_beyond_what_was_accepted_waits_for_a_new_acceptance(vendor: Vendor, contract: UUID) -> None:
    case, tag = open_case(vendor, contract, 10)
    assert refused(vendor, case, LogWork(HOUR, "vera")) == "work/not-accepted"
    accept(vendor, case, HOUR, "m1")
    assert refused(vendor, case, LogWork(HOUR + 1, "vera")) == "work/over-accepted"
    accept(vendor, case, 2 * HOUR, "m2")
    done(vendor, case, LogWork(HOUR + 1, "vera"))
    assert hours(vendor, contract, tag) == (10 * HOUR, 2 * HOUR)
