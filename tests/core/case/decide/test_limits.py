"""Limits: places, the waiting line, uses of a period; nobody overshoots and nobody overtakes."""

from reglament.core.case.act import (
    Classify,
    Close,
    Correct,
    Enter,
    Record,
    Refuse,
    Reopen,
    Reply,
    Revive,
    Supply,
)
from reglament.core.case.event import Entered, Queued, Received, Refused
from reglament.core.contract.event import CaseCounted, CaseEnded, EventCounted
from tests.core.case.decide.cast import CUSTOMER, REQUEST, SYSTEM, TWO, Desk, at, code, values

LINE = "two: {count: open, limit: 2, counts: {not: {kind: wish}}, over: wait}"
DOOR = "two: {count: open, limit: 2, counts: {not: {kind: wish}}, over: refuse, ground: too many}"


def filled(rules: str, *names: str) -> Desk:
    desk = Desk(rules)
    for name in names:
        desk.receive(name)
    return desk


def test_a_case_takes_its_place() -> None:
    desk = Desk(LINE)
    assert desk.receive().contract == (CaseCounted("A", {"open": True}),)
    assert desk.receive("W", axes={"kind": "wish"}).contract == (CaseCounted("W", {}),)


def test_a_case_over_the_limit_is_kept_and_refused() -> None:
    desk = filled(DOOR, "A", "B")
    answer = desk.refused(REQUEST, CUSTOMER, case="C")
    assert (answer.code, answer.rule) == ("limit/reached", "2/two")
    assert values(answer) == {"ground": "too many", "counter": "open", "limit": 2}
    assert isinstance(answer.recorded[0], Received)
    assert answer.recorded[1] == Refused("2/two", "too many")


def test_a_case_over_the_limit_waits_in_line() -> None:
    desk = filled(LINE, "A", "B")
    answer = desk.receive("C")
    assert Queued("2/two", "open") in answer.events
    assert answer.contract == (CaseCounted("C", {"open": True}, waiting=True),)
    assert (desk.state("C").status, desk.standing().cases["C"].place) == ("waiting", 1)


def test_a_case_that_does_not_count_passes_by_the_line() -> None:
    desk = filled(LINE, "A", "B", "C")
    desk.receive("W", axes={"kind": "wish"})
    assert desk.state("W").status == "open"


def test_the_first_in_line_enters_when_there_is_room() -> None:
    desk = filled(LINE, "A", "B", "C", "D")
    assert code(desk.do(Enter(), SYSTEM, case="C")) == "enter/no-room"
    assert desk.must(Close(), case="A").contract == (CaseEnded("A"),)
    assert code(desk.do(Enter(), SYSTEM, case="D")) == "enter/not-first"
    answer = desk.must(Enter(), SYSTEM, case="C")
    assert answer.events == (Entered(),)
    assert answer.contract == (CaseCounted("C", {"open": True}),)
    assert (desk.state("C").status, desk.standing().cases["D"].place) == ("open", 1)
    assert code(desk.do(Enter(), SYSTEM, case="D")) == "enter/no-room"


def test_who_comes_while_others_wait_goes_behind_them() -> None:
    desk = filled(LINE, "A", "B", "C")
    desk.must(Close(), case="A")
    desk.receive("D")
    assert desk.standing().line == ("C", "D")


def test_a_case_that_counts_no_more_gives_its_place_back() -> None:
    desk = filled(LINE, "A", "B", "C")
    assert desk.must(Classify({"kind": "wish"}), case="A").contract == (CaseCounted("A", {"open": False}),)
    assert code(desk.do(Enter(), SYSTEM, case="C")) == "done"


def test_a_waiting_case_that_counts_no_more_enters_by_itself() -> None:
    desk = filled(LINE, "A", "B", "C")
    answer = desk.must(Classify({"kind": "wish"}), case="C")
    assert answer.events[-1] == Entered()
    assert answer.contract == (CaseCounted("C", {"open": False}),)
    assert desk.standing().line == ()


def test_a_waiting_case_that_is_closed_leaves_the_line() -> None:
    desk = filled(LINE, "A", "B", "C")
    desk.must(Close(), case="C")
    assert desk.standing().line == ()


def test_a_case_that_comes_to_count_later_finds_the_limit_too() -> None:
    for rules, expected in ((LINE, "done"), (DOOR, "limit/reached")):
        desk = filled(rules, "A", "B")
        desk.receive("W", axes={"kind": "wish"})
        assert code(desk.do(Classify({"kind": "task"}), case="W")) == expected
        assert (
            sum(one.place is None and "open" in one.counters for one in desk.standing().cases.values()) == 2
        )


