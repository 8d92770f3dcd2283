"""Several changes, some in one second: which law an instance is judged by, and when that law was known."""

from reglament.core.case.event import Classified, Entry
from reglament.core.regulation.model.condition import AllOf, Has, Is, Marked, Not
from reglament.core.target.code import Code
from reglament.core.target.evaluate import targets
from tests.core.target.built import regulation, terms
from tests.core.target.changing import AXES, MARKS, RECEIVED, evaluated, rule, short
from tests.core.target.desk import severity
from tests.core.target.told import at, story

PHONED = Marked(("phoned",))
BOTH = AllOf((PHONED, Has(("logs",))))
SLOW, QUICK = rule("slow", "4 working hours", Not(PHONED)), rule("quick", "2 working hours", PHONED)
PATIENT, URGENT = rule("patient", "4 working hours", Not(BOTH)), rule("urgent", "1 working hour", BOTH)


def test_an_end_between_two_changes_is_judged_by_the_law_between_them() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 phoned; 2026-11-17 11:30 staff reply; 2026-11-17 13:00 unphoned"
    assert short(evaluated([SLOW, QUICK], text, "2026-11-17 14:00")) == [
        ("quick", "ended", "met", at("2026-11-17 12:00"), False)
    ]


def test_a_change_at_the_due_moment_it_brings_breaks_nothing_by_itself() -> None:
    at_due = f"{RECEIVED}; 2026-11-17 12:00 phoned"
    assert short(evaluated([SLOW, QUICK], at_due, "2026-11-17 12:30")) == [
        ("quick", "running", "breached", at("2026-11-17 12:00"), False)
    ]
    a_second_later = f"{RECEIVED}; 2026-11-17 12:00:01 phoned"
    assert short(evaluated([SLOW, QUICK], a_second_later, "2026-11-17 12:30")) == [
        ("quick", "running", "breached", at("2026-11-17 12:00"), True)
    ]


def test_two_changes_of_one_second_are_one_known_with_the_later() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:30 phoned known 2026-11-17 13:30; 2026-11-17 11:30 supplied logs known 2026-11-17 13:00"
    (found,) = evaluated([PATIENT, URGENT], text, "2026-11-17 13:45")
    assert short([found]) == [("urgent", "running", "breached", at("2026-11-17 11:00"), True)]
    assert [step.values for step in found.steps if step.code == Code.BY_RECLASSIFICATION] == [
        (at("2026-11-17 13:30"),)
    ]
    assert short(evaluated([PATIENT, URGENT], text, "2026-11-17 13:15")) == [
        ("patient", "running", "open", at("2026-11-17 14:00"), False)
    ]


def test_what_ends_among_the_changes_of_one_second_is_judged_by_the_law_before_them() -> None:
    text = (
        f"{RECEIVED}; 2026-11-17 11:30 phoned; 2026-11-17 11:30 staff reply; 2026-11-17 11:30 supplied logs"
    )
    assert short(evaluated([PATIENT, URGENT], text, "2026-11-17 12:00")) == [
        ("patient", "ended", "met", at("2026-11-17 14:00"), False)
    ]


def test_what_is_told_in_the_second_of_receipt_was_so_from_the_start() -> None:
    text = f"{RECEIVED}; 2026-11-17 10:00 phoned; 2026-11-17 10:00 staff reply"
    assert short(evaluated([SLOW, QUICK], text, "2026-11-17 11:00")) == [
        ("quick", "ended", "met", at("2026-11-17 12:00"), False)
    ]


def test_marks_nobody_asks_about_change_nothing() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 fixed; 2026-11-17 11:30 supplied other"
    assert short(evaluated([PATIENT, URGENT], text, "2026-11-17 12:00")) == [
        ("patient", "running", "open", at("2026-11-17 14:00"), False)
    ]


