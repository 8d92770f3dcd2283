"""Record: a mark with all that it and its clauses demand."""

import pytest

from reglament.core.case.act import Close, Doer, Record
from reglament.core.case.event import Closed, Linked, Marked, Told
from tests.core.case.decide.cast import CUSTOMER, HEAD, SYSTEM, TWO, Desk, at, code, values


def opened(rules: str = "") -> Desk:
    desk = Desk(rules)
    desk.receive()
    return desk


def test_a_mark_is_recorded_with_its_message_and_fields() -> None:
    answer = opened().must(Record("solved", {"logs": "f1"}, "m1"))
    assert answer.events == (Marked("solved", {"logs": "f1"}, "m1"),)


def test_a_mark_must_be_declared_and_belong_to_who_records_it() -> None:
    desk = opened()
    assert code(desk.do(Record("sung"))) == "mark/undeclared"
    answer = desk.refused(Record("solved", message="m1"), CUSTOMER)
    assert (answer.code, values(answer)["allowed"]) == ("mark/not-by", ("staff",))
    assert code(desk.do(Record("consent"), HEAD)) == "done"
    assert code(desk.do(Record("consent"), CUSTOMER)) == "mark/not-by"


def test_a_mark_that_travels_needs_its_message_from_people() -> None:
    desk = opened()
    assert code(desk.do(Record("solved"))) == "mark/message-missing"
    assert code(desk.do(Record("agreed"), CUSTOMER)) == "mark/message-missing"


def test_a_mark_carries_its_own_fields_and_no_other() -> None:
    desk = opened()
    answer = desk.refused(Record("visited"))
    assert (answer.code, values(answer)["missing"]) == ("mark/field-missing", ("organisation",))
    assert code(desk.do(Record("visited", {"organisation": ""}))) == "field/bad-value"
    assert code(desk.do(Record("visited", {"organisation": "A", "logs": "f"}))) == "mark/field-not-of-it"
    assert code(desk.do(Record("phoned", {"shoe": "42"}))) == "field/undeclared"
    assert code(desk.do(Record("visited", {"organisation": "A"}))) == "done"


def test_a_second_person_is_another_person() -> None:
    desk = opened()
    assert code(desk.do(Record("waived"))) == "mark/second-person"
    assert code(desk.do(Record("waived"), Doer("staff", actor="ann", second="ann"))) == "mark/second-person"
    assert code(desk.do(Record("waived"), TWO)) == "done"


def test_a_clause_may_demand_more_of_a_mark() -> None:
    rules = "visit: {permit: phoned, by: [staff], needs: [logs], after: [consent, upgraded], links: case}"
    desk = opened(rules)
    assert code(desk.do(Record("phoned"), CUSTOMER)) == "permit/not-by"
    assert code(desk.do(Record("phoned"))) == "permit/field-missing"
    answer = desk.refused(Record("phoned", {"logs": "f1"}))
    assert (answer.code, answer.rule, values(answer)["missing"]) == (
        "permit/mark-missing",
        "2/visit",
        ("consent", "upgraded"),
    )
    desk.must(Record("consent"), HEAD)
    desk.must(Record("upgraded"))
    assert code(desk.do(Record("phoned", {"logs": "f1"}))) == "permit/case-missing"
    done = desk.must(Record("phoned", {"logs": "f1"}, case="B"))
    assert done.events == (Marked("phoned", {"logs": "f1"}, None, "B"), Linked("B", "related"))
    assert done.other == {"B": (Linked("A", "related"),)}


def test_every_clause_that_speaks_of_the_mark_here_must_be_content() -> None:
    rules = """
one: {permit: phoned, after: [consent]}
two: {permit: phoned, after: [upgraded]}
"""
    desk = opened(rules)
    desk.must(Record("upgraded"))
    assert code(desk.do(Record("phoned"))) == "permit/mark-missing"


def test_outside_every_clause_that_permits_it_a_mark_is_not_lawful() -> None:
    desk = opened("wishes: {permit: phoned, if: {kind: wish}}")
    answer = desk.refused(Record("phoned"))
    assert (answer.code, answer.rule) == ("mark/not-permitted", "2/wishes")


def test_a_withdrawn_mark_is_as_if_it_had_not_been() -> None:
    desk = opened("after: {permit: upgraded, after: [solved]}")
    desk.must(Record("solved", message="m1"))
    desk.must(Record("not solved", message="m2"), CUSTOMER)
    assert code(desk.do(Record("upgraded"))) == "permit/mark-missing"


