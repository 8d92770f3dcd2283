"""What every desk needs: assigned, handed over, snoozed, joined, linked, split, merged."""

from reglament.core.case.act import Assign, Close, Join, Leave, Link, MergeInto, Reply, Snooze, SplitOff, Wake
from reglament.core.case.decide.split import first_arrival
from reglament.core.case.event import Assigned, Joined, Left, Linked, Merged, Snoozed, Split, Woken
from reglament.core.contract.event import CaseEnded
from tests.core.case.decide.cast import CUSTOMER, HOUR, SYSTEM, Desk, at, code, values


def opened(rules: str = "") -> Desk:
    desk = Desk(rules)
    desk.receive()
    return desk


def test_a_case_is_given_to_somebody_and_handed_over_with_a_ground() -> None:
    desk = opened()
    assert desk.must(Assign("ann")).events == (Assigned("ann"),)
    assert desk.must(Assign("second line", "too hard"), SYSTEM).events == (
        Assigned("second line", "too hard"),
    )
    assert code(desk.do(Assign(""))) == "assign/nobody"
    assert code(desk.do(Assign("ann"), CUSTOMER)) == "act/staff-only"


def test_a_rule_may_refuse_handing_over_but_let_the_case_be_taken() -> None:
    desk = opened("one: {refuse: hand over, if: {kind: fault}, ground: not ours}")
    desk.must(Assign("ann"))
    assert values(desk.do(Assign("bob")))["ground"] == "not ours"


def test_a_case_is_snoozed_into_the_future_and_woken_once() -> None:
    desk = opened()
    assert code(desk.do(Snooze(desk.now))) == "snooze/past"
    assert code(desk.do(Snooze(desk.now + 1), CUSTOMER)) == "act/staff-only"
    until_at = desk.now + HOUR
    assert desk.must(Snooze(until_at)).events == (Snoozed(until_at),)
    assert desk.must(Wake(), SYSTEM).events == (Woken(),)
    assert code(desk.do(Wake(), SYSTEM)) == "wake/not-snoozed"


def test_participants_join_once_and_leave_once() -> None:
    desk = opened()
    assert desk.must(Join("eve")).events == (Joined("eve"),)
    assert code(desk.do(Join("eve"))) == "join/already"
    assert code(desk.do(Join(""))) == "join/nobody"
    assert desk.must(Leave("eve")).events == (Left("eve"),)
    assert code(desk.do(Leave("eve"))) == "leave/not-in"


def test_a_link_is_made_once_on_both_sides() -> None:
    desk = opened()
    answer = desk.must(Link("B", "problem"))
    assert (answer.events, answer.other) == ((Linked("B", "problem"),), {"B": (Linked("A", "problem"),)})
    assert code(desk.do(Link("B", "problem"))) == "link/already"
    assert code(desk.do(Link("B", "warranty"))) == "done"
    assert code(desk.do(Link("B", "cousin"))) == "link/kind-unknown"
    assert code(desk.do(Link("", "problem"))) == "link/kind-unknown"
    assert code(desk.do(Link("A", "problem"))) == "link/itself"


def test_messages_move_into_a_new_case_that_begins_with_the_first_of_them() -> None:
    desk = opened()
    desk.must(Reply("m1"), CUSTOMER, at=at("2026-11-02 09:00"))
    desk.must(Reply("m2"), CUSTOMER, at=at("2026-11-02 11:00"))
    assert first_arrival(desk.state(), ("m2", "m1")) == at("2026-11-02 09:00")
    answer = desk.must(SplitOff(("m1", "m2"), "B"))
    assert answer.events == (Split(("m1", "m2"), into="B"),)
    assert answer.other == {"B": (Split(("m1", "m2"), out_of="A"),)}


def test_only_messages_that_are_here_move_and_the_first_one_stays() -> None:
    desk = opened()
    desk.must(Reply("m1"), CUSTOMER)
    desk.must(Reply("m2"), CUSTOMER)
    assert values(desk.do(SplitOff(("m1", "m7"), "B")))["messages"] == ("m7",)
    assert code(desk.do(SplitOff(("m0",), "B"))) == "split/first-message"
    assert code(desk.do(SplitOff((), "B"))) == "split/nothing"
    assert code(desk.do(SplitOff(("m1",), "A"))) == "split/nothing"
    assert code(desk.do(SplitOff(("m1",), "B"), CUSTOMER)) == "act/staff-only"
    desk.must(SplitOff(("m1",), "B"))
    assert code(desk.do(SplitOff(("m1",), "C"))) == "split/message-unknown"
    assert first_arrival(desk.state(), ("m9",)) is None


def test_a_case_merges_into_an_open_one_of_the_same_contract_and_ends() -> None:
    desk = opened()
    desk.receive("B")
    answer = desk.must(MergeInto("B"))
    assert (answer.events, answer.other) == ((Merged(into="B"),), {"B": (Merged(taken_in="A"),)})
    assert answer.contract == (CaseEnded("A"),)
    assert (desk.state().status, desk.state("B").taken_in) == ("closed", ("A",))


def test_a_case_merges_neither_into_itself_nor_into_a_closed_or_foreign_one() -> None:
    desk = opened()
    desk.receive("B")
    desk.must(Close(), case="B")
    assert code(desk.do(MergeInto("A"))) == "link/itself"
    assert code(desk.do(MergeInto("B"))) == "merge/not-open-here"
    assert code(desk.do(MergeInto("Z"))) == "merge/not-open-here"
    assert code(desk.do(MergeInto("Z"), CUSTOMER)) == "act/staff-only"
