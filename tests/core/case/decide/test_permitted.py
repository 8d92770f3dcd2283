"""A clause may permit an act to some only: parties or roles, under its condition."""

import pytest

from reglament.core.case.act import Close, Doer, Reply
from tests.core.case.decide.cast import CUSTOMER, HEAD, STAFF, SYSTEM, Desk, code

ONLY_HEAD = "ends: {permit: close, by: [head]}"


@pytest.mark.parametrize(
    ("by", "expected"), [(STAFF, "permit/act-not-by"), (CUSTOMER, "permit/act-not-by"), (HEAD, "done")]
)
def test_an_act_is_for_those_the_clause_names(by: Doer, expected: str) -> None:
    desk = Desk(ONLY_HEAD)
    desk.receive()
    assert code(desk.do(Close(), by)) == expected


def test_other_acts_and_the_system_are_not_touched() -> None:
    desk = Desk(ONLY_HEAD)
    desk.receive()
    assert code(desk.do(Reply("m1"), CUSTOMER)) == "done"
    assert code(desk.do(Close(), SYSTEM)) == "done"


def test_where_the_clause_does_not_apply_nobody_may() -> None:
    desk = Desk("ends: {permit: close, by: [staff], if: {kind: task}}")
    desk.receive()
    answer = desk.refused(Close(), STAFF)
    assert (answer.code, answer.rule, answer.values["act"]) == ("permit/act-not-by", "2/ends", "close")
