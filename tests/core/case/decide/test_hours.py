"""Hours: estimated, accepted, worked, charged once rounded, refunded; the balance never falls below zero without a ground."""

from dataclasses import replace

import pytest

from reglament.core.case.act import (
    Accept,
    Act,
    Charge,
    Classify,
    Close,
    Estimate,
    LogWork,
    Record,
    Refund,
    Refuse,
    Reopen,
    StartWork,
)
from reglament.core.case.event import Charged, EstimateAccepted, Estimated, Refunded, WorkLogged, WorkStarted
from reglament.core.contract.event import CaseEnded, HoursCharged, HoursRefunded, HoursReserved
from reglament.core.hours.amount import Amount, AmountKind
from tests.core.case.decide.cast import BOUGHT, CUSTOMER, HEAD, HOUR, SYSTEM, Desk, code, may, values

MINUTE = 60
POOL = (
    "hours: {pool: hours, for: {kind: task}, estimate: needed, accepted by: customer, evidence: agreed, "
    "round: 15 minutes, charged at: closed, below zero: with a ground, refund if: {marked: upgraded}}"
)
NEWS = "\nnews: {reopen: reopen}"


def task(rules: str = POOL, hours: int = 10) -> Desk:
    desk = Desk(rules, contract=replace(BOUGHT, granted={"hours": hours * HOUR}))
    desk.receive(axes={"kind": "task"})
    return desk


def agreed(desk: Desk, seconds: int, message: str = "m1") -> None:
    desk.must(Estimate(seconds))
    desk.must(Record("agreed", message=message), CUSTOMER)
    desk.must(Accept(message), CUSTOMER)


def test_hours_are_estimated_for_charged_cases_only() -> None:
    desk = Desk(POOL)
    desk.receive()
    answer = desk.refused(Estimate(HOUR))
    assert (answer.code, answer.rule) == ("estimate/not-charged", "2/hours")
    assert code(task("x: {reopen: never}").do(Estimate(HOUR))) == "estimate/not-charged"
    assert code(task().do(Estimate(0))) == "estimate/nothing"
    assert code(task().do(Estimate(HOUR), CUSTOMER)) == "act/staff-only"
    term = Amount(AmountKind.WORKING_DAYS, 5)
    assert task().must(Estimate(HOUR, term)).events == (Estimated(HOUR, term),)


def test_more_than_the_pool_has_free_is_a_caution() -> None:
    desk = task(hours=1)
    assert desk.must(Estimate(HOUR)).cautions == ()
    assert desk.must(Estimate(HOUR + 1)).cautions == ("estimate/over-balance",)


def test_what_is_set_aside_for_other_cases_is_not_free() -> None:
    desk = task(hours=10)
    agreed(desk, 6 * HOUR)
    desk.receive("B", axes={"kind": "task"})
    assert desk.must(Estimate(4 * HOUR), case="B").cautions == ()
    desk.must(Estimate(4 * HOUR + 1), case="B")
    desk.must(Record("agreed", message="m1"), CUSTOMER, case="B")
    assert desk.must(Accept("m1"), CUSTOMER, case="B").cautions == ("estimate/over-balance",)
    assert desk.must(Estimate(10 * HOUR - 4 * HOUR - 1)).cautions == ()


def test_the_last_hour_may_be_spent_to_the_second_and_without_rounding_nothing_more() -> None:
    exact = POOL.replace("estimate: needed", "estimate: none").replace("round: 15 minutes", "rounding: none")
    desk = task(exact, hours=1)
    desk.must(LogWork(HOUR - 1, "ann"))
    assert may(desk.ask(Close("done"))).events[-1] == Charged("hours", HOUR - 1, HOUR - 1, 1)
    desk.must(LogWork(1, "ann"))
    answer = desk.must(Close("done"))
    assert answer.events[-1] == Charged("hours", HOUR, HOUR, 0)
    assert answer.contract == (HoursCharged("A", "hours", HOUR), CaseEnded("A"))


def test_an_estimate_is_accepted_by_the_right_party_on_evidence_that_came_after_it() -> None:
    desk = task()
    assert code(desk.do(Accept("m1"), CUSTOMER)) == "accept/no-estimate"
    desk.must(Record("agreed", message="early"), CUSTOMER)
    desk.must(Estimate(2 * HOUR))
    assert code(desk.do(Accept("m1"))) == "accept/not-by"
    assert code(desk.do(Accept(), CUSTOMER)) == "accept/evidence-missing"
    assert code(desk.do(Accept("early"), CUSTOMER)) == "accept/evidence-unknown"
    desk.must(Record("agreed", message="m1"), CUSTOMER)
    answer = desk.must(Accept("m1"), CUSTOMER)
    assert answer.events == (EstimateAccepted(2 * HOUR, None, "m1"),)
    assert answer.contract == (HoursReserved("A", "hours", 2 * HOUR),)
    assert code(desk.do(Accept("m1"), CUSTOMER)) == "accept/no-estimate"


