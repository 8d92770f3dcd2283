"""Follow-up: whoever was identified on the former case need not identify himself again, and nothing else is carried over."""

from reglament.core.case.act import Close, Receive, Reply
from reglament.core.case.decide.follow_up import follow_up
from reglament.core.case.state import CaseState
from tests.core.case.decide.cast import CUSTOMER, Desk

GATE = "gate: {require: [logs], missing: hold}"


def test_what_identified_the_sender_is_carried_over_and_news_come_on_top() -> None:
    desk = Desk(GATE)
    desk.receive(fields={"logs": "f1", "colour": "red"})
    desk.must(Close())
    made = follow_up(
        Reply("m2", {"colour": "blue"}), of="A", former=desk.state(), by=CUSTOMER, regulation=desk.edition
    )
    assert isinstance(made, Receive)
    assert made.fields == {"logs": "f1", "colour": "blue"}
    assert (made.case, made.message) == ("A", "m2")


def test_a_case_that_never_was_has_no_follow_up() -> None:
    desk = Desk(GATE)
    assert follow_up(Reply("m2"), of="A", former=CaseState(), by=CUSTOMER, regulation=desk.edition) is None
