"""Classify: axes and values as declared, criteria, reasons and parties as the rules demand, and sorting by facts."""

import pytest

from reglament.core.case.act import Classify, Close, Record, Supply
from reglament.core.case.event import Classified, Closed
from tests.core.case.decide.cast import CUSTOMER, HEAD, STAFF, SYSTEM, Desk, code, values

WAYS = """
criteria: {set: {kind: task}, criteria: {stopped: {ru: Т, en: T}, lost: {ru: Т, en: T}}, by: [staff]}
claim: {set: {kind: task}, with: [reason], by: [head]}
"""


@pytest.fixture
def desk() -> Desk:
    opened = Desk(WAYS)
    opened.receive()
    return opened


def test_several_axes_change_in_one_act() -> None:
    desk = Desk()
    desk.receive()
    answer = desk.must(Classify({"kind": "wish", "weight": "high"}))
    assert answer.events == (Classified({"kind": "wish", "weight": "high"}),)


def test_an_act_must_say_what_changes_in_declared_words() -> None:
    desk = Desk()
    desk.receive()
    assert code(desk.do(Classify())) == "classify/nothing"
    assert code(desk.do(Classify({"colour": "red"}))) == "axis/undeclared"
    assert code(desk.do(Classify({"kind": "riddle"}))) == "axis/value-undeclared"
    assert code(desk.do(Classify({"weight": "high"}), CUSTOMER)) == "axis/not-by"


def test_a_criterion_is_demanded_where_the_rule_lists_any(desk: Desk) -> None:
    answer = desk.refused(Classify({"kind": "task"}))
    assert (answer.code, answer.rule) == ("classify/criterion-missing", "2/criteria")
    assert values(answer)["criteria"] == ("stopped", "lost")
    assert code(desk.do(Classify({"kind": "task"}, ("hungry",)))) == "classify/criterion-unknown"
    assert desk.must(Classify({"kind": "task"}, ("lost",))).events == (
        Classified({"kind": "task"}, ("lost",)),
    )


def test_one_way_to_a_value_suffices_and_belongs_to_its_own_party(desk: Desk) -> None:
    assert code(desk.do(Classify({"kind": "task"}), HEAD)) == "classify/not-brought"
    assert code(desk.do(Classify({"kind": "task"}, brought={"reason": ""}), HEAD)) == "classify/not-brought"
    answer = desk.refused(Classify({"kind": "task"}, brought={"reason": "r"}), CUSTOMER)
    assert (answer.code, answer.rule, values(answer)["allowed"]) == (
        "classify/not-by",
        "2/criteria",
        ("staff", "head"),
    )
    assert code(desk.do(Classify({"kind": "task"}, brought={"reason": "r"}), HEAD)) == "done"


def test_each_value_has_its_own_demands() -> None:
    rules = """
up: {set: {weight: high}, criteria: {stopped: {ru: Т, en: T}}}
down: {set: {weight: low}, with: [reason]}
"""
    desk = Desk(rules)
    desk.receive()
    assert code(desk.do(Classify({"weight": "high"}, ("stopped",)))) == "done"
    assert code(desk.do(Classify({"weight": "low"}))) == "classify/not-brought"
    assert code(desk.do(Classify({"weight": "low"}, brought={"reason": "r1"}))) == "done"


def test_a_rule_that_does_not_apply_demands_nothing() -> None:
    desk = Desk("reason: {set: {kind: wish}, if: {weight: high}, with: [reason]}")
    desk.receive()
    assert code(desk.do(Classify({"kind": "wish"}))) == "done"
    assert code(desk.do(Classify({"kind": "wish", "weight": "high"}))) == "classify/not-brought"


def test_the_refusal_looks_at_the_case_as_the_act_would_leave_it() -> None:
    desk = Desk("wish: {refuse: classify, if: {kind: wish, not: {marked: phoned}}, ground: not ours}")
    desk.receive()
    assert values(desk.do(Classify({"kind": "wish"})))["ground"] == "not ours"
    assert desk.state().axes["kind"] == "fault"
    desk.must(Record("phoned"))
    assert code(desk.do(Classify({"kind": "wish"}))) == "done"


def test_sorting_may_close_the_case() -> None:
    desk = Desk("wish: {refuse: classify, if: {kind: wish}, ground: not ours, outcome: closed}")
    desk.receive()
    assert desk.must(Classify({"kind": "wish"})).events[-1] == Closed("not ours", "2/wish")


def test_facts_sort_by_themselves_when_they_become_true() -> None:
    desk = Desk("red: {set: {kind: wish}, if: {field: {colour: red}}}")
    desk.receive()
    answer = desk.must(Supply({"colour": "red"}))
    assert answer.events[-1] == Classified({"kind": "wish"}, rule="2/red")
    assert desk.state().axes_set_by["kind"] == "2/red"


def test_what_staff_say_afterwards_stands_until_the_facts_become_true_anew() -> None:
    desk = Desk("red: {set: {kind: wish}, if: {field: {colour: red}}}")
    desk.receive(fields={"colour": "red"})
    desk.must(Classify({"kind": "task"}))
    desk.must(Supply({"organisation": "Alfa"}))
    assert desk.state().axes["kind"] == "task"
    desk.must(Supply({"colour": "blue"}))
    desk.must(Supply({"colour": "red"}))
    assert desk.state().axes["kind"] == "wish"


def test_an_act_that_names_an_axis_is_not_overruled_by_the_facts_it_makes_true() -> None:
    desk = Desk("heavy: {set: {kind: wish}, if: {weight: high}}")
    desk.receive()
    desk.must(Classify({"kind": "task", "weight": "high"}))
    assert desk.state().axes["kind"] == "task"


def test_the_first_rule_of_the_document_sorts_an_axis_and_others_may_follow_from_it() -> None:
    rules = """
red: {set: {kind: wish}, if: {field: {colour: red}}}
also red: {set: {kind: task}, if: {field: {colour: red}}}
wish: {set: {weight: high}, if: {kind: wish}}
"""
    desk = Desk(rules)
    desk.receive(fields={"colour": "red"})
    assert (desk.state().axes["kind"], desk.state().axes["weight"]) == ("wish", "high")


def test_rules_that_contradict_each_other_come_to_an_end() -> None:
    rules = """
there: {set: {kind: wish}, if: {kind: fault}}
back: {set: {kind: fault}, if: {kind: wish}}
"""
    desk = Desk(rules)
    desk.receive()
    assert desk.state().axes["kind"] == "wish"


def test_a_rule_with_a_condition_and_a_criterion_waits_for_the_act() -> None:
    desk = Desk("heavy: {set: {weight: high}, if: {kind: task}, criteria: {stopped: {ru: Т, en: T}}}")
    desk.receive(axes={"kind": "task"})
    assert desk.state().axes["weight"] == "low"
    assert code(desk.do(Classify({"weight": "high"}))) == "classify/criterion-missing"


def test_a_closed_case_is_not_sorted_any_more() -> None:
    desk = Desk("heavy: {set: {weight: high}, if: {field: {colour: red}}}")
    desk.receive()
    desk.must(Close())
    assert code(desk.do(Classify({"kind": "wish"}))) == "act/not-in-this-state"
    assert not any(isinstance(e, Classified) for e in desk.must(Supply({"colour": "red"})).events)


def test_the_system_may_set_any_axis() -> None:
    desk = Desk()
    desk.receive()
    assert code(desk.ask(Classify({"weight": "high"}), SYSTEM)) == "done"
    assert code(desk.ask(Classify({"weight": "high"}), STAFF)) == "done"
