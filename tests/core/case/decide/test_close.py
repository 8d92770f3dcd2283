"""Refuse, revive, close: on what ground, by whom, and what the contract's stream hears of it."""

from reglament.core.case.act import Close, Record, Refuse, Revive, Supply
from reglament.core.case.event import Closed, Held, Identified, Refused, Revived, Told
from reglament.core.contract.event import CaseEnded
from tests.core.case.decide.cast import CUSTOMER, REQUEST, STAFF, SYSTEM, Desk, code, values


def opened(rules: str = "") -> Desk:
    desk = Desk(rules)
    desk.receive()
    return desk


def test_staff_refuse_on_a_ground_the_regulation_offers_here() -> None:
    desk = opened("ours: {refuse: register, by: staff, if: {kind: fault}, ground: not ours}")
    answer = desk.must(Refuse("not ours"))
    assert answer.events == (Refused("2/ours", "not ours"),)
    assert answer.contract == (CaseEnded("A"),)
    assert desk.state().status == "refused"


def test_a_ground_that_is_not_offered_refuses_nobody() -> None:
    desk = opened(
        "ours: {refuse: register, by: staff, if: {kind: wish}, ground: not ours}\n"
        "system: {refuse: reopen, if: {kind: wish}, ground: done}"
    )
    assert code(desk.do(Refuse("flood"))) == "refuse/not-offered"
    assert code(desk.do(Refuse("done"))) == "refuse/not-offered"
    answer = desk.refused(Refuse("not ours"))
    assert (answer.code, answer.rule) == ("refuse/not-applicable", "2/ours")
    assert code(desk.do(Refuse("not ours"), CUSTOMER)) == "act/staff-only"


def test_a_note_is_demanded_and_a_warning_given_where_the_rule_says_so() -> None:
    rule = "ours: {refuse: register, by: staff, ground: not ours, note needed: yes, warns if: {left: hours}}"
    desk = opened(rule)
    assert code(desk.do(Refuse("not ours"))) == "refuse/note-missing"
    answer = desk.must(Refuse("not ours", "c:1"))
    assert (answer.events, answer.cautions) == (
        (Refused("2/ours", "not ours", "c:1"),),
        ("refuse/warned",),
    )


def test_a_refusal_by_staff_ends_as_its_outcome_says() -> None:
    outcomes = {
        "closed": ("closed", Closed("flood", "2/flood", note="c:1")),
        "told": ("open", Told("2/flood", "flood", "c:1")),
        "held": ("held", Held("2/flood", (), "flood", "c:1")),
    }
    for outcome, (status, event) in outcomes.items():
        desk = opened(f"flood: {{refuse: register, by: staff, ground: flood, outcome: {outcome}}}")
        assert desk.must(Refuse("flood", "c:1")).events == (event,)
        assert desk.state().status == status


def test_a_case_put_on_hold_by_staff_goes_on_when_the_condition_is_over() -> None:
    desk = opened(
        "hold: {refuse: register, by: staff, if: {lacks: [serial]}, ground: nameless, outcome: held}"
    )
    assert desk.must(Refuse("nameless")).events == (Held("2/hold", (), "nameless"),)
    assert desk.state().status == "held"
    assert Identified() in desk.must(Supply({"serial": "7"})).events
    assert desk.state().status == "open"


def test_staff_take_back_what_staff_refused() -> None:
    desk = opened("ours: {refuse: register, by: staff, ground: not ours}")
    desk.must(Refuse("not ours"))
    assert code(desk.do(Revive(), CUSTOMER)) == "act/staff-only"
    assert Revived() in desk.must(Revive()).events
    assert desk.state().status == "open"
    assert code(desk.do(Revive())) == "act/not-in-this-state"


def test_what_the_system_refused_stands_while_its_condition_does() -> None:
    desk = Desk("red: {refuse: receive, if: {lacks: [colour]}, ground: nameless}")
    desk.do(REQUEST, CUSTOMER)
    answer = desk.refused(Revive())
    assert (answer.code, answer.rule, values(answer)["ground"]) == (
        "revive/ground-stands",
        "2/red",
        "nameless",
    )
    assert desk.must(Supply({"colour": "red"})).events[-2:] == (Revived(), Identified())


def test_a_refusal_under_a_rule_that_is_gone_stands() -> None:
    desk = opened()
    desk.enter("A", (Refused("9/gone", "not ours"),), SYSTEM, desk.now)
    assert code(desk.do(Revive())) == "revive/ground-stands"


def test_staff_and_the_customer_may_close() -> None:
    for by in (STAFF, CUSTOMER):
        desk = opened()
        assert desk.must(Close("done"), by).events == (Closed("done"),)
        assert desk.state().status == "closed"
    assert code(opened().do(Close("bored"))) == "ground/undeclared"
    assert opened().must(Close()).contract == (CaseEnded("A"),)


SILENCE = (
    "silence: {target: silence, starts: asked for more, met by: reply, within: 3 working days, owed by: customer, "
    "then: close, ground: no answer, deems: [react]}"
)


def test_a_rule_closes_with_its_own_ground_and_deems_what_it_says() -> None:
    desk = opened(SILENCE)
    assert code(desk.do(Close(rule="2/silence"))) == "close/not-by-rule"
    assert code(desk.do(Close(rule="2/none"), SYSTEM)) == "close/no-such-rule"
    assert desk.must(Close(rule="2/silence"), SYSTEM).events == (
        Closed("no answer", "2/silence", ("react",)),
    )


def test_only_a_target_that_closes_is_a_rule_to_close_by() -> None:
    desk = opened("fix: {target: fix, starts: received, met by: solved, within: 1 working day}")
    assert code(desk.do(Close(rule="2/fix"), SYSTEM)) == "close/no-such-rule"


def test_a_refusal_of_closing_binds_people_but_never_a_targets_own_rule() -> None:
    desk = opened(SILENCE + "\nnot yet: {refuse: close, unless: {marked: solved}, ground: done}")
    assert values(desk.do(Close()))["ground"] == "done"
    assert code(desk.ask(Close(rule="2/silence"), SYSTEM)) == "done"
    desk.must(Record("solved", message="m1"))
    assert code(desk.do(Close())) == "done"


def test_a_case_is_closed_once() -> None:
    desk = opened()
    desk.must(Close())
    assert values(desk.do(Close())) == {"act": "close", "status": "closed"}