def test_there_is_nothing_to_accept_where_nothing_is_charged() -> None:
    plain = Desk(POOL)
    plain.receive()
    answer = plain.refused(Accept(), CUSTOMER)
    assert (answer.code, answer.rule) == ("estimate/not-charged", "2/hours")
    answer = task("x: {reopen: never}").refused(Accept(), CUSTOMER)
    assert (answer.code, answer.rule) == ("estimate/not-charged", "")


def test_the_whole_balance_may_be_accepted_without_a_caution() -> None:
    desk = task(hours=1)
    desk.must(Estimate(HOUR))
    desk.must(Record("agreed", message="m1"), CUSTOMER)
    assert desk.must(Accept("m1"), CUSTOMER).cautions == ()


def test_acceptance_may_belong_to_a_role() -> None:
    desk = task(POOL.replace("accepted by: customer, evidence: agreed", "accepted by: head"))
    desk.must(Estimate(HOUR))
    answer = desk.refused(Accept(), CUSTOMER)
    assert (answer.code, values(answer)["allowed"]) == ("accept/not-by", "head")
    assert code(desk.do(Accept(), HEAD)) == "done"


def test_a_new_estimate_replaces_the_accepted_one_when_it_is_accepted() -> None:
    desk = task()
    agreed(desk, 2 * HOUR)
    agreed(desk, 3 * HOUR, "m2")
    assert desk.standing().pools["hours"].reserved == {"A": 3 * HOUR}


def test_work_does_not_start_before_acceptance() -> None:
    desk = task()
    assert code(desk.do(StartWork())) == "work/not-accepted"
    assert code(desk.do(LogWork(HOUR, "ann"))) == "work/not-accepted"
    agreed(desk, HOUR)
    assert code(desk.do(StartWork(), CUSTOMER)) == "act/staff-only"
    assert desk.must(StartWork()).events == (WorkStarted(),)
    assert desk.must(LogWork(HOUR, "ann")).events == (WorkLogged(HOUR, "ann"),)


def test_work_that_nobody_pays_for_needs_no_acceptance() -> None:
    desk = Desk(POOL)
    desk.receive()
    assert code(desk.do(StartWork())) == "done"
    assert code(desk.do(LogWork(99 * HOUR, "ann"))) == "done"
    assert code(desk.do(LogWork(0, "ann"))) == "work/nothing"


def test_work_beyond_the_accepted_hours_needs_a_new_acceptance() -> None:
    desk = task()
    agreed(desk, 2 * HOUR)
    desk.must(LogWork(2 * HOUR, "ann"))
    answer = desk.refused(LogWork(1, "ann"))
    assert (answer.code, values(answer)) == (
        "work/over-accepted",
        {"accepted": 2 * HOUR, "total": 2 * HOUR + 1},
    )
    agreed(desk, 3 * HOUR, "m2")
    assert code(desk.do(LogWork(1, "ann"))) == "done"
    free = task(POOL.replace("evidence: agreed", "evidence: agreed, overrun: free"))
    agreed(free, HOUR)
    assert code(free.do(LogWork(9 * HOUR, "ann"))) == "done"


def test_the_charge_is_rounded_up_once_for_the_whole_case() -> None:
    desk = task()
    agreed(desk, 3 * HOUR)
    for _ in range(11):
        desk.must(LogWork(11 * MINUTE, "ann"))
    answer = desk.must(Close("done"))
    assert answer.events[-1] == Charged("hours", 121 * MINUTE, 135 * MINUTE, 10 * HOUR - 135 * MINUTE)
    assert answer.automatic == 1
    assert answer.contract == (HoursCharged("A", "hours", 135 * MINUTE), CaseEnded("A"))
    pool = desk.standing().pools["hours"]
    assert (pool.balance, pool.reserved) == (10 * HOUR - 135 * MINUTE, {})


def test_a_case_that_is_not_charged_reports_nothing_spent_from_the_pool() -> None:
    desk = Desk(POOL)
    desk.receive()
    desk.must(LogWork(HOUR, "ann"))
    answer = desk.must(Close("done"))
    assert answer.events[-1] == Charged("hours", HOUR, 0, 10 * HOUR)
    assert answer.contract == (CaseEnded("A"),)


def test_a_contract_without_the_pool_is_told_nothing_of_hours() -> None:
    desk = Desk(POOL, contract=replace(BOUGHT, granted={}))
    desk.receive()
    assert not any(isinstance(event, Charged) for event in desk.must(Close()).events)
    desk.receive("B")
    assert code(desk.do(Charge(), case="B")) == "charge/no-pool"


