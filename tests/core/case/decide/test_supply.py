"""Supply and register: fields that come later let a held case go on, bring a refused one back, and never twice."""

from dataclasses import replace
from datetime import date

from reglament.core.case.act import Receive, Refuse, Register, Reply, Supply
from reglament.core.case.event import Asked, Held, Identified, Registered, Revived, Supplied, Told
from reglament.core.case.event import Refused as ServiceRefused
from reglament.core.contract.contract import Certificate, Contract
from reglament.core.contract.event import CaseCounted, CaseEnded
from reglament.core.contract.key import key_tag, told_key
from tests.core.case.decide.cast import CUSTOMER, SYSTEM, Desk, at, code

GATE = "gate: {require: [organisation, licence], missing: hold}"
BY_KEY = Contract(
    number="K-2",
    tier="plain",
    zone="Europe/Moscow",
    certificates=(Certificate("ABCDE", date(2026, 1, 1), date(2026, 12, 31)),),
)


def test_a_held_case_goes_on_with_the_last_missing_field() -> None:
    desk = Desk(GATE)
    desk.receive(fields={"organisation": "Alfa"})
    answer = desk.must(Supply({"licence": "L-1"}))
    assert answer.events == (Supplied({"licence": "L-1"}), Identified())
    assert answer.automatic == 1
    assert desk.state().identified_at == desk.now - 3600


def test_a_half_answer_neither_lets_the_case_go_nor_asks_again() -> None:
    desk = Desk(GATE)
    desk.receive()
    answer = desk.must(Reply(fields={"organisation": "Alfa"}), CUSTOMER)
    assert not any(isinstance(event, Asked | Held | Identified) for event in answer.events)
    assert set(desk.state().asked) == {"licence"}


def test_a_question_that_comes_up_later_is_asked_then() -> None:
    desk = Desk("more: {require: [serial], if: {has: licence}, missing: ask}")
    desk.receive()
    assert Asked("2/more", ("serial",)) in desk.must(Supply({"licence": "L-1"})).events
    assert not any(isinstance(event, Asked) for event in desk.must(Supply({"organisation": "A"})).events)


def test_fields_are_looked_at_before_they_are_taken() -> None:
    desk = Desk()
    desk.receive()
    assert code(desk.do(Supply({}))) == "supply/nothing"
    assert code(desk.do(Supply({"shoe": "42"}))) == "field/undeclared"


def test_a_key_that_comes_later_says_how_the_contract_stood_at_arrival() -> None:
    desk = Desk("late: {refuse: close, if: {contract: none}, ground: not ours}", contract=BY_KEY)
    desk.receive()
    assert desk.state().contract == "none"
    answer = desk.must(Reply(key="abc-de"), CUSTOMER)
    assert Supplied({"support key": told_key("ABC-DE")}, "valid", key_tag("ABC-DE")) in answer.events
    assert desk.state().contract == "valid"
    desk.receive("B")
    desk.must(Supply({}, key="other"), case="B")
    assert desk.state("B").contract == "unknown"


def test_a_case_held_by_a_refusal_goes_on_when_its_condition_is_over() -> None:
    desk = Desk(
        "key: {refuse: receive, if: {contract: none}, ground: nameless, outcome: held}", contract=BY_KEY
    )
    assert Held("2/key", (), "nameless") in desk.receive().events
    assert Identified() not in desk.must(Supply({"organisation": "Alfa"})).events
    assert Identified() in desk.must(Supply({}, key="ABCDE")).events


def test_a_refusal_that_holds_the_case_only_from_now_on_is_told_once() -> None:
    desk = Desk(
        f"{GATE}\nkey: {{refuse: receive, if: {{contract: unknown}}, ground: nameless, outcome: held}}"
    )
    desk.receive()
    answer = desk.must(Supply({"organisation": "Alfa", "licence": "L-1"}, key="wrong"))
    assert answer.events[-1] == Held("2/key", (), "nameless")
    assert desk.must(Supply({"logs": "f1"})).events == (Supplied({"logs": "f1"}),)
    assert desk.state().status == "held"


def test_what_a_held_case_shows_at_last_may_refuse_it() -> None:
    rules = GATE + "\ncolour: {refuse: receive, if: {field: {colour: red}}, ground: not ours}"
    desk = Desk(rules)
    desk.receive(fields={"organisation": "Alfa"})
    answer = desk.must(Supply({"licence": "L-1", "colour": "red"}))
    assert answer.events[-1] == ServiceRefused("2/colour", "not ours")
    assert answer.contract == (CaseEnded("A"),)
    assert desk.state().status == "refused"


def test_what_a_held_case_shows_at_last_may_also_close_it_or_only_be_told() -> None:
    for outcome, expected in (("closed", "closed"), ("told", "open"), ("held", "held")):
        rule = f"colour: {{refuse: receive, if: {{field: {{colour: red}}}}, ground: not ours, outcome: {outcome}}}"
        desk = Desk(f"{GATE}\n{rule}")
        desk.receive()
        desk.must(Supply({"organisation": "A", "licence": "L-1", "colour": "red"}))
        assert desk.state().status == expected


