"""Edges: what falls into one second, conditions of three parts, pauses that ended, periods of no length."""

from dataclasses import replace

import pytest

from reglament.core.case.event import Classified, Entry
from reglament.core.case.event import Marked as MarkedEvent
from reglament.core.contract.standing import Standing
from reglament.core.regulation.model.condition import AllOf, FieldIs, Is, Marked, Not, Over
from reglament.core.regulation.model.declared import Counter
from reglament.core.regulation.model.happening import Word
from reglament.core.regulation.model.rule import EarlyWarning, TargetRule
from reglament.core.target.code import Code
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target
from tests.core.target import single
from tests.core.target.built import regulation, terms
from tests.core.target.changing import AXES, MARKS, RECEIVED, evaluated, rule, short
from tests.core.target.counted import count
from tests.core.target.desk import severity
from tests.core.target.told import at, story

SLOW, QUICK = (Is("speed", (value,)) for value in ("slow", "quick"))
PHONED = Marked(("phoned",))


def both_axes_changed(rules: list[TargetRule]) -> list[Target]:
    """A case that becomes high and quick at noon, by one entry, asked at one."""
    moment = at("2026-11-17 12:00")
    changed = Entry(2, moment, moment, "staff", Classified({"severity": "high", "speed": "quick"}))
    of = terms(regulation(rules, axes=AXES, marks=MARKS))
    seen = at("2026-11-17 13:00")
    return list(targets(of, (*story(RECEIVED), changed), at=seen, known_at=seen))


def codes(found: Target) -> list[str]:
    return [step.code for step in found.steps]


@pytest.mark.parametrize("lacking", ["severity high", "speed quick", "phoned", None])
def test_a_rule_of_three_conditions_needs_each_of_them(lacking: str | None) -> None:
    of = rule("all", "4 working hours", AllOf((severity("high"), QUICK, PHONED)))
    changes = [
        part
        for part in ("2026-11-17 10:10 classified severity high", "2026-11-17 10:20 classified speed quick")
        if lacking is None or not part.endswith(lacking)
    ]
    if lacking != "phoned":
        changes.append("2026-11-17 10:30 phoned")
    found = evaluated([of], "; ".join([RECEIVED, *changes]), "2026-11-17 11:00")
    assert len(found) == (lacking is None)


def test_a_start_in_the_second_of_the_change_is_not_moved() -> None:
    rules = [
        rule("slow", "4 working hours", SLOW, starts="phoned"),
        rule("quick", "2 working hours", AllOf((QUICK, PHONED)), starts="phoned"),
    ]
    text = f"{RECEIVED}; 2026-11-17 12:00 classified speed quick; 2026-11-17 12:00 phoned"
    (found,) = evaluated(rules, text, "2026-11-17 13:00")
    assert (found.rule, found.due_at) == ("1/quick", at("2026-11-17 14:00"))
    assert Code.FROM_CHANGE not in codes(found)


@pytest.mark.parametrize("former", [[], [rule("low", "4 working hours", AllOf((severity("low"), QUICK)))]])
def test_what_begins_with_a_classification_was_not_moved_by_it(former: list[TargetRule]) -> None:
    both = rule("both", "2 working hours", AllOf((severity("high"), QUICK)))
    (found,) = both_axes_changed([*former, both])
    assert found.due_at == at("2026-11-17 14:00")
    assert Code.RECLASSIFIED not in codes(found)


def test_what_a_classification_lets_begin_anew_was_moved_by_it() -> None:
    (found,) = both_axes_changed(
        [
            rule("low", "4 working hours", severity("low")),
            rule("both", "2 working hours", AllOf((severity("high"), QUICK))),
        ]
    )
    assert found.due_at == at("2026-11-17 14:00")
    (moved,) = [step.values for step in found.steps if step.code == Code.RECLASSIFIED]
    assert moved[2:] == ("1/low", at("2026-11-17 14:00"), at("2026-11-17 14:00"))


def test_what_was_breached_in_the_second_of_the_change_was_not_broken_by_it() -> None:
    rules = [
        rule("low", "4 working hours", severity("low")),
        rule("high", "2 working hours", severity("high")),
    ]
    text = f"{RECEIVED}; 2026-11-17 14:00:01 classified severity high"
    assert short(evaluated(rules, text, "2026-11-17 15:00")) == [
        ("high", "running", "breached", at("2026-11-17 12:00"), False)
    ]


def test_a_pause_that_ended_before_the_end_is_as_long_as_it_was() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 paused waiting; 2026-11-17 12:00 resumed waiting; 2026-11-17 17:00 fixed"
    (found,) = single.evaluated(single.rule(), text, "2026-11-17 18:00")
    assert (found.verdict, found.due_at) == ("breached", at("2026-11-17 15:00"))


def test_a_paused_target_warns_nobody_though_the_share_was_spent_before() -> None:
    of = single.rule(warnings=(EarlyWarning(50, None),))
    text = f"{RECEIVED}; 2026-11-17 13:00 paused waiting"
    (before,) = single.evaluated(of, text, "2026-11-17 12:30")
    (paused,) = single.evaluated(of, text, "2026-11-17 13:30")
    assert ([alarm.at for alarm in before.alarms], paused.alarms) == ([at("2026-11-17 12:00")], ())