def test_a_classification_that_the_rules_treat_alike_is_not_told() -> None:
    alike = [
        rule("any", "4 working hours", Is("severity", ("low", "high"))),
        rule("top", "1 working hour", severity("top")),
    ]
    text = f"{RECEIVED}; 2026-11-17 11:00 classified severity high"
    (found,) = evaluated(alike, text, "2026-11-17 12:00")
    assert short([found]) == [("any", "running", "open", at("2026-11-17 14:00"), False)]
    assert not [step for step in found.steps if step.code == Code.RECLASSIFIED]


def test_a_classification_of_two_axes_at_once() -> None:
    rules = [
        rule("low", "8 working hours", severity("low")),
        rule("high", "4 working hours", AllOf((severity("high"), Is("speed", ("slow",))))),
        rule("quick", "2 working hours", AllOf((severity("high"), Is("speed", ("quick",))))),
    ]
    moment = at("2026-11-17 11:00")
    both = Entry(
        2, moment, moment, "staff", Classified({"severity": "high", "speed": "quick", "unheard": "of"})
    )
    law = terms(regulation(rules, axes=AXES, marks=MARKS))
    (found,) = targets(law, (*story(RECEIVED), both), at=moment + 60, known_at=moment + 60)
    assert (found.rule, found.started_at, found.due_at) == ("1/quick", moment, at("2026-11-17 13:00"))


def test_a_reclassification_in_time_tells_what_it_moved() -> None:
    rules = [
        rule("low", "8 working hours", severity("low")),
        rule("high", "4 working hours", severity("high")),
    ]
    text = f"{RECEIVED}; 2026-11-17 11:00 classified severity high"
    (found,) = evaluated(rules, text, "2026-11-17 12:00")
    assert [step.values[3:] for step in found.steps if step.code == Code.RECLASSIFIED] == [
        (at("2026-11-17 18:00"), at("2026-11-17 14:00"))
    ]


def test_a_law_that_differs_in_one_of_its_legs_is_another_law() -> None:
    rules = [
        rule("slow", "4 working hours", Not(PHONED)),
        rule("low", "3 working hours", AllOf((PHONED, severity("low")))),
        rule("high", "2 working hours", AllOf((PHONED, severity("high")))),
    ]
    text = f"{RECEIVED}; 2026-11-17 10:30 phoned; 2026-11-17 11:00 classified severity high"
    (found,) = evaluated(rules, text, "2026-11-17 11:30")
    assert short([found]) == [("high", "running", "open", at("2026-11-17 12:00"), False)]
    assert [step.values[2:] for step in found.steps if step.code == Code.RECLASSIFIED] == [
        ("1/low", at("2026-11-17 13:00"), at("2026-11-17 12:00"))
    ]


def test_without_steps_a_broken_target_is_flagged_all_the_same() -> None:
    rules = [
        rule("low", "8 working hours", severity("low")),
        rule("high", "4 working hours", severity("high")),
    ]
    text = story(f"{RECEIVED}; 2026-11-17 15:00 classified severity high")
    law = terms(regulation(rules, axes=AXES, marks=MARKS))
    moment = at("2026-11-17 15:30")
    (found,) = targets(law, text, at=moment, known_at=moment, steps=False)
    assert (found.by_reclassification, found.steps) == (True, ())


def test_an_instance_that_only_the_new_law_has_was_not_broken_before() -> None:
    each = [
        rule("low", "8 working hours", severity("low"), starts="received"),
        rule("high", "1 working hour", severity("high"), starts="reply", each=True),
    ]
    text = f"{RECEIVED}; 2026-11-17 11:00 reply; 2026-11-17 11:30 staff reply; 2026-11-17 12:00 reply; 2026-11-17 14:00 classified severity high"
    assert short(evaluated(each, text, "2026-11-17 14:30")) == [
        ("high", "ended", "met", at("2026-11-17 12:00"), False),
        ("high", "running", "breached", at("2026-11-17 13:00"), True),
    ]
