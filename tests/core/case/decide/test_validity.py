"""Which states of a contract let a case be served, and when they are looked at."""

from dataclasses import replace
from datetime import date

import pytest

from reglament.core.case.act import Register, Supply
from reglament.core.case.event import Held, Identified
from reglament.core.contract.contract import Certificate
from tests.core.case.decide.cast import BOUGHT, CUSTOMER, Desk, at, code

VALID = "valid: {validity: valid, ground: not ours}"
EARLY = at("2025-12-31 12:00")
BY_KEY = replace(
    BOUGHT,
    from_on=None,
    until_on=None,
    certificates=(Certificate("AB-1", date(2026, 1, 1), date(2026, 12, 31)),),
)


def test_a_case_under_a_contract_in_force_is_served() -> None:
    desk = Desk(VALID)
    assert desk.receive().events[-1] == Identified()
    assert desk.state().status == "open"


def test_in_any_other_state_the_case_is_held_on_the_ground_of_the_rule() -> None:
    desk = Desk(VALID)
    assert desk.receive(at=EARLY).events[-1] == Held("2/valid", (), "not ours")
    assert desk.state().status == "held"


@pytest.mark.parametrize(
    ("statuses", "status"), [("not yet", "open"), ("[valid, not yet]", "open"), ("expired", "held")]
)
def test_the_rule_lists_the_states_that_are_served(statuses: str, status: str) -> None:
    desk = Desk(f"valid: {{validity: {statuses}}}")
    desk.receive(at=EARLY)
    assert desk.state().status == status


def test_a_held_case_goes_on_with_the_key_of_a_certificate_in_force() -> None:
    desk = Desk(VALID, contract=BY_KEY)
    desk.receive()
    assert desk.state().status == "held"
    answer = desk.must(Supply({}, key="AB-1"), CUSTOMER)
    assert answer.events[-1] == Identified()
    assert desk.state().status == "open"


def test_another_key_leaves_it_held_and_says_so_only_once() -> None:
    desk = Desk(VALID, contract=BY_KEY)
    desk.receive()
    assert not any(isinstance(event, Held) for event in desk.must(Supply({}, key="CD-2"), CUSTOMER).events)
    assert desk.state().status == "held"


def test_a_rule_that_does_not_apply_holds_nothing() -> None:
    desk = Desk("valid: {validity: valid, if: {channel: phone}}")
    desk.receive(at=EARLY)
    assert desk.state().status == "open"


def test_a_contract_looked_at_later_holds_the_case_from_then_on() -> None:
    rules = "valid: {validity: valid, at: registered, ground: not ours}\nby hand: {registration: staff}"
    ends = replace(BOUGHT, until_on=date(2026, 11, 2))
    desk = Desk(rules, contract=ends)
    desk.receive()
    assert desk.state().status == "open"
    answer = desk.must(Register(), at=at("2026-11-03 08:00"))
    assert answer.events[-1] == Held("2/valid", (), "not ours")
    assert (code(desk.do(Register())), desk.state().status) == ("register/already", "held")


def test_before_the_contract_is_looked_at_its_state_holds_nothing() -> None:
    desk = Desk("valid: {validity: valid, at: registered}\nby hand: {registration: staff}")
    desk.receive(at=EARLY)
    assert desk.state().status == "open"
