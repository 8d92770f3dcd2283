"""Reply, reopen, report: messages are never lost, and news on a closed case follow the regulation's policy."""

from dataclasses import replace

import pytest

from reglament.core.case.act import Close, MergeInto, Record, Reopen, Reply, Report, Snooze
from reglament.core.case.event import Delivered, HandedOver, Reopened, Replied, Supplied, Woken
from reglament.core.contract.event import CaseCounted
from tests.core.case.decide.cast import BOUGHT, CHANNEL, CUSTOMER, HEAD, HOUR, STAFF, Desk, at, code


def closed(rules: str = "") -> Desk:
    desk = Desk(rules)
    desk.receive()
    desk.must(Close())
    return desk


def test_a_reply_brings_its_message_and_fields() -> None:
    desk = Desk()
    desk.receive()
    answer = desk.must(Reply("m1", {"logs": "f1"}), CUSTOMER)
    assert answer.events == (Replied("m1"), Supplied({"logs": "f1"}))
    assert code(desk.do(Reply("m2", {"shoe": "42"}), CUSTOMER)) == "field/undeclared"


def test_a_reply_of_the_customer_wakes_the_case_and_one_of_staff_does_not() -> None:
    desk = Desk()
    desk.receive()
    desk.must(Snooze(desk.now + 90 * HOUR))
    assert Woken() not in desk.must(Reply("m1"), STAFF).events
    answer = desk.must(Reply("m2"), CUSTOMER)
    assert (answer.events, answer.automatic) == ((Replied("m2"), Woken()), 1)


@pytest.mark.parametrize("policy", ["{reopen: reopen}", "{reopen: either, default: reopen}"])
def test_news_reopen_the_case(policy: str) -> None:
    desk = closed(f"news: {policy}")
    answer = desk.must(Reply("m1"), CUSTOMER)
    assert answer.events == (Replied("m1"), Reopened())
    assert answer.automatic == 1
    assert answer.contract == (CaseCounted("A", {}),)
    assert (desk.state().status, desk.state().reopened) == ("open", 1)


@pytest.mark.parametrize(
    "policy", ["{reopen: new linked case}", "{reopen: either, default: new linked case}"]
)
def test_news_make_a_new_case_and_the_closed_one_stays_closed(policy: str) -> None:
    desk = closed(f"news: {policy}")
    answer = desk.must(Reply("m1"), CUSTOMER)
    assert (answer.new_case, answer.events) == (True, ())
    assert desk.state().status == "closed"


def test_where_cases_never_reopen_the_message_is_kept_under_the_clause_that_says_so() -> None:
    desk = closed("news: {reopen: never}")
    answer = desk.refused(Reply("m1"), CUSTOMER)
    assert (answer.code, answer.rule) == ("reopen/never", "2/news")
    assert answer.recorded == (Replied("m1"),)


def test_where_the_regulation_is_silent_nothing_reopens_and_nothing_is_lost() -> None:
    answer = closed().refused(Reply("m1", {"logs": "f1"}), CUSTOMER)
    assert (answer.code, answer.automatic) == ("reopen/no-rule", 0)
    assert answer.recorded == (Replied("m1"), Supplied({"logs": "f1"}))


def test_a_policy_speaks_of_its_own_party_and_condition() -> None:
    desk = closed("news: {reopen: reopen, by: [head]}\nwishes: {reopen: never, if: {kind: wish}}")
    assert code(desk.do(Reply("m1"), CUSTOMER)) == "reopen/no-rule"
    assert code(desk.do(Reply("m1"), HEAD)) == "done"


def test_a_policy_ends_with_its_term() -> None:
    rules = "news: {reopen: reopen, within: 2 working days, on: office}\nlate: {reopen: new linked case}"
    for moment, reopened in (("2026-11-04 15:00", True), ("2026-11-04 15:01", False)):
        desk = Desk(rules)
        desk.receive(at=at("2026-11-02 07:00"))
        desk.must(Close(), at=at("2026-11-02 08:00"))
        answer = desk.must(Reply("m1"), CUSTOMER, at=at(moment))
        assert (Reopened() in answer.events, answer.new_case) == (reopened, not reopened)


