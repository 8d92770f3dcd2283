"""What questions may ask, and what they are answered: targets, the case, its axes, its hours, its letters."""

import pytest

from tests.core.replay.small import differences, told

RECEIVED = "- 2026-11-03 15:00: {receive: {channel: email, urgency: high}}"
TALK = f"""
{RECEIVED}
- 2026-11-03 16:00: {{record: questioned, message: m1}}
- 2026-11-03 16:00: {{report: delivered, message: m1}}
- 2026-11-04 09:00: {{reply: m2}}
- 2026-11-04 09:30: {{record: questioned, message: m3}}
- 2026-11-04 09:30: {{report: delivered, message: m3}}
- 2026-11-04 10:00: {{record: answered, message: m4}}
"""

RIGHT = (
    "targets: [answer, silence]",
    "targets: [silence, answer]",
    "answer: {due: 2026-11-04 10:00, started: 2026-11-03 15:00, ended: 2026-11-04 10:00, breached: none}",
    "answer: {state: ended, verdict: met, measured: none, left: none, rule: 1/answer, strength: promise}",
    "answer: {owed by: vendor, calendar: office, by reclassification: no}",
    "answer: {instance: 1, verdict: met}",
    "silence: {owed by: customer, left: 2 days}",
    "status: open",
    "tier: plain",
    "place: none",
    "urgency: high",
    "asked: none",
    "told: none",
    "held by: none",
    "refused by: none",
    "closed by: none",
    "closer: none",
    "numbered: yes",
    "criteria: none",
    "marks: [questioned, answered]",
    "shared: none",
    "letters: [questioned, answered]",
    "linked: no",
    "contract: valid",
    "access: yes",
    "notices: chief",
    "pool: {left: 0 h, spent: 0 h, reserved: 0 h}",
    "pool: {hours: {left: 0 h}}",
)
WRONG = (
    ("targets: none", (), ("answer", "silence")),
    ("targets: answer", ("answer",), ("answer", "silence")),
    ("answer: {verdict: breached}", "breached", "met"),
    ("answer: none", False, True),
    ("answer: {instance: 7, verdict: met}", "met", None),
    ("silence: {state: ended}", "ended", "running"),
    ("status: closed", "closed", "open"),
    ("urgency: low", "low", "high"),
    ("tier: fast", "fast", "plain"),
    ("letters: answered", ("answered",), ("questioned", "answered")),
    ("marks: answered", ("answered",), ("questioned", "answered")),
    ("fields: {log: given}", "given", None),
    ("numbered: no", False, True),
    ("closer: staff", "staff", None),
    ("criteria: clear", ("clear",), ()),
    ("shared: guest", ("guest",), ()),
    ("linked: yes", True, False),
    ("contract: none", "none", "valid"),
    ("shares: {answer: {stands: yes}}", True, None),
)


@pytest.mark.parametrize("then", RIGHT)
def test_a_right_expectation_holds(then: str) -> None:
    assert differences(told(TALK, f"- 2026-11-04 10:00: {{{then}}}")) == []


@pytest.mark.parametrize(("then", "expected", "actual"), WRONG)
def test_a_wrong_expectation_is_told_with_both_sides(then: str, expected: object, actual: object) -> None:
    found = differences(told(TALK, f"- 2026-11-04 10:00: {{{then}}}"))
    assert [one[1:] for one in found] == [(expected, actual)]


def test_the_last_of_several_instances_is_asked_about_unless_one_is_named() -> None:
    then = """
        - 2026-11-04 10:00: {silence: {started: 2026-11-04 09:30, verdict: open}}
        - 2026-11-04 10:00: {silence: {instance: 1, started: 2026-11-03 16:00, verdict: met}}
    """
    assert differences(told(TALK, then)) == []


def test_a_contract_by_an_earlier_name_of_its_tier_is_served_as_the_tier_that_bears_it() -> None:
    then = "- 2026-11-03 16:00: {tier: plain, answer: {due: 2026-11-04 10:00}}"
    assert differences(told(RECEIVED, then, more="contract: {tier: simple}")) == []
    without = "- 2026-11-03 16:00: {tier: none}"
    assert differences(told(RECEIVED, without, more="contract: none")) == []


def test_a_case_that_nobody_opened_has_nothing() -> None:
    then = "- 2026-11-04 10:00 Z: {status: none, targets: none, answer: none, place: none, letters: none}"
    assert differences(told(TALK, then)) == []


def test_before_it_arrives_a_case_is_not_there() -> None:
    assert differences(told(TALK, "- 2026-11-03 14:59: {status: none, targets: none}")) == []


def test_a_cancelled_target_is_none_and_still_can_be_asked_about() -> None:
    closed = f"{RECEIVED}\n- 2026-11-03 16:00: {{close: solved}}"
    then = "- 2026-11-03 16:00: {targets: none, answer: {state: cancelled, verdict: open}, closed by: solved}"
    assert differences(told(closed, then)) == []