def test_a_charge_above_the_balance_waits_for_a_ground_of_staff() -> None:
    desk = task(
        POOL.replace("evidence: agreed, ", "").replace("accepted by: customer", "overrun: free"), hours=1
    )
    desk.must(Estimate(HOUR))
    desk.must(Accept(), CUSTOMER)
    desk.must(LogWork(2 * HOUR, "ann"))
    answer = desk.refused(Close("done"))
    assert (answer.code, values(answer)) == ("charge/ground-missing", {"needed": 2 * HOUR, "left": HOUR})
    assert desk.state().status == "open"
    assert code(desk.do(Charge())) == "charge/ground-missing"
    assert desk.must(Charge("promised by phone")).events[-1] == Charged(
        "hours", 2 * HOUR, 2 * HOUR, -HOUR, "promised by phone"
    )
    assert not any(isinstance(event, Charged) for event in desk.must(Close("done")).events)
    assert desk.standing().pools["hours"].balance == -HOUR


def test_where_the_rule_says_never_no_ground_helps() -> None:
    desk = task(
        POOL.replace("below zero: with a ground", "overrun: free").replace("evidence: agreed, ", ""), hours=1
    )
    desk.must(Estimate(HOUR))
    desk.must(Accept(), CUSTOMER)
    desk.must(LogWork(2 * HOUR, "ann"))
    assert code(desk.do(Charge("please"))) == "charge/over-balance"


def test_nobody_but_staff_is_kept_from_closing_by_an_open_charge() -> None:
    for by in (CUSTOMER, SYSTEM):
        desk = task(hours=1)
        agreed(desk, 2 * HOUR)
        desk.must(LogWork(2 * HOUR, "ann"))
        answer = desk.must(Close("done"), by)
        assert (answer.cautions, answer.contract) == (("charge/pending",), (CaseEnded("A"),))
        assert desk.standing().pools["hours"].reserved == {"A": 2 * HOUR}
        assert code(desk.do(Charge("settled"))) == "done"


def test_a_reopened_case_is_charged_for_the_difference_only() -> None:
    desk = task(POOL + NEWS)
    agreed(desk, 3 * HOUR)
    desk.must(LogWork(50 * MINUTE, "ann"))
    desk.must(Close("done"))
    assert code(desk.do(Charge())) == "charge/already"
    desk.must(Reopen())
    assert not any(isinstance(event, Charged) for event in may(desk.ask(Close("done"))).events)
    desk.must(LogWork(20 * MINUTE, "ann"))
    assert desk.must(Close("done")).events[-1] == Charged(
        "hours", 70 * MINUTE, 15 * MINUTE, 10 * HOUR - 75 * MINUTE
    )


def test_staff_charge_an_open_case() -> None:
    desk = task()
    agreed(desk, HOUR)
    desk.must(LogWork(MINUTE, "ann"))
    assert code(desk.do(Charge(), CUSTOMER)) == "act/staff-only"
    assert desk.must(Charge()).contract == (HoursCharged("A", "hours", 15 * MINUTE),)


def test_what_was_set_aside_for_a_refused_case_is_free_again() -> None:
    desk = task(POOL + "\nours: {refuse: register, by: staff, ground: not ours}")
    agreed(desk, HOUR)
    answer = desk.must(Refuse("not ours"))
    assert answer.contract == (CaseEnded("A"), HoursReserved("A", "hours", 0))


def test_charged_hours_come_back_where_the_rule_says_so_and_once() -> None:
    desk = task()
    agreed(desk, HOUR)
    desk.must(LogWork(MINUTE, "ann"))
    assert code(desk.do(Refund())) == "refund/nothing-charged"
    desk.must(Close("done"))
    answer = desk.refused(Refund())
    assert (answer.code, answer.rule) == ("refund/not-provided", "2/hours")
    desk.must(Record("upgraded"))
    assert code(desk.do(Refund(), CUSTOMER)) == "act/staff-only"
    back = desk.must(Refund())
    assert back.events == (Refunded("hours", 15 * MINUTE, "2/hours"),)
    assert back.contract == (HoursRefunded("A", "hours", 15 * MINUTE),)
    assert desk.standing().pools["hours"].balance == 10 * HOUR
    assert code(desk.do(Refund())) == "refund/nothing-charged"


@pytest.mark.parametrize("word", ["estimate", "start work", "log work", "charge"])
def test_a_rule_may_refuse_any_act_on_hours(word: str) -> None:
    free = POOL.replace("estimate: needed", "estimate: none")
    desk = task(f"{free}\nno: {{refuse: {word}, if: {{kind: task}}, ground: not ours}}")
    acts: dict[str, Act] = {
        "estimate": Estimate(1),
        "start work": StartWork(),
        "log work": LogWork(1, "a"),
        "charge": Charge(),
    }
    assert values(desk.do(acts[word]))["ground"] == "not ours"


def test_a_case_sorted_out_of_charging_is_charged_nothing() -> None:
    desk = task()
    agreed(desk, HOUR)
    desk.must(LogWork(MINUTE, "ann"))
    desk.must(Classify({"kind": "fault"}))
    assert desk.must(Close("done")).events[-1] == Charged("hours", MINUTE, 0, 10 * HOUR)
    assert desk.standing().pools["hours"].reserved == {}
