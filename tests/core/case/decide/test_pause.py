"""Pause and resume: by hand with what the rule demands, and by themselves when their happening comes."""

from dataclasses import replace

from reglament.core.case.act import Close, Pause, Record, Reply, Report, Resume, Supply
from reglament.core.case.event import Asked, HandedOver, Paused, Resumed
from tests.core.case.decide.cast import CHANNEL, CUSTOMER, HOUR, REQUEST, STAFF, Desk, code, values

BY_HAND = """
clear: {pause: waiting, stops: [fix]}
told: {pause: elsewhere, stops: [fix], notice: [email, phone], ends by: staff}
parts: {pause: parts, stops: [fix], if: {kind: task}, ends: upgraded, ends by: happening only}
"""


def opened(rules: str = BY_HAND) -> Desk:
    desk = Desk(rules)
    desk.receive()
    return desk


def test_a_pause_without_conditions_begins_at_once() -> None:
    desk = opened()
    assert desk.must(Pause("waiting")).events == (Paused("waiting", "2/clear"),)
    assert set(desk.state().pauses) == {"waiting"}


def test_a_pause_needs_a_declared_reason_whose_rule_applies_and_its_own_party() -> None:
    desk = opened()
    assert code(desk.do(Pause("lunch"))) == "pause/undeclared"
    answer = desk.refused(Pause("parts"))
    assert (answer.code, answer.rule) == ("pause/not-applicable", "2/parts")
    assert code(desk.do(Pause("waiting"), CUSTOMER)) == "pause/not-by"


def test_one_reason_pauses_once_and_two_reasons_may_overlap() -> None:
    desk = opened()
    desk.must(Pause("waiting"))
    assert code(desk.do(Pause("waiting"))) == "pause/already"
    assert code(desk.do(Pause("elsewhere", way="phone"))) == "done"
    assert set(desk.state().pauses) == {"waiting", "elsewhere"}


def test_where_a_notice_is_demanded_there_is_no_pause_without_one() -> None:
    desk = opened()
    assert code(desk.do(Pause("elsewhere"))) == "pause/no-notice"
    assert code(desk.do(Pause("elsewhere", notice="m7"))) == "pause/notice-unknown"
    assert code(desk.do(Pause("elsewhere", notice="m0"))) == "pause/notice-unknown"
    assert code(desk.do(Pause("elsewhere", notice="m1", way="telegram"))) == "pause/way-not-allowed"
    desk.must(Reply("m1"), STAFF)
    assert desk.must(Pause("elsewhere", notice="m1", way="email")).events == (
        Paused("elsewhere", "2/told", "m1"),
    )


def test_a_pause_begins_when_its_letter_is_handed_over_and_one_told_by_phone_at_once() -> None:
    desk = opened()
    desk.must(Reply("m1"), STAFF)
    desk.must(Pause("elsewhere", notice="m1"))
    assert desk.state().pauses["elsewhere"].begins_at is None
    handed_at = desk.now
    desk.must(Report("handed over", "m1"), CHANNEL)
    assert desk.state().pauses["elsewhere"].begins_at == handed_at
    other = opened()
    answer = other.must(Pause("elsewhere", way="phone"))
    assert isinstance(answer.events[0], HandedOver)
    assert other.state().pauses["elsewhere"].begins_at == other.now - HOUR


def test_a_logged_call_is_the_notice_itself() -> None:
    answer = opened().must(Pause("elsewhere", notice="call 1", way="phone"))
    assert answer.events == (HandedOver("call 1"), Paused("elsewhere", "2/told", "call 1"))


def test_a_pause_asks_for_what_is_not_known_yet() -> None:
    rules = "clear: {pause: waiting, stops: [fix], asks: [logs, serial]}"
    desk = opened(rules)
    desk.must(Supply({"serial": "7"}))
    assert desk.must(Pause("waiting")).events[1] == Asked("2/clear", ("logs",))
    other = opened(rules)
    other.must(Supply({"serial": "7", "logs": "f"}))
    assert len(other.must(Pause("waiting")).events) == 1


def test_staff_end_a_pause_with_a_declared_ground() -> None:
    desk = opened()
    assert code(desk.do(Resume("waiting", "done"))) == "resume/not-paused"
    desk.must(Pause("waiting"))
    assert code(desk.do(Resume("waiting", "done"), CUSTOMER)) == "act/staff-only"
    assert code(desk.do(Resume("waiting"))) == "resume/ground-missing"
    assert code(desk.do(Resume("waiting", "because"))) == "ground/undeclared"
    assert desk.must(Resume("waiting", "done")).events == (Resumed("waiting", "done"),)
    assert desk.state().pauses == {}


def test_what_only_a_happening_ends_nobody_ends_by_hand() -> None:
    desk = Desk(BY_HAND)
    desk.receive(axes={"kind": "task"})
    desk.must(Pause("parts"))
    assert code(desk.do(Resume("parts", "done"))) == "resume/happening-only"
    assert Resumed("parts") in desk.must(Record("upgraded")).events