def test_the_term_of_a_policy_may_run_on_the_calendar_of_the_tier() -> None:
    rules = "news: {reopen: reopen, within: 1 working hour, on: tier}"
    for tier, expected in (("plain", "reopen/no-rule"), ("rich", "done")):
        desk = Desk(rules, contract=replace(BOUGHT, tier=tier))
        desk.receive()
        desk.must(Close())
        assert code(desk.do(Reply("m1"), CUSTOMER, at=at("2026-11-02 15:00"))) == expected


def test_a_term_that_nobody_can_compute_does_not_close_the_door() -> None:
    desk = Desk("news: {reopen: reopen, within: 36000 working days, on: office}")
    desk.receive()
    desk.must(Close())
    assert code(desk.do(Reply("m1"), CUSTOMER)) == "done"


def test_staff_reopen_where_the_policy_lets_them() -> None:
    answers = {
        "{reopen: reopen}": "done",
        "{reopen: either, default: new linked case}": "done",
        "{reopen: new linked case}": "reopen/new-case",
        "{reopen: never}": "reopen/never",
        "{reopen: reopen, by: [customer]}": "reopen/no-rule",
    }
    for policy, expected in answers.items():
        assert code(closed(f"news: {policy}").do(Reopen())) == expected


def test_a_rule_may_refuse_reopening_by_hand_and_by_news_whose_message_stays() -> None:
    desk = closed("news: {reopen: reopen}\nno: {refuse: reopen, if: {kind: fault}, ground: done}")
    desk.receive("B")
    assert code(desk.do(Reply("m1"), CUSTOMER, case="B")) == "done"
    assert code(desk.do(Reopen())) == "law/refused"
    answer = desk.refused(Reply("m1"), CUSTOMER)
    assert (answer.code, answer.recorded) == ("law/refused", (Replied("m1"),))


def test_a_reply_of_staff_leaves_a_closed_case_closed() -> None:
    desk = closed("news: {reopen: reopen}")
    desk.must(Reply("m1"), STAFF)
    assert desk.state().status == "closed"


def test_news_on_a_merged_case_are_kept_and_pointed_to_the_other() -> None:
    desk = Desk("news: {reopen: reopen}")
    desk.receive()
    desk.receive("B")
    desk.must(MergeInto("B"))
    answer = desk.refused(Reply("m1"), CUSTOMER)
    assert (answer.code, answer.values, answer.recorded) == ("case/merged", {"into": "B"}, (Replied("m1"),))
    assert code(desk.do(Reopen())) == "case/merged"


def test_reports_are_entered_once_for_each_stage() -> None:
    desk = Desk()
    desk.receive()
    desk.must(Record("solved", message="m1"))
    assert desk.must(Report("handed over", "m1"), CHANNEL).events == (HandedOver("m1"),)
    assert desk.must(Report("handed over", "m1"), CHANNEL).events == ()
    assert desk.must(Report("delivered", "m1"), CHANNEL).events == (Delivered("m1"),)
    desk.must(Report("bounced", "m1"), CHANNEL)
    assert desk.must(Report("bounced", "m1"), CHANNEL).events == ()
    assert desk.must(Report("delivered", "m1"), CHANNEL).events == (Delivered("m1"),)


def test_a_report_on_a_letter_nobody_knows_is_taken_all_the_same_and_on_a_closed_case_too() -> None:
    desk = closed()
    assert desk.must(Report("delivered", "letter of closing"), CHANNEL).events == (
        Delivered("letter of closing"),
    )
    assert code(desk.do(Report("burnt", "m1"), CHANNEL)) == "report/stage-unknown"
