"""Receive: what is taken in, what the law says of it at once, and that nothing that arrived is lost."""

from dataclasses import replace
from datetime import date

from reglament.core.case.act import Receive
from reglament.core.case.event import Closed, Held, Identified, Linked, Received, Refused, Registered, Told
from reglament.core.contract.event import CaseCounted
from tests.core.case.decide.cast import BOUGHT, CUSTOMER, REQUEST, STAFF, Desk, at, code, values

NAMELESS = "gate: {require: [organisation], one of: [licence, serial], missing: hold}"


def kinds(events: tuple[object, ...]) -> list[str]:
    return [type(event).__name__ for event in events]


def test_a_plain_request_is_received_registered_and_identified_at_once() -> None:
    answer = Desk().receive()
    assert kinds(answer.events) == ["Received", "Registered", "Identified"]
    assert answer.automatic == 2
    assert answer.contract == (CaseCounted("A", {}),)


def test_the_number_is_the_id_of_the_case() -> None:
    assert Registered("A") in Desk().receive().events


def test_what_the_case_is_served_under_is_pinned() -> None:
    desk = Desk()
    received = desk.receive().events[0]
    assert isinstance(received, Received)
    assert (received.pinned.edition, received.pinned.tier, received.pinned.zone) == (
        "2026",
        "plain",
        "Europe/Moscow",
    )
    assert received.pinned.calendars == {name: hours.digest for name, hours in desk.terms.calendars.items()}


def test_the_state_of_the_contract_is_that_of_the_moment_of_arrival() -> None:
    last_day = Desk().receive(at=at("2026-12-31 20:59")).events[0]
    day_after = Desk().receive(at=at("2026-12-31 21:00")).events[0]
    assert isinstance(last_day, Received)
    assert isinstance(day_after, Received)
    assert (last_day.contract, day_after.contract) == ("valid", "expired")


def test_a_case_is_received_once() -> None:
    desk = Desk()
    desk.receive()
    assert code(desk.do(REQUEST, CUSTOMER)) == "act/not-in-this-state"


def test_nothing_but_a_receipt_begins_a_case() -> None:
    desk = Desk()
    for act in (Receive("pigeon", "contact"), Receive("email", "prophet")):
        assert code(desk.do(act, CUSTOMER)).startswith("receive/")
    assert desk.state().status == "none"


def test_undeclared_and_foreign_values_are_told_apart() -> None:
    desk = Desk()
    asked = {
        "axis/undeclared": {"colour": "red"},
        "axis/value-undeclared": {"kind": "riddle"},
        "axis/not-by": {"weight": "high"},
    }
    for expected, axes in asked.items():
        assert code(desk.ask(replace(REQUEST, axes=axes), CUSTOMER)) == expected
    assert code(desk.ask(replace(REQUEST, axes={"weight": "high"}), STAFF)) == "done"


def test_a_value_must_be_of_the_kind_of_its_field() -> None:
    desk = Desk()
    wrong = {
        "seats": "many",
        "bought": "2026-02-30",
        "ours": "maybe",
        "colour": "green",
        "from": "noon",
        "logs": "",
    }
    for name, value in wrong.items():
        assert code(desk.ask(replace(REQUEST, fields={name: value}), CUSTOMER)) == "field/bad-value"
    right = {
        "seats": "1.5",
        "bought": "2026-02-28",
        "ours": "yes",
        "colour": "red",
        "from": "2026-11-02 10:00",
    }
    assert code(desk.ask(replace(REQUEST, fields=right), CUSTOMER)) == "done"
    assert code(desk.ask(replace(REQUEST, fields={"shoe": "42"}), CUSTOMER)) == "field/undeclared"