def test_a_pause_begins_and_ends_by_its_happenings() -> None:
    desk = opened("wait: {pause: waiting, stops: [fix], starts: asked for more, ends: reply, asks: [logs]}")
    answer = desk.must(Record("asked for more", message="m1"))
    assert answer.events[1:] == (Paused("waiting", "2/wait"), Asked("2/wait", ("logs",)))
    assert answer.automatic == 2
    assert not any(isinstance(e, Paused) for e in desk.must(Record("asked for more", message="m2")).events)
    assert desk.must(Reply("m3"), CUSTOMER).events[-1] == Resumed("waiting")
    assert not any(isinstance(e, Resumed) for e in desk.must(Reply("m4"), CUSTOMER).events)


def test_a_happening_before_the_pause_does_not_end_it() -> None:
    desk = opened("wait: {pause: waiting, stops: [fix], ends: reply}")
    desk.must(Reply("m1"), CUSTOMER)
    desk.must(Pause("waiting"))
    desk.must(Record("upgraded"))
    assert set(desk.state().pauses) == {"waiting"}


def test_a_reply_ends_a_pause_of_the_same_second_and_not_one_that_began_after_it_was_written() -> None:
    for shift, still in ((0, set()), (-1, {"waiting"})):
        desk = opened("wait: {pause: waiting, stops: [fix], ends: reply}")
        paused_at = desk.now
        desk.must(Pause("waiting"))
        desk.must(Reply("m1"), CUSTOMER, at=paused_at + shift)
        assert set(desk.state().pauses) == still


def test_a_happening_starts_no_pause_where_the_rule_does_not_apply() -> None:
    desk = opened("wait: {pause: waiting, stops: [fix], starts: asked for more, if: {terms: {sharing: no}}}")
    assert len(desk.must(Record("asked for more", message="m1")).events) == 1


def test_asking_at_arrival_may_pause_and_the_full_answer_ends_it() -> None:
    rules = """
more: {require: [organisation, logs], missing: ask}
wait: {pause: waiting, stops: [fix], starts: asked, ends: complete, ends by: happening only}
"""
    desk = opened(rules)
    assert set(desk.state().pauses) == {"waiting"}
    desk.must(Supply({"organisation": "Alfa"}))
    assert set(desk.state().pauses) == {"waiting"}
    desk.must(Supply({"logs": "f1"}))
    assert desk.state().pauses == {}


def test_the_letter_that_starts_a_pause_is_its_notice_and_without_one_it_does_not_start() -> None:
    rules = "wait: {pause: waiting, stops: [fix], starts: [asked for more, upgraded], notice: [email], ends: reply}"
    desk = opened(rules)
    assert Paused("waiting", "2/wait", "m1") in desk.must(Record("asked for more", message="m1")).events
    other = opened(rules)
    assert len(other.must(Record("upgraded")).events) == 1


def test_a_pause_may_start_with_the_hand_over_of_a_letter() -> None:
    desk = opened(
        "wait: {pause: waiting, stops: [fix], starts: {handed over: asked for more}, notice: [email]}"
    )
    desk.must(Record("asked for more", message="m1"))
    handed_at = desk.now
    answer = desk.must(Report("delivered", "m1"), CHANNEL)
    assert Paused("waiting", "2/wait", "m1") in answer.events
    assert desk.state().pauses["waiting"].begins_at == handed_at


def test_a_rule_may_refuse_a_pause() -> None:
    desk = opened(BY_HAND + "no: {refuse: pause, if: {kind: fault}, ground: not ours}")
    assert values(desk.do(Pause("waiting")))["ground"] == "not ours"


def test_staff_may_pause_instead_of_refusing_where_the_refusal_says_so() -> None:
    rules = """
heavy: {pause: parts, stops: [fix], if: {kind: task}}
flood: {refuse: receive, by: staff, if: {channel: email}, ground: flood, or: {pause: parts}}
any: {refuse: receive, by: staff, ground: not ours}
"""
    desk = opened(rules)
    no = desk.refused(Pause("parts"))
    assert (no.code, no.rule, no.values["ground"]) == ("pause/note-missing", "2/flood", "flood")
    assert desk.must(Pause("parts", note="c:1")).events == (Paused("parts", "2/heavy", note="c:1"),)
    phoned = Desk(rules)
    phoned.must(replace(REQUEST, channel="phone"), CUSTOMER)
    assert code(phoned.do(Pause("parts"))) == "pause/not-applicable"


def test_a_closed_case_neither_pauses_nor_resumes() -> None:
    desk = opened()
    desk.must(Pause("waiting"))
    desk.must(Close())
    assert desk.state().pauses == {}
    assert code(desk.do(Pause("waiting"))) == "act/not-in-this-state"
    assert code(desk.do(Resume("waiting", "done"))) == "act/not-in-this-state"