def test_a_reopened_case_needs_a_place_again() -> None:
    desk = filled(LINE + "\nnews: {reopen: reopen}", "A", "B")
    desk.must(Close(), case="A")
    desk.receive("C")
    assert Queued("2/two", "open") in desk.must(Reopen(), case="A").events
    assert desk.state("A").status == "waiting"


def test_news_that_find_no_place_are_kept() -> None:
    desk = filled(DOOR + "\nnews: {reopen: reopen}", "A", "B")
    desk.must(Close(), case="A")
    desk.receive("C")
    answer = desk.refused(Reply("m1"), CUSTOMER, case="A")
    assert (answer.code, len(answer.recorded)) == ("limit/reached", 1)
    assert desk.state("A").status == "closed"


def test_a_held_case_takes_its_place_when_it_is_let_in() -> None:
    gate = "\ngate: {require: [serial], missing: hold}"
    desk = Desk(LINE + gate)
    for name in ("A", "B"):
        desk.receive(name, fields={"serial": "7"})
    assert desk.receive("C").contract == (CaseCounted("C", {}),)
    answer = desk.must(Supply({"serial": "8"}), case="C")
    assert Queued("2/two", "open") in answer.events
    strict = Desk(DOOR + gate)
    for name in ("A", "B"):
        strict.receive(name, fields={"serial": "7"})
    strict.receive("C")
    answer = strict.must(Supply({"serial": "8"}), case="C")
    assert answer.events[-1] == Refused("2/two", "too many")
    assert strict.state("C").fields == {"serial": "8"}


def test_a_case_refused_for_want_of_a_place_is_revived_when_there_is_one() -> None:
    desk = filled(DOOR, "A", "B")
    desk.do(REQUEST, CUSTOMER, case="C")
    assert code(desk.do(Revive(), case="C")) == "revive/ground-stands"
    desk.must(Close(), case="A")
    assert desk.must(Revive(), case="C").contract == (CaseCounted("C", {"open": True}),)


def test_what_is_charged_instead_is_counted_with_a_caution() -> None:
    desk = filled("two: {count: open, limit: 1, over: charge}", "A")
    answer = desk.receive("B")
    assert answer.cautions == ("limit/charged",)
    assert desk.standing().cases["B"].counters == {"open"}


def test_a_queueing_that_is_annulled_makes_no_room() -> None:
    desk = filled(LINE, "A", "B", "C")
    queued = next(entry.seq for entry in desk.cases["C"] if isinstance(entry.event, Queued))
    desk.must(Correct(queued, None, "wrong button"), TWO, case="C")
    assert (desk.state("C").status, desk.standing().line) == ("waiting", ("C",))


def test_an_entry_that_is_annulled_puts_the_case_back_in_line() -> None:
    desk = filled(LINE, "A", "B", "C")
    desk.must(Close(), case="A")
    desk.must(Enter(), SYSTEM, case="C")
    entered = desk.cases["C"][-1].seq
    desk.must(Correct(entered, None, "wrong button"), TWO, case="C")
    assert (desk.state("C").status, desk.standing().line) == ("waiting", ("C",))


def test_a_waiting_case_keeps_its_place_when_it_comes_to_count_otherwise() -> None:
    rules = f"{LINE}\nwishes: {{count: heavy, limit: 9, counts: {{weight: high}}, over: refuse, ground: too many}}"
    desk = filled(rules, "A", "B", "C")
    answer = desk.must(Classify({"weight": "high"}), case="C")
    assert answer.contract == (CaseCounted("C", {"open": True, "heavy": True}, waiting=True),)


def test_a_limit_may_depend_on_the_tier_and_be_none() -> None:
    desk = filled(
        "two: {count: open, limit: {by: tier, plain: unlimited, rich: 1}, over: wait}", "A", "B", "C"
    )
    assert desk.standing().line == ()


VISITS = "two a month: {count: visits, limit: 2, per: month, when: upgraded, over: refuse, ground: too many}"


def test_uses_are_counted_by_their_happening_and_period() -> None:
    desk = Desk(VISITS)
    desk.receive()
    for _ in range(2):
        assert desk.must(Record("upgraded")).contract == (EventCounted("A", "visits"),)
    assert code(desk.do(Record("upgraded"))) == "limit/reached"
    assert code(desk.do(Record("upgraded"), at=at("2026-11-30 21:00"))) == "done"