def test_a_rule_may_refuse_the_mark_or_only_tell() -> None:
    rules = """
never: {refuse: phoned, if: {kind: fault}, ground: not ours}
aside: {refuse: upgraded, if: {kind: fault}, ground: not ours, outcome: told}
end: {refuse: visited, if: {kind: fault}, ground: done, outcome: closed}
"""
    desk = opened(rules)
    assert values(desk.do(Record("phoned")))["what"] == "phoned"
    assert desk.must(Record("upgraded")).events == (Marked("upgraded"), Told("2/aside", "not ours"))
    assert desk.must(Record("visited", {"organisation": "A"})).events[-1] == Closed("done", "2/end")


def test_staff_may_mark_a_closed_case_but_not_ask_on_it() -> None:
    desk = opened()
    desk.must(Close())
    assert code(desk.do(Record("asked for more", message="m1"))) == "mark/asks-on-closed"
    assert code(desk.do(Record("upgraded"))) == "done"
    assert code(desk.do(Record("agreed", message="m2"), CUSTOMER)) == "done"
    assert desk.state().status == "closed"


def test_a_case_is_not_linked_to_itself() -> None:
    assert code(opened().do(Record("phoned", case="A"))) == "link/itself"


def test_a_known_link_is_not_made_twice() -> None:
    desk = opened()
    desk.must(Record("phoned", case="B"))
    assert desk.must(Record("phoned", case="B")).other == {}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-06 18:00", "2026-11-06 24:00", "field/bad-value"),
        ("2026-11-06 18:00", "2026-11-07 00:00", "done"),
        ("2026-11-06 18:00", "2026-11-08 03:00", "done"),
        ("2026-11-06 18:00", "2026-11-09 09:00", "window/outside"),
        ("2026-11-06 17:59", "2026-11-06 19:00", "window/outside"),
        ("2026-11-06T18:00+03:00", "2026-11-06T20:00+05:00", "window/no-span"),
        ("2026-11-06T15:00Z", "2026-11-06T16:00Z", "done"),
        ("2026-11-06T14:59:59Z", "2026-11-06T16:00Z", "window/outside"),
        ("2026-11-06T15:00:00.9Z", "2026-11-09T05:59:59Z", "window/outside"),
        ("2026-11-06 17:59:59", "2026-11-06 18:30", "window/outside"),
        ("2026-11-06 18:00:01", "2026-11-06 18:00:02", "done"),
        ("0001-01-01 00:00", "0001-01-02 00:00", "field/bad-value"),
        ("2026-11-06 18:00", "2300-01-01 00:00", "field/bad-value"),
        ("1900-01-01T00:00+23:59", "2299-12-31T23:59-23:59", "window/outside"),
    ],
)
def test_the_span_of_a_mark_lies_wholly_inside_its_window(start: str, end: str, expected: str) -> None:
    desk = opened("nights: {window: upgraded, inside: nights}")
    assert code(desk.do(Record("upgraded", {"from": start, "to": end}))) == expected


def test_the_refusal_names_the_span_in_seconds() -> None:
    desk = opened("nights: {window: upgraded, inside: nights}")
    plain = {"from": "2026-11-06 12:30:15", "to": "2026-11-06T10:00:00+00:00"}
    found = values(desk.do(Record("upgraded", plain)))
    assert (found["start"], found["end"]) == (at("2026-11-06 09:30") + 15, at("2026-11-06 10:00"))


def test_each_mark_has_its_own_window() -> None:
    desk = opened("nights: {window: upgraded, inside: nights}\ndays: {window: phoned, inside: office}")
    day, night = ({"from": f"2026-11-06 {hour}:00", "to": f"2026-11-06 {hour}:30"} for hour in (12, 20))
    assert [code(desk.ask(Record("phoned", span))) for span in (day, night)] == ["done", "window/outside"]
    assert [code(desk.ask(Record("upgraded", span))) for span in (day, night)] == ["window/outside", "done"]
    assert code(desk.ask(Record("visited", {"organisation": "A", **day}))) == "mark/field-not-of-it"


def test_a_window_needs_both_ends() -> None:
    desk = opened("nights: {window: upgraded, inside: nights}")
    assert code(desk.do(Record("upgraded", {"from": "2026-11-06 18:00"}))) == "window/no-span"


def test_the_system_sends_marks_before_their_message_has_a_name() -> None:
    desk = opened("told: {permit: solved, by: [staff, system]}")
    assert code(desk.ask(Record("solved"), SYSTEM)) == "mark/not-by"
    assert code(desk.ask(Record("reminded"), SYSTEM)) == "done"
