"""A clock set back, or gone ahead and set right again, gives no place, no person and no hour of a contract away twice."""

from uuid import UUID

import pytest

from reglament.core.case.act import Assign, Close, Receive, Reply
from reglament.core.contract.act import AddContact, RemoveContact
from reglament.core.contract.answer import ContractAccepted, ContractAnswer
from reglament.desk.clock.ids import new_id
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.ledger.number import take_number
from reglament.desk.record.agree import agree
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import Enclosed
from reglament.desk.record.rebuild import rebuild
from reglament.desk.record.receive import Sender, receive
from reglament.desk.record.record import record
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.tick import tick
from tests.books import MONDAY
from tests.desk.lab import CLIENT, DAY, HOUR, LINE, STAFF, Lab, found_lab, policy, rows
from tests.desk.test_limits_race import LIMIT, standing_of

# By how much the clock is wrong at first, and later.
JUMPS = [(0, -900), (0, -2 * HOUR), (2 * HOUR, 0), (30 * DAY, 0)]


def put(lab: Lab, contract: UUID, act: AddContact | RemoveContact) -> ContractAnswer:
    return agree(
        desk=lab.desk, viewer=SYSTEM, contract=contract, regulation=policy(), act=act, by=STAFF
    )  # fmt: skip


def stands() -> dict[str, int]:
    return dict(rows('select status, count(*) from "case" group by 1'))


@pytest.mark.parametrize(("first", "later"), JUMPS)
def test_cases_in_work_count_whatever_the_clock_said_when_they_came(
    desk: Desk, first: int, later: int
) -> None:
    lab = found_lab(desk)
    contract = lab.contract(tier="narrow")
    lab.world.at, lab.world.ahead = MONDAY + 3 * HOUR, first
    for _ in range(LIMIT):
        lab.receive(contract)
    lab.world.ahead = later
    lab.later(60)
    lab.receive(contract)
    assert stands() == {"open": LIMIT, "waiting": 1}


@pytest.mark.parametrize(("first", "later"), JUMPS)
def test_a_place_given_back_under_a_clock_set_back_is_free_ever_after(
    desk: Desk, first: int, later: int
) -> None:
    lab = found_lab(desk)
    contract = lab.contract(tier="narrow")
    lab.world.at, lab.world.ahead = MONDAY + 3 * HOUR, first
    cases = [lab.receive(contract).case for _ in range(LIMIT + 1)]
    assert stands() == {"open": LIMIT, "waiting": 1}
    lab.world.ahead = later
    lab.later(60)
    assert not lab.act(cases[0], Close("done")).is_refused
    lab.world.ahead = max(first, later)
    lab.later(HOUR)
    tick(desk=desk)
    assert stands() == {"open": LIMIT, "closed": 1}
    standing = standing_of(desk, contract)
    assert (len(standing.cases), standing.line) == (LIMIT, ())
    assert [found for found in rebuild(desk=desk, write=False) if found] == []


@pytest.mark.parametrize(("first", "later"), JUMPS)
def test_a_person_removed_under_a_clock_set_back_stays_removed_and_leaves_room_for_one(
    desk: Desk, first: int, later: int
) -> None:
    lab = found_lab(desk)
    contract = lab.contract()
    lab.world.at, lab.world.ahead = MONDAY + 3 * HOUR, first
    for name in ("ann", "bob"):
        assert isinstance(put(lab, contract, AddContact(name, "contact")), ContractAccepted)
    lab.world.ahead = later
    lab.later(60)
    assert not isinstance(put(lab, contract, AddContact("one too many", "contact")), ContractAccepted)
    assert isinstance(put(lab, contract, RemoveContact("bob")), ContractAccepted)
    assert isinstance(put(lab, contract, AddContact("eve", "contact")), ContractAccepted)
    lab.world.ahead = max(first, later)
    lab.later(HOUR)
    assert set(standing_of(desk, contract).contacts) == {"kit", "ann", "eve"}


def test_the_subject_of_a_case_is_that_of_its_receipt_though_a_later_message_bears_an_earlier_moment(
    desk: Desk,
) -> None:
    lab = found_lab(desk)
    contract = lab.contract()

    def message(subject: str) -> tuple[str, Enclosed]:
        words = [NewContent(new_id(lab.world), kind, subject) for kind in ("subject", "body")]
        written, body = (one.id for one in words)
        kept = NewMessage(
            new_id(lab.world), "customer", "kit@a.test", "portal", written, body, lab.world.now()
        )
        return str(kept.id), Enclosed(tuple(words), (kept,))

    with seen_by(SYSTEM):
        number = take_number(LINE)
    name, enclosed = message("first")
    case = receive(
        desk=desk, viewer=SYSTEM, act=Receive("portal", "contact", axes={"severity": "low"}, message=name),
        sender=Sender(lab.customers[contract], LINE, policy(), "Europe/Moscow", contract), by=CLIENT,
        name=number, enclosed=enclosed,
    ).case  # fmt: skip
    lab.world.ahead = -900
    name, enclosed = message("second")
    record(desk=desk, viewer=SYSTEM, case=case, act=Reply(name), by=CLIENT, enclosed=enclosed)
    lab.world.ahead = 0
    lab.later(HOUR)
    tick(desk=desk)
    assert [found for found in rebuild(desk=desk, write=False) if found] == []


@pytest.mark.parametrize("back", [0, -900, -2 * HOUR])
def test_a_case_touched_under_a_clock_set_back_is_warned_of_all_the_same(desk: Desk, back: int) -> None:
    lab = found_lab(desk)
    contract = lab.contract()
    lab.world.at = MONDAY + 3 * HOUR
    case = lab.receive(contract).case
    lab.later(60)
    lab.world.ahead = back
    assert not lab.act(case, Assign("ann")).is_refused
    lab.world.ahead = 0
    for _ in range(6):
        lab.later(HOUR)
        tick(desk=desk)
    received_at = MONDAY + 3 * HOUR
    assert rows("select kind, at - %s from firing order by at", received_at) == [
        ("warn", 2 * HOUR),
        ("warn", 4 * HOUR * 8 // 10),
        ("tell", 4 * HOUR + 1),
    ]
