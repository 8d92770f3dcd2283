"""Hours of certificates: a case draws on the one it came with, and only if that was in force when it came."""

from dataclasses import replace
from datetime import date

from reglament.core.case.act import (
    Accept,
    Charge,
    Close,
    Estimate,
    LogWork,
    Receive,
    Refund,
    Reply,
    Snooze,
    StartWork,
    Supply,
)
from reglament.core.case.decide.follow_up import follow_up
from reglament.core.contract.contract import Certificate
from reglament.core.contract.event import HoursCharged, HoursRefunded, HoursReserved
from reglament.core.contract.key import key_tag
from tests.core.case.decide.cast import BOUGHT, CUSTOMER, HOUR, Desk, at, code, values

POOL = (
    "hours: {pool: hours, for: {kind: task}, estimate: needed, rounding: none, charged at: closed, "
    "below zero: with a ground, refund if: {status: closed}}"
)
OLD, NEW, NEXT = "OLD-1", "NEW-1", "NEXT-1"
THREE = replace(
    BOUGHT,
    from_on=None,
    until_on=None,
    granted={},
    certificates=(
        Certificate(OLD, date(2025, 1, 1), date(2025, 12, 31), 20 * HOUR),
        Certificate(NEW, date(2026, 1, 1), date(2026, 12, 31), 3 * HOUR),
        Certificate(NEXT, date(2027, 1, 1), date(2027, 12, 31), 20 * HOUR),
    ),
)


def task(key: str | None = NEW, rules: str = POOL) -> Desk:
    desk = Desk(rules, contract=THREE)
    desk.receive(axes={"kind": "task"}, key=key)
    return desk


def worked(desk: Desk, hours: int) -> None:
    desk.must(Estimate(hours * HOUR))
    desk.must(Accept(), CUSTOMER)
    desk.must(StartWork())
    desk.must(LogWork(hours * HOUR, "ann"))


def test_hours_of_an_expired_certificate_and_of_one_to_come_are_not_spent_on_another() -> None:
    desk = task()
    assert desk.must(Estimate(3 * HOUR)).cautions == ()
    assert desk.must(Estimate(3 * HOUR + 1)).cautions == ("estimate/over-balance",)
    worked(desk, 4)
    answer = desk.refused(Charge())
    assert (answer.code, answer.values) == ("charge/ground-missing", {"needed": 4 * HOUR, "left": 3 * HOUR})


def test_a_case_with_an_expired_key_spends_nothing_of_it() -> None:
    for key in (OLD, NEXT):
        desk = task(key)
        worked(desk, 1)
        assert values(desk.do(Charge())) == {"needed": HOUR, "left": 0}


def test_a_case_without_a_key_has_no_hours_of_any_certificate() -> None:
    desk = task(None)
    worked(desk, 1)
    assert values(desk.do(Charge()))["left"] == 0


def test_expiry_after_arrival_takes_no_hours_away() -> None:
    desk = task()
    worked(desk, 2)
    answer = desk.must(Close(), at=at("2027-02-01 12:00"))
    assert HoursCharged("A", "hours", 2 * HOUR, key_tag(NEW)) in answer.contract


def test_reservations_charges_and_refunds_name_the_certificate() -> None:
    desk = task()
    desk.must(Estimate(HOUR))
    assert desk.must(Accept(), CUSTOMER).contract == (HoursReserved("A", "hours", HOUR, key_tag(NEW)),)
    desk.must(LogWork(HOUR, "ann"))
    desk.must(Close())
    assert desk.must(Refund()).contract == (HoursRefunded("A", "hours", HOUR, key_tag(NEW)),)
    assert desk.standing().pools["hours"].of(key_tag(NEW)).balance == 3 * HOUR


def test_a_key_that_comes_later_is_drawn_on_from_then_on() -> None:
    desk = task(None)
    desk.must(Supply({}, key="new 1"), CUSTOMER)
    assert desk.state().certificate == key_tag(NEW)
    worked(desk, 2)
    assert code(desk.do(Charge())) == "done"


def test_whether_hours_are_left_is_asked_of_the_certificate_of_the_case() -> None:
    rules = f"{POOL}\nbusy: {{refuse: snooze, if: {{left: hours}}, ground: flood}}"
    said = {key: code(task(key, rules).do(Snooze(at("2026-12-01 12:00")))) for key in (NEW, OLD, None)}
    assert said == {NEW: "law/refused", OLD: "done", None: "done"}


def test_news_on_a_closed_case_come_under_the_certificate_of_that_case() -> None:
    desk = task()
    desk.must(Close())
    receive = follow_up(Reply("m1"), of="A", former=desk.state(), by=CUSTOMER, regulation=desk.edition)
    assert isinstance(receive, Receive)
    desk.must(receive, CUSTOMER, case="A2")
    assert (desk.state("A2").contract, desk.state("A2").certificate) == ("valid", key_tag(NEW))
