"""After access has ended the contract's people do nothing on its cases any more; staff still do."""

from dataclasses import replace
from datetime import date

from reglament.core.case.act import Close, Record, Reply
from reglament.core.case.answer import Refused as No
from reglament.core.case.event import Refused, Replied
from reglament.core.contract.event import Granted
from tests.core.case.decide.cast import BOUGHT, CUSTOMER, REQUEST, Desk, at, code

RULES = "end: {access: ends, after: 2 working days, on: office}"
ENDED = replace(BOUGHT, until_on=date(2026, 11, 6))
LAST, AFTER = at("2026-11-10 14:59:59"), at("2026-11-10 15:00:00")


def opened(rules: str = RULES) -> Desk:
    desk = Desk(rules, contract=ENDED)
    desk.receive()
    return desk


def test_a_customer_s_act_is_refused_from_the_moment_access_ends() -> None:
    desk = opened()
    assert code(desk.ask(Reply("m1"), CUSTOMER, at=LAST)) == "done"
    answer = desk.ask(Reply("m1"), CUSTOMER, at=AFTER)
    assert isinstance(answer, No)
    assert (answer.code, answer.clause, answer.rule) == ("access/ended", "2", "2/end")
    assert answer.values == {"ended_at": AFTER}
    assert answer.recorded == (Replied("m1"),)
    assert code(desk.ask(Record("phoned"), CUSTOMER, at=AFTER)) == "access/ended"


def test_a_new_case_is_refused_as_well_and_kept() -> None:
    answer = Desk(RULES, contract=ENDED).refused(REQUEST, CUSTOMER, at=AFTER)
    assert (answer.code, answer.recorded[-1]) == ("access/ended", Refused("2/end", ""))


def test_what_the_regulation_says_of_such_an_act_itself_comes_first() -> None:
    rules = f"{RULES}\nlate: {{refuse: receive, if: {{contract: expired}}, ground: not ours}}"
    assert Desk(rules, contract=ENDED).refused(REQUEST, CUSTOMER, at=AFTER).code == "law/refused"


def test_staff_go_on_working() -> None:
    assert code(opened().do(Close(), at=AFTER)) == "done"


def test_a_renewed_contract_gives_access_back_to_old_cases() -> None:
    desk = opened()
    desk.enter_on_contract(Granted(BOUGHT), at=AFTER)
    assert code(desk.do(Reply("m1"), CUSTOMER, at=AFTER)) == "done"


def test_without_such_a_rule_access_has_no_end() -> None:
    assert code(opened("").do(Reply("m1"), CUSTOMER, at=AFTER)) == "done"