def test_a_use_over_the_limit_may_be_charged() -> None:
    desk = Desk(
        VISITS.replace("over: refuse, ground: too many", "over: charge").replace("limit: 2", "limit: 0")
    )
    desk.receive()
    answer = desk.must(Record("upgraded"))
    assert (answer.contract, answer.cautions) == ((EventCounted("A", "visits"),), ("limit/charged",))


MONTHLY = "one: {count: requests, limit: 1, per: month, over: OVER}"


def test_requests_of_a_period_are_counted_at_arrival() -> None:
    desk = Desk(MONTHLY.replace("OVER", "refuse, ground: too many"))
    assert EventCounted("A", "requests") in desk.receive().contract
    assert code(desk.do(REQUEST, CUSTOMER, case="B")) == "limit/reached"
    assert desk.state("B").status == "refused"


def test_a_request_beyond_the_period_may_wait_for_the_next_one() -> None:
    desk = Desk(MONTHLY.replace("OVER", "wait"))
    desk.receive()
    answer = desk.receive("B")
    assert Queued("2/one", "requests") in answer.events
    assert not any(isinstance(event, EventCounted) for event in answer.contract)
    assert code(desk.do(Enter(), SYSTEM, case="B")) == "enter/no-room"
    answer = desk.must(Enter(), SYSTEM, case="B", at=at("2026-12-01 00:00"))
    assert EventCounted("B", "requests") in answer.contract
    assert (desk.state("B").status, desk.standing().line) == ("open", ())


def test_a_case_that_waits_for_the_next_period_goes_on_waiting_whatever_else_happens() -> None:
    desk = Desk(MONTHLY.replace("OVER", "wait"))
    desk.receive()
    desk.receive("B")
    answer = desk.must(Classify({"kind": "wish"}), case="B")
    assert (answer.contract, desk.state("B").status) == ((), "waiting")
    desk.receive("C")
    assert code(desk.do(Enter(), SYSTEM, case="C", at=at("2026-12-01 00:00"))) == "enter/not-first"


def test_a_case_in_line_for_its_period_keeps_what_else_it_will_take() -> None:
    desk = Desk(f"{LINE}\n{MONTHLY.replace('OVER', 'wait')}")
    desk.receive()
    answer = desk.receive("B", axes={"kind": "wish"})
    assert answer.contract == (CaseCounted("B", {"requests": True}, waiting=True),)
    answer = desk.must(Classify({"kind": "task"}), case="B")
    assert answer.contract == (CaseCounted("B", {"open": True, "requests": True}, waiting=True),)
    assert desk.must(Enter(), SYSTEM, case="B", at=at("2026-12-01 00:00")).contract == (
        EventCounted("B", "requests"),
        CaseCounted("B", {"requests": False, "open": True}),
    )


def test_every_use_an_act_makes_is_counted() -> None:
    rules = """
task: {set: {kind: task}, if: {marked: upgraded}}
uses: {count: visits, limit: 3, per: month, when: [upgraded, classified], over: refuse, ground: too many}
more: {count: requests, limit: 9, per: month, when: upgraded, over: refuse, ground: too many}
"""
    desk = Desk(rules)
    desk.receive()
    used = [EventCounted("A", counter) for counter in ("visits", "visits", "requests")]
    assert list(desk.must(Record("upgraded")).contract) == used
    desk.receive("B")
    assert code(desk.do(Record("upgraded"), case="B")) == "limit/reached"


def test_a_case_put_on_hold_gives_its_place_back_and_takes_one_when_it_goes_on() -> None:
    rules = "hold: {refuse: register, by: staff, if: {lacks: [serial]}, ground: nameless, outcome: held}"
    desk = filled(f"{LINE}\n{rules}", "A", "B", "C")
    assert desk.must(Refuse("nameless"), case="A").contract == (CaseCounted("A", {"open": False}),)
    desk.must(Enter(), SYSTEM, case="C")
    assert Queued("2/two", "open") in desk.must(Supply({"serial": "7"}), case="A").events


def test_without_a_contract_nothing_is_limited() -> None:
    uses = Desk(VISITS.replace("limit: 2", "limit: 0"), contract=None)
    uses.receive()
    assert code(uses.do(Record("upgraded"))) == "done"
    desk = Desk(DOOR, contract=None)
    for name in ("A", "B", "C"):
        assert desk.receive(name).contract == ()
