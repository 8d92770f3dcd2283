"""Re-classification says what the case was all along; an axis that acts from its change does not."""

from reglament.core.regulation.model.condition import AllOf, Is
from reglament.core.target.code import Code
from tests.core.target.changing import RECEIVED, evaluated, rule, short
from tests.core.target.desk import severity
from tests.core.target.told import at

BY_SEVERITY = [
    rule("low", "8 working hours", severity("low")),
    rule("high", "4 working hours", severity("high")),
    rule("top", "2 working hours", severity("top")),
]


def test_reclassification_rejudges_what_had_ended() -> None:
    text = f"{RECEIVED}; 2026-11-17 15:00 staff reply; 2026-11-17 16:00 classified severity high"
    assert short(evaluated(BY_SEVERITY, text, "2026-11-17 15:30")) == [
        ("low", "ended", "met", at("2026-11-17 18:00"), False)
    ]
    assert short(evaluated(BY_SEVERITY, text, "2026-11-17 16:00")) == [
        ("high", "ended", "breached", at("2026-11-17 14:00"), True)
    ]


def test_a_breach_of_its_own_is_not_blamed_on_reclassification() -> None:
    text = f"{RECEIVED} severity high; 2026-11-17 14:30 classified severity top"
    assert short(evaluated(BY_SEVERITY, text, "2026-11-17 15:00")) == [
        ("top", "running", "breached", at("2026-11-17 12:00"), False)
    ]
    in_time = f"{RECEIVED} severity high; 2026-11-17 14:00 classified severity top"
    assert short(evaluated(BY_SEVERITY, in_time, "2026-11-17 15:00")) == [
        ("top", "running", "breached", at("2026-11-17 12:00"), True)
    ]


def test_a_due_moment_at_the_second_of_the_change_is_still_to_be_kept() -> None:
    at_due = f"{RECEIVED}; 2026-11-17 14:00 classified severity high"
    assert short(evaluated(BY_SEVERITY, at_due, "2026-11-17 15:00")) == [
        ("high", "running", "breached", at("2026-11-17 14:00"), False)
    ]
    a_second_later = f"{RECEIVED}; 2026-11-17 14:00:01 classified severity high"
    assert short(evaluated(BY_SEVERITY, a_second_later, "2026-11-17 15:00")) == [
        ("high", "running", "breached", at("2026-11-17 14:00"), True)
    ]


def test_what_one_reclassification_broke_the_next_keeps_broken_or_heals() -> None:
    broken = f"{RECEIVED}; 2026-11-17 15:00 classified severity top"
    still = f"{broken}; 2026-11-17 16:00 classified severity high"
    assert short(evaluated(BY_SEVERITY, still, "2026-11-17 16:30")) == [
        ("high", "running", "breached", at("2026-11-17 14:00"), True)
    ]
    healed = f"{broken}; 2026-11-17 16:00 classified severity low"
    assert short(evaluated(BY_SEVERITY, healed, "2026-11-17 16:30")) == [
        ("low", "running", "open", at("2026-11-17 18:00"), False)
    ]


def test_a_classification_that_brings_a_target_too_late_is_flagged() -> None:
    only_high = [rule("high", "4 working hours", severity("high"))]
    text = f"{RECEIVED}; 2026-11-17 15:00 classified severity high"
    (found,) = evaluated(only_high, text, "2026-11-17 15:00")
    assert short([found]) == [("high", "running", "breached", at("2026-11-17 14:00"), True)]
    (moved,) = [step.values for step in found.steps if step.code == Code.RECLASSIFIED]
    assert moved == (at("2026-11-17 15:00"), at("2026-11-17 15:00"), None, None, at("2026-11-17 14:00"))


def test_what_is_said_in_the_second_of_receipt_is_no_reclassification() -> None:
    text = f"{RECEIVED}; 2026-11-17 10:00 classified severity high"
    (found,) = evaluated(BY_SEVERITY, text, "2026-11-17 11:00")
    assert found.due_at == at("2026-11-17 14:00")
    assert not [step for step in found.steps if step.code == Code.RECLASSIFIED]


def test_saying_the_same_again_changes_nothing() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 classified severity low"
    (found,) = evaluated(BY_SEVERITY, text, "2026-11-17 11:30")
    assert not [step for step in found.steps if step.code == Code.RECLASSIFIED]


