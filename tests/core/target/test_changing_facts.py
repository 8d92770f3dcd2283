"""Facts that change while a clock runs: what is worked out anew, what stays as it was, and whom a change breaks."""

from reglament.core.regulation.model.condition import Has, Is, Marked, Not
from reglament.core.target.code import Code
from tests.core.target.changing import RECEIVED, evaluated, rule, short
from tests.core.target.told import at

PHONED = Marked(("phoned",))

SLOW, QUICK = rule("slow", "4 working hours", Not(PHONED)), rule("quick", "2 working hours", PHONED)


def test_a_mark_moves_an_open_target_from_its_original_start() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 phoned"
    assert short(evaluated([SLOW, QUICK], text, "2026-11-17 10:59")) == [
        ("slow", "running", "open", at("2026-11-17 14:00"), False)
    ]
    assert short(evaluated([SLOW, QUICK], text, "2026-11-17 11:30")) == [
        ("quick", "running", "open", at("2026-11-17 12:00"), False)
    ]


def test_a_mark_recorded_after_the_end_changes_nothing() -> None:
    text = f"{RECEIVED}; 2026-11-17 13:00 staff reply; 2026-11-17 13:30 phoned"
    assert short(evaluated([SLOW, QUICK], text, "2026-11-17 14:00")) == [
        ("slow", "ended", "met", at("2026-11-17 14:00"), False)
    ]


def test_within_a_second_the_order_of_writing_counts() -> None:
    after = f"{RECEIVED}; 2026-11-17 13:00 staff reply; 2026-11-17 13:00 phoned"
    assert short(evaluated([SLOW, QUICK], after, "2026-11-17 13:30")) == [
        ("slow", "ended", "met", at("2026-11-17 14:00"), False)
    ]
    before = f"{RECEIVED}; 2026-11-17 13:00 phoned; 2026-11-17 13:00 staff reply"
    assert short(evaluated([SLOW, QUICK], before, "2026-11-17 13:30")) == [
        ("quick", "ended", "breached", at("2026-11-17 12:00"), True)
    ]


def test_a_mark_that_brings_a_due_moment_already_past_is_flagged() -> None:
    text = f"{RECEIVED}; 2026-11-17 13:00 phoned"
    (found,) = evaluated([SLOW, QUICK], text, "2026-11-17 13:00")
    assert short([found]) == [("quick", "running", "breached", at("2026-11-17 12:00"), True)]
    assert [step.values for step in found.steps if step.code == Code.BY_RECLASSIFICATION] == [
        (at("2026-11-17 13:00"),)
    ]


def test_a_breach_is_not_undone_by_a_mark() -> None:
    slower = [rule("first", "2 working hours", Not(PHONED)), rule("then", "8 working hours", PHONED)]
    text = f"{RECEIVED}; 2026-11-17 12:00:01 phoned"
    assert short(evaluated(slower, text, "2026-11-17 13:00")) == [
        ("first", "running", "breached", at("2026-11-17 12:00"), False)
    ]
    in_time = f"{RECEIVED}; 2026-11-17 12:00 phoned"
    assert short(evaluated(slower, in_time, "2026-11-17 13:00")) == [
        ("then", "running", "open", at("2026-11-17 18:00"), False)
    ]


def test_a_withdrawn_mark_lets_the_former_rule_speak_again() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 phoned; 2026-11-17 11:30 unphoned"
    assert short(evaluated([SLOW, QUICK], text, "2026-11-17 11:45")) == [
        ("slow", "running", "open", at("2026-11-17 14:00"), False)
    ]


def test_a_field_given_later_counts_from_then() -> None:
    waits = rule("waits", "4 working hours", Has(("logs",)))
    text = f"{RECEIVED}; 2026-11-17 11:00 supplied logs"
    assert evaluated([waits], text, "2026-11-17 10:59") == []
    assert short(evaluated([waits], text, "2026-11-17 11:30")) == [
        ("waits", "running", "open", at("2026-11-17 14:00"), False)
    ]
    late = f"{RECEIVED}; 2026-11-17 15:00 supplied logs"
    assert short(evaluated([waits], late, "2026-11-17 15:30")) == [
        ("waits", "running", "breached", at("2026-11-17 14:00"), True)
    ]


def test_a_rule_that_starts_where_it_begins_to_apply_is_not_broken_by_it() -> None:
    phoned = rule("phoned", "2 working hours", PHONED, starts="phoned")
    text = f"{RECEIVED}; 2026-11-17 11:00 phoned known 2026-11-17 15:00"
    assert short(evaluated([phoned], text, "2026-11-17 15:30")) == [
        ("phoned", "running", "breached", at("2026-11-17 13:00"), False)
    ]


def test_a_target_of_open_cases_only_ends_with_the_closing_that_makes_it_silent() -> None:
    only_open = rule("open", "4 working hours", Is("status", ("open",)))
    text = f"{RECEIVED}; 2026-11-17 11:00 closed"
    assert short(evaluated([only_open], text, "2026-11-17 12:00")) == [
        ("open", "cancelled", "open", at("2026-11-17 14:00"), False)
    ]


def test_another_rule_of_the_metric_may_open_the_next_instance() -> None:
    first = rule("first", "4 working hours", Not(PHONED))
    again = rule("again", "2 working hours", PHONED, starts="phoned")
    text = f"{RECEIVED}; 2026-11-17 11:00 staff reply; 2026-11-17 12:00 phoned"
    assert short(evaluated([first, again], text, "2026-11-17 12:30")) == [
        ("first", "ended", "met", at("2026-11-17 14:00"), False),
        ("again", "running", "open", at("2026-11-17 14:00"), False),
    ]


def test_a_rule_that_opens_once_does_not_open_again() -> None:
    once = rule("once", "4 working hours", starts="reply")
    text = f"{RECEIVED}; 2026-11-17 11:00 reply; 2026-11-17 12:00 staff reply; 2026-11-17 13:00 reply"
    assert short(evaluated([once], text, "2026-11-17 13:30")) == [
        ("once", "ended", "met", at("2026-11-17 15:00"), False)
    ]