def test_a_target_that_starts_with_the_closing_is_not_stopped_by_it() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 closed; 2026-11-17 12:00 reopened"
    (found,) = single.evaluated(single.rule(starts="closed"), text, "2026-11-17 13:00")
    assert (found.started_at, found.due_at) == (at("2026-11-17 11:00"), at("2026-11-17 15:00"))


def test_a_period_of_no_length_is_not_repeated_for_ever() -> None:
    found = single.evaluated(single.rule(within="0 working hours", every=True), RECEIVED, "2026-11-17 12:00")
    assert [one.due_at for one in found] == [at("2026-11-17 10:00")]


@pytest.mark.parametrize("steps", [True, False])
@pytest.mark.parametrize("before", ["", "2026-11-17 12:00 classified severity top; "])
def test_every_leg_is_judged_under_the_last_classification(before: str, steps: bool) -> None:  # noqa: FBT001
    """Also where nothing is to be told: the facts before noon say low, the law that holds says high."""
    rules = [
        rule("low", "8 working hours", AllOf((severity("low"), Not(PHONED)))),
        rule("high", "1 working hour", AllOf((severity("high"), Not(PHONED)))),
        rule("phoned", "6 working hours", PHONED),
    ]
    of = terms(regulation(rules, axes=AXES, marks=MARKS))
    text = f"{RECEIVED}; {before}2026-11-17 12:30 classified severity high; 2026-11-17 13:00 phoned"
    seen = at("2026-11-17 14:00")
    (found,) = targets(of, story(text), at=seen, known_at=seen, steps=steps)
    assert short([found]) == [("high", "running", "breached", at("2026-11-17 11:00"), True)]


def test_the_last_leg_sees_the_counters_of_now() -> None:
    over = Over("calls")
    rules = [
        rule("full", "8 working hours", over),
        rule("free", "4 working hours", Not(over)),
        rule("never", "1 working hour", AllOf((severity("top"), PHONED))),
    ]
    of = regulation([*rules, count("calls", "month")], axes=AXES, marks=MARKS)
    of = replace(of, counters={"calls": Counter(of.title, "events")})
    used = Standing(None, {}, {}, {"calls": (at("2026-11-30 09:00"),)}, {}, frozenset(), {})
    told = story("2026-11-30 10:00 received; 2026-11-30 11:00 phoned")

    def spoke(moment: str) -> list[str]:
        seen = at(moment)
        return [one.rule for one in targets(terms(of), told, at=seen, known_at=seen, standing=used)]

    assert (spoke("2026-11-30 12:00"), spoke("2026-12-01 12:00")) == (["1/full"], ["1/free"])


def test_a_field_that_comes_with_a_mark_changes_the_law_from_then_on() -> None:
    rules = [
        rule("plain", "1 working hour", Not(FieldIs("stage", ("late",)))),
        rule("late", "4 working hours", FieldIs("stage", ("late",))),
    ]
    moment = at("2026-11-17 12:00")
    marked = Entry(2, moment, moment, "staff", MarkedEvent("fixed", fields={"stage": "late"}))
    of = terms(regulation(rules, axes=AXES, marks=MARKS))
    found = targets(of, (*story(RECEIVED), marked), at=moment, known_at=moment)
    assert short(list(found)) == [("plain", "running", "breached", at("2026-11-17 11:00"), False)]


@pytest.mark.parametrize("steps", [True, False])
def test_one_instance_is_broken_by_a_classification_while_the_next_is_in_time(steps: bool) -> None:  # noqa: FBT001
    rules = [
        rule("low", "8 working hours", severity("low"), starts="reply", each=True),
        rule("high", "1 working hour", severity("high"), starts="reply", each=True),
    ]
    of = terms(regulation(rules, axes=AXES, marks=MARKS))
    text = (
        f"{RECEIVED}; 2026-11-17 10:30 reply; 2026-11-17 12:00 staff reply;"
        " 2026-11-17 12:30 classified severity high; 2026-11-17 12:45 reply"
    )
    seen = at("2026-11-17 13:00")
    found = targets(of, story(text), at=seen, known_at=seen, steps=steps)
    assert short(list(found)) == [
        ("high", "ended", "breached", at("2026-11-17 11:30"), True),
        ("high", "running", "open", at("2026-11-17 13:45"), False),
    ]


def test_an_extension_that_starts_or_meets_a_target_does_not_prolong_it() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 extended fix 1 working hour"
    started = replace(single.rule(), starts=Word("extended"))
    (found,) = single.evaluated(started, text, "2026-11-17 12:00")
    assert (found.started_at, found.due_at) == (at("2026-11-17 11:00"), at("2026-11-17 15:00"))
    met = replace(single.rule(), met_by=Word("extended"))
    (kept,) = single.evaluated(met, text, "2026-11-17 12:00")
    assert (kept.verdict, kept.due_at) == ("met", at("2026-11-17 14:00"))
