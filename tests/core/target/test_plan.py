"""What a regulation's plan must know of each metric: every fact whose change may bring another law."""

from dataclasses import replace

import pytest

from reglament.core.contract.contract import Contract
from reglament.core.regulation.model.condition import AnyOf, Condition, FieldIs, Is, Lacks, Marked, Not
from reglament.core.regulation.model.figure import Row, Table
from reglament.core.regulation.model.rule import OfTheContract, TargetRule
from reglament.core.target.code import Code
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target
from tests.core.target.built import amount, mark, regulation, terms
from tests.core.target.changing import AXES, RECEIVED, evaluated, rule, short
from tests.core.target.told import at, story

PHONED = Marked(("phoned",))


@pytest.mark.parametrize(
    ("condition", "change"),
    [
        (Not(PHONED), "phoned"),
        (AnyOf((Not(PHONED), Is("severity", ("top",)))), "phoned"),
        (Lacks(("logs",)), "supplied logs"),
        (Not(FieldIs("logs", ("given",))), "supplied logs"),
        (Is("status", ("open",)), "closed"),
    ],
)
def test_what_ended_before_a_fact_changed_stays_though_the_rule_is_silent_now(
    condition: Condition, change: str
) -> None:
    only = [rule("only", "4 working hours", condition)]
    text = f"{RECEIVED}; 2026-11-17 11:00 staff reply; 2026-11-17 12:00 {change}"
    assert short(evaluated(only, text, "2026-11-17 13:00")) == [
        ("only", "ended", "met", at("2026-11-17 14:00"), False)
    ]
    open_still = f"{RECEIVED}; 2026-11-17 12:00 {change}"
    left = [] if change != "closed" else [("only", "cancelled", "open", at("2026-11-17 14:00"), False)]
    assert short(evaluated(only, open_still, "2026-11-17 13:00")) == left


BY_SEVERITY = Table(
    ("severity",),
    (Row(("low",), amount("4 working hours")), Row(("else",), amount("2 working hours"))),
)


def moved(found: Target) -> list[tuple[object, ...]]:
    return [step.values[3:] for step in found.steps if step.code == Code.RECLASSIFIED]


def classified(rules: list[TargetRule], contract: Contract | None = None) -> Target:
    text = f"{RECEIVED}; 2026-11-17 11:00 classified severity high"
    law = terms(regulation(rules, axes=AXES), contract=contract)
    moment = at("2026-11-17 11:30")
    (found,) = targets(law, story(text), at=moment, known_at=moment)
    return found


def tabled(**figures: object) -> TargetRule:
    return replace(rule("table", "9 working hours"), **figures)  # type: ignore[arg-type]


def test_a_table_by_an_axis_is_moved_by_reclassification() -> None:
    found = classified([tabled(within=BY_SEVERITY)])
    assert moved(found) == [(at("2026-11-17 14:00"), at("2026-11-17 12:00"))]


def test_a_table_of_calendars_is_moved_by_reclassification() -> None:
    on = Table(("severity",), (Row(("low",), "office"), Row(("high",), "always")))
    found = classified([tabled(on=on)])
    assert moved(found) == [(at("2026-11-18 10:00"), at("2026-11-17 19:00"))]


def test_a_table_of_the_contract_is_moved_by_reclassification() -> None:
    own = Contract("1", "only", "Europe/Moscow", figures={"fix": BY_SEVERITY})
    found = classified([tabled(within=OfTheContract())], own)
    assert moved(found) == [(at("2026-11-17 14:00"), at("2026-11-17 12:00"))]


def test_rules_that_override_each_other_in_a_circle_end_in_silence() -> None:
    circle = [rule(name, "1 working hour", overrides=(f"1/{weaker}",)) for name, weaker in ("ab", "bc", "ca")]
    assert evaluated(circle, RECEIVED, "2026-11-17 10:30") == []


def test_a_circle_before_a_rule_does_not_hang_its_precedence() -> None:
    rules = [
        rule("x", "1 working hour", overrides=("1/a",)),
        rule("a", "2 working hours", Is("severity", ("top",)), overrides=("1/b",)),
        rule("b", "3 working hours", Is("severity", ("top",)), overrides=("1/a",)),
    ]
    assert [one.rule for one in evaluated(rules, RECEIVED, "2026-11-17 10:30")] == ["1/x"]


def test_marks_that_withdraw_each_other_do_not_hang_the_plan() -> None:
    marks = {"phoned": mark(withdrawn_by="unphoned"), "unphoned": mark(withdrawn_by="phoned")}
    law = terms(regulation([rule("only", "4 working hours", PHONED)], marks=marks))
    text = story(f"{RECEIVED}; 2026-11-17 11:00 phoned")
    moment = at("2026-11-17 11:30")
    assert [one.state for one in targets(law, text, at=moment, known_at=moment)] == ["running"]
