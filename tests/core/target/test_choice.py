"""Which rule speaks, and with which figure: precedence, none, tables, the contract's own, the tier's calendar."""

from dataclasses import replace
from typing import Any

import pytest

from reglament.core.contract.contract import Contract
from reglament.core.regulation.model.condition import ALWAYS, AllOf, Condition, Is, TermIs
from reglament.core.regulation.model.declared import Tier
from reglament.core.regulation.model.figure import Flat, Row, Table
from reglament.core.regulation.model.regulation import AnyRule, Regulation
from reglament.core.regulation.model.rule import Agreed, NoneRule, OfTheContract, TargetRule
from reglament.core.regulation.place import BEGINNING
from reglament.core.target.evaluate import targets
from reglament.core.target.plan import plan
from reglament.core.target.target import Target
from tests.core.target.built import amount, axis, regulation, target, terms, title
from tests.core.target.desk import severity
from tests.core.target.told import at, story

AXES = {"severity": axis("low", "high", "odd", default="low"), "kind": axis("bug", "question")}
NOON = "2026-11-17 12:00"


def rule(name: str, condition: Condition = ALWAYS, **more: Any) -> TargetRule:
    return target(name, "fix", met_by="staff reply", within="4 working hours", condition=condition, **more)


def none(name: str, condition: Condition = ALWAYS, **more: object) -> NoneRule:
    plain = NoneRule(id=f"1/{name}", clause="1", place=BEGINNING, condition=condition, metrics=("fix",))
    return replace(plain, **more)  # type: ignore[arg-type]


def evaluated(
    rules: list[AnyRule], text: str = "2026-11-17 10:00 received", **more: object
) -> tuple[Target, ...]:
    of = regulation(rules, axes=AXES)
    return targets(terms(of, **more), story(text), at=at(NOON), known_at=at(NOON))  # type: ignore[arg-type]


def spoken(rules: list[AnyRule], text: str = "2026-11-17 10:00 received", **more: object) -> list[str]:
    return [one.rule for one in evaluated(rules, text, **more)]


def test_a_rule_whose_condition_does_not_hold_is_silent() -> None:
    assert spoken([rule("a", severity("high")), rule("b", severity("low"))]) == ["1/b"]
    assert spoken([rule("a", severity("high"))]) == []


def test_a_value_no_rule_names_leaves_the_rules_that_do_not_ask() -> None:
    rules: list[AnyRule] = [
        rule("a", severity("high")),
        rule("b", AllOf((severity("low"), Is("kind", ("bug",))))),
        rule("c"),
    ]
    assert spoken(rules, "2026-11-17 10:00 received severity odd") == ["1/c"]
    assert spoken(rules, "2026-11-17 10:00 received severity high") == ["1/a"]


def test_an_overridden_rule_is_silent_whoever_stands_first() -> None:
    assert spoken([rule("a"), rule("b", overrides=("1/a",))]) == ["1/b"]
    assert spoken([rule("b", overrides=("1/a",)), rule("a")]) == ["1/b"]


def test_a_rule_that_does_not_hold_overrides_nothing() -> None:
    assert spoken([rule("a"), rule("b", severity("high"), overrides=("1/a",))]) == ["1/a"]


def test_precedence_goes_through_a_third_rule() -> None:
    weakest, between = rule("c"), rule("b", severity("high"), overrides=("1/c",))
    assert spoken([weakest, between, rule("a", overrides=("1/b",))]) == ["1/a"]


def test_rules_that_override_each_other_say_nothing() -> None:
    assert spoken([rule("a", overrides=("1/b",)), rule("b", overrides=("1/a",))]) == []


def test_of_two_that_are_left_the_first_in_the_file_speaks() -> None:
    assert spoken([rule("a"), rule("b")]) == ["1/a"]


def test_a_none_rule_silences_the_metric_unless_overridden() -> None:
    assert spoken([rule("a"), none("n")]) == []
    assert spoken([rule("a"), none("n", severity("high"))]) == ["1/a"]
    assert spoken([none("n"), rule("a", overrides=("1/n",))]) == ["1/a"]
    assert spoken([rule("a"), none("n", overrides=("1/a",))]) == []


def tabled(*rows: tuple[tuple[str, ...], str | None], by: tuple[str, ...] = ("severity",)) -> TargetRule:
    cells = tuple(Row(keys, amount(value) if value else None) for keys, value in rows)
    return replace(rule("a"), within=Table(by, cells))


@pytest.mark.parametrize(
    ("text", "due"),
    [("severity low", "2026-11-17 12:00"), ("severity high", "2026-11-17 11:00"), ("severity odd", None)],
)
def test_a_table_gives_the_row_of_the_case(text: str, due: str | None) -> None:
    rules: list[AnyRule] = [
        tabled((("else",), "2 working hours"), (("high",), "1 working hour"), (("odd",), None))
    ]
    found = evaluated(rules, f"2026-11-17 10:00 received {text}")
    assert [one.due_at for one in found] == ([at(due)] if due else [])