def test_what_the_sender_was_told_at_arrival_is_not_told_again_when_the_case_is_let_in() -> None:
    rules = """
early: {refuse: receive, if: {channel: email}, ground: not ours, outcome: told}
late: {refuse: receive, if: {has: licence}, ground: flood, outcome: told}
"""
    desk = Desk(GATE + rules)
    desk.receive()
    answer = desk.must(Supply({"organisation": "Alfa", "licence": "L-1"}))
    assert answer.events[1:] == (Told("2/late", "flood"), Identified())
    assert desk.state().told == ("not ours", "flood")


def test_identification_revives_a_case_refused_for_the_lack_of_it() -> None:
    rules = (
        GATE
        + "\nnameless: {refuse: receive, by: staff, if: {lacks: [organisation, licence]}, ground: nameless}"
    )
    desk = Desk(rules)
    desk.receive()
    desk.must(Refuse("nameless"))
    assert Revived() not in desk.must(Reply(fields={"organisation": "Alfa"}), CUSTOMER).events
    answer = desk.must(Reply(fields={"licence": "L-1"}), CUSTOMER)
    assert answer.events[-2:] == (Revived(), Identified())
    assert answer.contract == (CaseCounted("A", {}),)
    assert desk.state().status == "open"


def test_staff_give_the_number_where_the_regulation_leaves_it_to_them() -> None:
    desk = Desk("by hand: {registration: staff}")
    assert not any(isinstance(event, Registered) for event in desk.receive().events)
    assert code(desk.do(Register("7"), CUSTOMER)) == "act/staff-only"
    assert desk.must(Register("7")).events == (Registered("7"),)
    assert code(desk.do(Register("8"))) == "register/already"


def test_without_a_number_named_the_case_is_its_own() -> None:
    desk = Desk("by hand: {registration: staff}")
    desk.receive()
    assert desk.must(Register(), SYSTEM).events == (Registered("A"),)


def test_a_refusal_of_registration_stops_staff_too() -> None:
    desk = Desk(
        "by hand: {registration: staff}\nwish: {refuse: register, if: {kind: wish}, ground: not ours}"
    )
    desk.receive(axes={"kind": "wish"})
    answer = desk.refused(Register("7"))
    assert (answer.code, answer.recorded) == ("law/refused", ())


def test_a_sender_found_only_by_what_he_gave_has_a_contract_from_then_on() -> None:
    stranger = Desk(contract=None)
    answer = stranger.receive(fields={"organisation": "Alfa"})
    known = Desk()
    known.enter("A", answer.events, CUSTOMER, known.now)
    assert known.state().contract == "none"
    known.must(Supply({"licence": "L-1"}))
    assert known.state().contract == "valid"


def test_a_contract_is_looked_at_as_it_was_at_arrival_however_late_the_key_comes() -> None:
    desk = Desk(contract=BY_KEY)
    desk.receive(at=at("2026-12-31 12:00"))
    desk.must(Supply({}, key="ABCDE"), at=at("2027-01-02 12:00"))
    assert desk.state().contract == "valid"


def test_a_sender_without_a_contract_stays_without_one() -> None:
    desk = Desk(contract=None)
    desk.receive()
    assert desk.must(Supply({"licence": "L-1"})).events == (Supplied({"licence": "L-1"}),)


def test_what_was_not_received_is_not_supplied() -> None:
    assert code(Desk().do(Supply({"licence": "1"}))) == "act/not-in-this-state"
    assert code(Desk().do(replace(Receive("email", "contact"), key="?"), CUSTOMER)) == "done"


KEY_GATE = "gate: {require: [support key, organisation], missing: hold}"


def test_a_key_that_comes_with_a_request_fills_the_field_that_asks_for_it() -> None:
    desk = Desk(KEY_GATE, contract=BY_KEY)
    answer = desk.receive(key="abc-de")
    assert Asked("2/gate", ("organisation",)) in answer.events
    assert desk.state().fields == {"support key": told_key("ABCDE")}
    assert Identified() in desk.must(Supply({"organisation": "Alfa"})).events


def test_a_key_that_comes_later_is_not_asked_for_again() -> None:
    desk = Desk(KEY_GATE, contract=BY_KEY)
    desk.receive(fields={"organisation": "Alfa"})
    assert set(desk.state().asked) == {"support key"}
    assert Identified() in desk.must(Reply(key="abc-de"), CUSTOMER).events


def test_what_was_given_in_the_field_is_not_displaced_by_the_key_of_the_letter() -> None:
    desk = Desk(contract=BY_KEY)
    desk.receive(key="abc-de", fields={"support key": "zyx"})
    assert desk.state().fields == {"support key": told_key("ZYX")}
    assert desk.state().contract == "valid"


def test_books_keep_of_a_key_in_a_field_its_tag_alone_and_keep_it_as_it_is() -> None:
    desk = Desk()
    desk.receive(fields={"support key": "abc-de"})
    kept = desk.state().fields["support key"]
    assert kept == told_key("ABCDE") == told_key(kept)
    desk.must(Supply({"support key": kept}))
    assert desk.state().fields["support key"] == kept


def test_a_key_fills_no_field_that_may_not_be_copied_into_a_case() -> None:
    desk = Desk("apart: {retain: support key, for: 1 calendar days, copy: refused}", contract=BY_KEY)
    desk.receive(key="abc-de")
    assert desk.state().fields == {}