def test_the_steps_name_the_due_moments_of_each_reclassification() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 classified severity high; 2026-11-17 11:30 classified severity top known 2026-11-17 11:40"
    (found,) = evaluated(BY_SEVERITY, text, "2026-11-17 11:45")
    assert [step.values for step in found.steps if step.code == Code.RECLASSIFIED] == [
        (
            at("2026-11-17 11:00"),
            at("2026-11-17 11:00"),
            "1/low",
            at("2026-11-17 18:00"),
            at("2026-11-17 14:00"),
        ),
        (
            at("2026-11-17 11:30"),
            at("2026-11-17 11:40"),
            "1/high",
            at("2026-11-17 14:00"),
            at("2026-11-17 12:00"),
        ),
    ]


def test_a_clock_that_starts_later_was_never_moved() -> None:
    answers = [
        rule("low", "8 working hours", severity("low"), starts="reply"),
        rule("high", "4 working hours", severity("high"), starts="reply"),
    ]
    text = f"{RECEIVED}; 2026-11-17 11:00 classified severity high; 2026-11-17 12:00 reply"
    (found,) = evaluated(answers, text, "2026-11-17 12:30")
    assert found.due_at == at("2026-11-17 16:00")
    assert not [step for step in found.steps if step.code == Code.RECLASSIFIED]


def test_unbreached_by_reclassification_is_open_again() -> None:
    text = f"{RECEIVED} severity top; 2026-11-17 13:00 classified severity low"
    assert short(evaluated(BY_SEVERITY, text, "2026-11-17 12:30")) == [
        ("top", "running", "breached", at("2026-11-17 12:00"), False)
    ]
    assert short(evaluated(BY_SEVERITY, text, "2026-11-17 13:30")) == [
        ("low", "running", "open", at("2026-11-17 18:00"), False)
    ]


FROM_CHANGE = [
    rule("slow", "4 working hours", Is("speed", ("slow",))),
    rule("quick", "2 working hours", Is("speed", ("quick",))),
]


def test_from_the_change_starts_the_clock_anew() -> None:
    text = f"{RECEIVED}; 2026-11-17 13:00 classified speed quick"
    (found,) = evaluated(FROM_CHANGE, text, "2026-11-17 13:30")
    assert (found.started_at, found.due_at) == (at("2026-11-17 13:00"), at("2026-11-17 15:00"))
    assert [step.values for step in found.steps if step.code == Code.FROM_CHANGE] == [
        (at("2026-11-17 13:00"), ("speed",), at("2026-11-17 10:00"))
    ]


def test_from_the_change_leaves_what_ended_or_was_breached() -> None:
    met = f"{RECEIVED}; 2026-11-17 12:00 staff reply; 2026-11-17 13:00 classified speed quick"
    assert short(evaluated(FROM_CHANGE, met, "2026-11-17 13:30")) == [
        ("slow", "ended", "met", at("2026-11-17 14:00"), False)
    ]
    breached = f"{RECEIVED}; 2026-11-17 14:00:01 classified speed quick"
    assert short(evaluated(FROM_CHANGE, breached, "2026-11-17 15:30")) == [
        ("slow", "running", "breached", at("2026-11-17 14:00"), False)
    ]


def test_a_change_without_consequence_moves_no_start() -> None:
    same = [rule("any", "4 working hours", Is("speed", ("slow", "quick")))]
    text = f"{RECEIVED}; 2026-11-17 13:00 classified speed quick"
    (found,) = evaluated(same, text, "2026-11-17 13:30")
    assert found.started_at == at("2026-11-17 10:00")


def test_a_later_start_is_not_moved_by_an_earlier_change() -> None:
    answers = [
        rule("slow", "4 working hours", Is("speed", ("slow",)), starts="reply"),
        rule("quick", "2 working hours", Is("speed", ("quick",)), starts="reply"),
    ]
    text = f"{RECEIVED}; 2026-11-17 11:00 classified speed quick; 2026-11-17 12:00 reply"
    (found,) = evaluated(answers, text, "2026-11-17 13:30")
    assert (found.started_at, found.due_at) == (at("2026-11-17 12:00"), at("2026-11-17 14:00"))


def test_both_sorts_of_axis_together() -> None:
    rules = [
        rule("a", "8 working hours", AllOf((severity("low"), Is("speed", ("slow",))))),
        rule("b", "4 working hours", AllOf((severity("low"), Is("speed", ("quick",))))),
        rule("c", "2 working hours", AllOf((severity("high"), Is("speed", ("quick",))))),
    ]
    text = f"{RECEIVED}; 2026-11-17 11:00 classified speed quick; 2026-11-17 11:30 classified severity high"
    (found,) = evaluated(rules, text, "2026-11-17 12:00")
    assert (found.rule, found.started_at, found.due_at) == (
        "1/c",
        at("2026-11-17 11:00"),
        at("2026-11-17 13:00"),
    )