def test_a_fact_that_is_missing_finds_only_else() -> None:
    exact = tabled((("bug",), "1 working hour"), by=("kind",))
    assert spoken([exact]) == []
    assert spoken([tabled((("bug",), "1 working hour"), (("else",), "2 working hours"), by=("kind",))]) == [
        "1/a"
    ]


def test_the_figure_says_where_it_came_from() -> None:
    flat, table = rule("a"), tabled((("low",), "4 working hours"))
    own = Contract("1", "only", "Europe/Moscow", figures={"fix": Flat(amount("4 working hours"))})
    of_contract = replace(rule("a"), within=OfTheContract())
    found = [evaluated([one], contract=own)[0].steps[1].values for one in (flat, table, of_contract)]
    four = amount("4 working hours")
    assert found == [(four, "stated", ()), (four, "table", (("severity", "low"),)), (four, "contract", ())]


def test_a_contract_without_its_own_figure_has_no_such_target() -> None:
    of_contract = replace(rule("a"), within=OfTheContract())
    assert spoken([of_contract]) == []
    assert spoken([of_contract], contract=Contract("1", "only", "Europe/Moscow")) == []


def test_a_contract_may_bring_a_table_of_its_own() -> None:
    rows = Table(("severity",), (Row(("low",), amount("1 working hour")), Row(("high",), None)))
    own = Contract("1", "only", "Europe/Moscow", figures={"fix": rows})
    of_contract = replace(rule("a"), within=OfTheContract())
    assert spoken([of_contract], contract=own) == ["1/a"]
    assert (
        spoken(
            [of_contract],
            "2026-11-17 10:00 received; 2026-11-17 11:00 classified severity high",
            contract=own,
        )
        == []
    )


def test_an_agreed_term_is_the_one_the_starting_event_names() -> None:
    agreed = replace(rule("a", starts="accepted"), within=Agreed())
    received = "2026-11-17 10:00 received"
    assert spoken([agreed]) == []
    assert spoken([agreed], f"{received}; 2026-11-17 11:00 accepted nothing") == []
    (found,) = evaluated(
        [agreed], f"{received}; 2026-11-17 11:00 accepted nothing; 2026-11-17 11:30 accepted 2 working hours"
    )
    assert (found.started_at, found.due_at) == (at("2026-11-17 11:30"), at("2026-11-17 13:30"))


def tiered(calendar: str | None) -> Regulation:
    of = regulation([rule("a", on="tier")])
    return replace(of, tiers={"only": Tier(title("only"), calendar, ())})


def test_the_tier_lends_its_calendar() -> None:
    (found,) = targets(
        terms(tiered("always")),
        story("2026-11-17 20:00 received"),
        at=at("2026-11-17 21:00"),
        known_at=at("2026-11-17 21:00"),
    )
    assert (found.calendar, found.due_at) == ("always", at("2026-11-18 00:00"))


def test_a_tier_without_a_calendar_has_only_clock_time() -> None:
    moment = at(NOON)
    of = tiered(None)
    assert targets(terms(of), story("2026-11-17 10:00 received"), at=moment, known_at=moment) == ()
    clock = regulation([replace(rule("a", on="tier"), within=Flat(amount("4 clock hours")))])
    clock = replace(clock, tiers=of.tiers)
    (found,) = targets(terms(clock), story("2026-11-17 10:00 received"), at=moment, known_at=moment)
    assert (found.calendar, found.due_at) == ("", at("2026-11-17 14:00"))
    agreed = regulation([replace(rule("a", starts="accepted", on="tier"), within=Agreed())])
    agreed = replace(agreed, tiers=of.tiers)
    text = "2026-11-17 10:00 received; 2026-11-17 10:30 accepted 2 working hours; 2026-11-17 11:00 accepted 3 clock hours"
    (found,) = targets(terms(agreed), story(text), at=moment, known_at=moment)
    assert found.due_at == at("2026-11-17 14:00")


def test_a_condition_on_the_contract_is_asked_of_the_contract() -> None:
    paid = rule("a", TermIs("night", ("yes",)))
    own = Contract("1", "only", "Europe/Moscow", terms={"night": ("yes",)})
    assert spoken([paid]) == []
    assert spoken([paid], contract=own) == ["1/a"]


def test_two_drafts_of_one_digest_have_each_their_own_plan() -> None:
    one, other = regulation([rule("a")]), regulation([rule("b")])
    assert one.digest == other.digest
    assert [plan(each)[0].candidates[0].id for each in (one, other, one)] == ["1/a", "1/b", "1/a"]
    assert plan(one) is plan(one)


def test_metrics_come_in_the_order_they_are_declared_in() -> None:
    of = regulation([rule("a"), target("b", "react", met_by="staff reply", within="1 working hour")])
    of = replace(of, metrics=dict(reversed(of.metrics.items())))
    found = targets(terms(of), story("2026-11-17 10:00 received"), at=at(NOON), known_at=at(NOON))
    assert [one.metric for one in found] == ["react", "fix"]