def test_a_refused_request_is_kept_with_its_refusal() -> None:
    desk = Desk("closed: {refuse: receive, if: {channel: phone}, ground: not ours, instead: {ru: Т, en: T}}")
    answer = desk.refused(replace(REQUEST, channel="phone"), CUSTOMER)
    assert (answer.code, answer.clause, answer.rule) == ("law/refused", "2", "2/closed")
    assert values(answer)["ground"] == "not ours"
    assert kinds(answer.recorded) == ["Received", "Refused"]
    assert answer.automatic == 1
    assert desk.state().status == "refused"
    assert desk.state().number is None


def test_a_refusal_to_register_is_laid_over_the_receipt_only_where_registration_is_automatic() -> None:
    refusing = "no number: {refuse: register, if: {channel: phone}, ground: not ours}"
    phone = replace(REQUEST, channel="phone")
    assert code(Desk(refusing).do(phone, CUSTOMER)) == "law/refused"
    assert code(Desk(refusing + "\nby hand: {registration: staff}").do(phone, CUSTOMER)) == "done"


def test_a_silent_refusal_is_kept_and_told_apart() -> None:
    desk = Desk("stranger: {refuse: receive, if: {role: stranger}, ground: nameless, outcome: silent}")
    answer = desk.refused(replace(REQUEST, role="stranger"), CUSTOMER)
    assert answer.code == "law/silent"
    assert answer.recorded[-1] == Refused("2/stranger", "nameless")


def test_a_told_refusal_lets_the_case_go_on() -> None:
    desk = Desk("late: {refuse: receive, if: {channel: phone}, ground: not ours, outcome: told}")
    answer = desk.receive(channel="phone")
    assert Told("2/late", "not ours") in answer.events
    assert desk.state().status == "open"


def test_a_case_may_be_closed_untouched_at_once() -> None:
    desk = Desk("wish: {refuse: receive, if: {kind: wish}, ground: not ours, outcome: closed}")
    answer = desk.receive(axes={"kind": "wish"})
    assert answer.events[-1] == Closed("not ours", "2/wish")
    assert Registered("A") in answer.events
    assert answer.contract == ()


def test_the_first_stopping_refusal_in_the_document_speaks_and_a_weaker_one_gives_way() -> None:
    rules = """
first: {refuse: receive, if: {channel: phone}, ground: not ours}
second: {refuse: receive, if: {channel: phone}, ground: nameless}
"""
    assert values(Desk(rules).do(replace(REQUEST, channel="phone")))["ground"] == "not ours"
    stronger = rules.replace("ground: nameless", "ground: nameless, overrides: [2/first]")
    assert values(Desk(stronger).do(replace(REQUEST, channel="phone")))["ground"] == "nameless"


def test_a_case_without_its_gate_fields_is_held_and_asked_once() -> None:
    desk = Desk(NAMELESS)
    answer = desk.receive(fields={"organisation": "Alfa"})
    assert Held("2/gate", ("licence", "serial")) in answer.events
    assert Identified() not in answer.events
    assert desk.state().status == "held"
    assert set(desk.state().asked) == {"licence", "serial"}
    assert answer.contract == (CaseCounted("A", {}),)


def test_a_case_that_brings_its_gate_fields_is_never_held() -> None:
    answer = Desk(NAMELESS).receive(fields={"organisation": "Alfa", "serial": "7"})
    assert kinds(answer.events) == ["Received", "Registered", "Identified"]


def test_what_is_only_asked_for_stops_nothing_and_what_is_noted_is_not_even_asked() -> None:
    rules = """
ask: {require: [organisation], possible: [logs], missing: ask}
note: {require: [licence], missing: note}
"""
    desk = Desk(rules)
    desk.receive()
    assert (desk.state().status, set(desk.state().asked)) == ("open", {"organisation"})


def test_a_request_that_names_another_case_is_linked_to_it_on_both_sides() -> None:
    desk = Desk()
    desk.receive()
    answer = desk.receive("B", case="A")
    assert answer.events[1] == Linked("A", "follow-up")
    assert answer.other == {"A": (Linked("B", "follow-up"),)}
    assert code(desk.ask(replace(REQUEST, case="C"), CUSTOMER, case="C")) == "link/itself"


