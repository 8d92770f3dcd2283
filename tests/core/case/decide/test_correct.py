"""Correct: what happened, when, and who must stand behind it."""

import pytest

from reglament.core.case.act import Charge, Close, Correct, Pause, Record, Reply
from reglament.core.case.event import Corrected
from reglament.core.contract.event import CaseCounted
from tests.core.case.decide.cast import CUSTOMER, HOUR, MONDAY, STAFF, TWO, Desk, code, may

RULES = """
react: {target: react, starts: received, met by: staff reply, within: 1 working hour}
fix: {target: fix, starts: upgraded, met by: solved, within: 1 working day}
wait: {pause: waiting, stops: [fix], ends: phoned}
hours: {pool: hours, estimate: none, round: 15 minutes, charged at: closed}
"""


@pytest.fixture
def desk() -> Desk:
    opened = Desk(RULES)
    opened.receive()
    opened.must(Reply("m1"), STAFF)
    opened.must(Record("upgraded"))
    opened.must(Record("phoned"))
    opened.must(Charge())
    return opened


FIRST, REPLY, UPGRADED, PHONED, CHARGED = 1, 4, 5, 6, 7


def test_an_entry_that_happened_earlier_needs_a_second_person(desk: Desk) -> None:
    earlier = Correct(REPLY, MONDAY + HOUR // 2, "late entry")
    assert code(desk.do(earlier)) == "correct/second-person"
    answer = desk.must(earlier, TWO)
    assert answer.events == (Corrected(REPLY, MONDAY + HOUR // 2, "late entry", "bob"),)
    assert desk.state().messages["m1"].sent_at == MONDAY + HOUR // 2


def test_an_entry_that_never_happened_needs_a_second_person(desk: Desk) -> None:
    assert code(desk.do(Correct(REPLY, None, "wrong case"))) == "correct/second-person"
    desk.must(Correct(REPLY, None, "wrong case"), TWO)
    assert "m1" not in desk.state().messages


def test_an_answer_that_came_later_helps_nobody_and_needs_none(desk: Desk) -> None:
    assert code(desk.do(Correct(REPLY, MONDAY + 2 * HOUR, "typed too early"))) == "done"


def test_a_correction_that_changes_nothing_needs_nobody_else(desk: Desk) -> None:
    assert code(desk.ask(Correct(REPLY, MONDAY + HOUR, "checked"))) == "done"
    assert code(desk.ask(Correct(FIRST, MONDAY, "checked"), TWO)) == "done"


def test_a_later_start_or_end_of_a_pause_may_help_and_needs_the_second_person(desk: Desk) -> None:
    for seq in (UPGRADED, PHONED, 2):
        assert code(desk.ask(Correct(seq, desk.now, "later"))) == "correct/second-person"
        assert code(desk.ask(Correct(seq, desk.now, "later"), TWO)) == "done"


def test_an_annulled_entry_comes_back_only_with_the_second_person(desk: Desk) -> None:
    desk.must(Correct(REPLY, None, "wrong case"), TWO)
    assert code(desk.do(Correct(REPLY, desk.now, "right after all"))) == "correct/second-person"


def test_a_correction_names_a_known_entry_and_a_ground_and_is_made_by_staff(desk: Desk) -> None:
    assert code(desk.do(Correct(99, None, "?"), TWO)) == "correct/unknown-entry"
    assert code(desk.do(Correct(REPLY, None, ""), TWO)) == "correct/ground-missing"
    assert code(desk.do(Correct(REPLY, None, "?"), CUSTOMER)) == "act/staff-only"


def test_nothing_is_corrected_into_the_future_or_before_the_arrival(desk: Desk) -> None:
    assert code(desk.do(Correct(REPLY, desk.now + 1, "?"), TWO)) == "correct/future"
    assert code(desk.do(Correct(REPLY, MONDAY - 1, "?"), TWO)) == "correct/before-arrival"
    assert code(desk.do(Correct(REPLY, MONDAY, "?"), TWO)) == "done"


def test_the_arrival_may_have_been_earlier_but_neither_later_nor_never(desk: Desk) -> None:
    assert code(desk.ask(Correct(FIRST, MONDAY + 1, "?"), TWO)) == "correct/arrival-later"
    assert code(desk.ask(Correct(FIRST, None, "?"), TWO)) == "correct/not-annulled"
    assert code(desk.ask(Correct(FIRST, MONDAY - 1, "clock was wrong"), TWO)) == "done"


def test_what_another_stream_knows_of_is_not_annulled(desk: Desk) -> None:
    assert code(desk.do(Correct(CHARGED, None, "?"), TWO)) == "correct/not-annulled"


def test_a_closing_that_never_was_gives_the_case_its_place_back() -> None:
    desk = Desk("one: {count: open, limit: 1, over: refuse, ground: too many}")
    desk.receive()
    desk.must(Close())
    closing = desk.cases["A"][-1].seq
    assert may(desk.ask(Correct(closing, None, "wrong button"), TWO)).contract == (
        CaseCounted("A", {"open": True}),
    )
    desk.receive("B")
    assert code(desk.do(Correct(closing, None, "wrong button"), TWO)) == "limit/reached"


def test_a_pause_is_corrected_like_anything_else(desk: Desk) -> None:
    desk.must(Pause("waiting"))
    paused = desk.cases["A"][-1].seq
    assert code(desk.ask(Correct(paused, desk.now, "later"))) == "done"
    assert code(desk.ask(Correct(paused, desk.now - 2 * HOUR, "earlier"))) == "correct/second-person"