def test_a_refused_follow_up_is_kept_without_its_link() -> None:
    desk = Desk("closed: {refuse: receive, if: {channel: phone}, ground: not ours}")
    answer = desk.refused(replace(REQUEST, channel="phone", case="Z"), CUSTOMER)
    assert kinds(answer.recorded) == ["Received", "Refused"]


def test_what_follows_by_itself_is_not_done_by_the_sender() -> None:
    rules = """
mine: {pause: waiting, stops: [fix], starts: {registered: any, by: customer}}
theirs: {pause: elsewhere, stops: [fix], starts: {registered: any, by: system}}
"""
    desk = Desk(rules)
    desk.receive()
    assert set(desk.state().pauses) == {"elsewhere"}


def test_nothing_is_said_to_a_contract_that_is_not_there() -> None:
    answer = Desk(contract=None).receive()
    received = answer.events[0]
    assert isinstance(received, Received)
    assert (received.contract, answer.contract) == ("none", ())


def test_a_request_is_sorted_by_facts_before_it_is_refused() -> None:
    rules = """
phone is a wish: {set: {kind: wish}, if: {channel: phone}}
wish: {refuse: receive, if: {kind: wish}, ground: not ours, outcome: closed}
"""
    desk = Desk(rules)
    desk.receive(channel="phone")
    assert (desk.state().axes["kind"], desk.state().status) == ("wish", "closed")


def test_a_channel_kept_apart_gives_no_field_into_a_case() -> None:
    desk = Desk("purge: {retain: logs, for: 30 clock days, copy: refused}")
    assert code(desk.do(replace(REQUEST, fields={"logs": "f1"}), CUSTOMER)) == "field/not-copied"


def test_a_value_that_the_sender_may_set_brings_what_it_rests_on_at_once() -> None:
    rules = "heavy: {set: {weight: high}, criteria: {down: {ru: Т, en: T}}, by: [staff]}\ntask: {set: {kind: task}, with: reason, by: [staff, customer]}"
    desk = Desk(rules)
    bare = replace(REQUEST, axes={"kind": "task"})
    assert desk.refused(bare, CUSTOMER).code == "classify/not-brought"
    assert code(desk.ask(replace(bare, criteria=("down",)), CUSTOMER)) == "classify/criterion-unknown"
    found = desk.must(replace(bare, brought={"reason": "c:1"}), CUSTOMER).events[0]
    assert isinstance(found, Received)
    assert found.brought == {"reason": "c:1"}


def test_a_value_that_only_staff_found_is_a_claim_when_it_comes_with_a_request() -> None:
    rules = "task: {set: {kind: task}, criteria: {big: {ru: Т, en: T}}, by: [staff]}"
    assert code(Desk(rules).do(replace(REQUEST, axes={"kind": "task"}), CUSTOMER)) == "done"
    by_staff = Desk(rules).refused(replace(REQUEST, axes={"kind": "task"}), STAFF)
    assert by_staff.code == "classify/criterion-missing"


def test_what_comes_by_a_channel_kept_apart_becomes_no_case() -> None:
    rules = "purge: {retain: safe, for: 30 clock days, copy: refused}"
    answer = Desk(rules).refused(replace(REQUEST, channel="safe"), CUSTOMER)
    assert (answer.code, answer.rule, answer.recorded) == ("receive/not-copied", "2/purge", ())
    assert code(Desk(rules).do(REQUEST, CUSTOMER)) == "done"
    only_purged = "purge: {retain: safe, for: 30 clock days}"
    assert code(Desk(only_purged).do(replace(REQUEST, channel="safe"), CUSTOMER)) == "done"


def test_a_contract_that_ran_out_is_seen_by_the_rule_that_refuses_it() -> None:
    ended = replace(BOUGHT, until_on=date(2026, 10, 31))
    desk = Desk("over: {refuse: receive, if: {contract: expired}, ground: not ours}", contract=ended)
    assert values(desk.do(REQUEST, CUSTOMER))["ground"] == "not ours"
