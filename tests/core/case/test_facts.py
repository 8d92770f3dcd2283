"""What conditions and figures see of a case."""

from dataclasses import replace
from datetime import date

import pytest

from reglament.core.case.event import Classified, Marked, Supplied, WorkStarted
from reglament.core.case.facts import Facts, facts, holds
from reglament.core.case.state import CaseState
from reglament.core.contract.contract import Certificate, Contract
from reglament.core.contract.row import row_of
from reglament.core.contract.standing import CaseStanding, Pool, Standing
from reglament.core.regulation.model.condition import (
    ALWAYS,
    AllOf,
    AnyOf,
    Condition,
    FieldIs,
    Has,
    Is,
    Lacks,
    Left,
    Not,
    Over,
    Received,
    TermIs,
)
from reglament.core.regulation.model.condition import Marked as IsMarked
from reglament.core.regulation.model.figure import Flat, Row, Table
from reglament.core.regulation.model.happening import Word
from reglament.core.regulation.model.permission import ValidityRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.place import BEGINNING
from tests.core.case.cast import ARRIVED, EDITION, PINNED, Story, at, count, received, regulation, terms

CONTRACT = Contract("17", "rich", "Asia/Irkutsk", terms={"kinds": ("visit",)})
NOTHING = Standing(None, {}, {}, {}, {}, frozenset(), {})


def seen(
    story: Story | None = None, standing: Standing | None = NOTHING, edition: Regulation = EDITION
) -> Facts:
    story = story or received()
    return facts(
        terms=terms(CONTRACT, edition),
        state=story.state(edition),
        standing=standing,
        at=at("2026-11-03 12:00"),
    )


HELD: list[tuple[Condition, bool]] = [
    (ALWAYS, True),
    (Is("kind", ("fault", "question")), True),
    (Is("kind", ("question",)), False),
    (Is("urgency", ("low",)), True),
    (Is("tier", ("rich",)), True),
    (Is("channel", ("email",)), True),
    (Is("channel", ("portal",)), False),
    (Is("role", ("contact",)), True),
    (Is("contract", ("valid",)), True),
    (Is("status", ("open",)), True),
    (Is("product", ("appliance",)), False),
    (Is("unheard of", ("yes",)), False),
    (Not(Is("unheard of", ("yes",))), True),
    (IsMarked(("solved", "called")), True),
    (IsMarked(("called",)), False),
    (Has(("organisation", "logs")), True),
    (Has(("organisation", "serial")), False),
    (Lacks(("organisation", "serial")), True),
    (Lacks(("organisation", "logs")), False),
    (FieldIs("organisation", ("Alfa", "Beta")), True),
    (FieldIs("organisation", ("Beta",)), False),
    (FieldIs("serial", ("1",)), False),
    (TermIs("kinds", ("visit", "advice")), True),
    (TermIs("kinds", ("advice",)), False),
    (TermIs("sharing", ("yes",)), True),
    (TermIs("seats", ("10",)), False),
    (TermIs("unheard of", ("yes",)), False),
    (Received("office", inside=True), True),
    (Received("office", inside=False), False),
    (Received("night", inside=False), True),
    (Received("tier", inside=True), True),
    (Received("unheard of", inside=True), False),
    (Received("unheard of", inside=False), False),
    (Over("open"), False),
    (Left("hours"), False),
    (AllOf((Is("kind", ("fault",)), Is("tier", ("plain",)))), False),
    (AllOf((Is("kind", ("fault",)), Is("tier", ("rich",)))), True),
    (AnyOf((Is("kind", ("question",)), Is("tier", ("rich",)))), True),
    (AnyOf((Is("kind", ("question",)), Is("tier", ("plain",)))), False),
    (AnyOf(()), False),
]


@pytest.mark.parametrize(("condition", "expected"), HELD)
def test_a_condition_holds_of_what_is_known(condition: Condition, expected: bool) -> None:  # noqa: FBT001
    story = received(fields={"organisation": "Alfa"}).then(Marked("solved")).then(Supplied({"logs": "x"}))
    assert holds(condition, seen(story)) is expected


def test_a_case_received_on_saturday_came_outside_office_hours() -> None:
    saturday = Story().then(ARRIVED, "customer", at=at("2026-11-07 12:00"))
    assert holds(Received("office", inside=False), seen(saturday)) is True
    assert holds(Received("office", inside=True), seen(saturday)) is False


def test_before_receipt_nothing_of_the_case_is_known() -> None:
    before = facts(terms=terms(CONTRACT), state=CaseState(), standing=None, at=at("2026-11-03 12:00"))
    names = ("channel", "role", "product", "kind")
    assert [before.fact(name) for name in names] == [None, None, None, None]
    assert (before.fact("status"), before.fact("contract"), before.fact("tier")) == ("none", "valid", "rich")
    assert holds(Received("office", inside=False), before) is False


def test_facts_are_those_after_the_last_entry() -> None:
    assert seen(received().then(Classified({"kind": "question"}))).fact("kind") == "question"


def test_the_tier_is_the_contracts_else_the_one_pinned_and_an_old_name_means_its_heir() -> None:
    state = received(pinned=replace(PINNED, tier="plain")).state()
    by_contract = {
        tier: facts(terms=terms(replace(CONTRACT, tier=tier)), state=state, standing=None, at=0).tier
        for tier in ("rich", "wealthy", "unheard of", None)
    }
    assert by_contract == {"rich": "rich", "wealthy": "rich", "unheard of": None, None: "plain"}
    assert facts(terms=terms(None), state=state, standing=None, at=0).tier == "plain"


def test_an_edition_with_one_tier_needs_nobody_to_name_it() -> None:
    single = replace(EDITION, tiers={"plain": EDITION.tiers["plain"]})
    assert facts(terms=terms(None, single), state=CaseState(), standing=None, at=0).tier == "plain"
    assert facts(terms=terms(None), state=CaseState(), standing=None, at=0).tier is None


def test_the_contract_is_seen_as_it_was_at_receipt_whatever_became_of_it() -> None:
    ended = replace(CONTRACT, until_on=date(2026, 1, 31))
    state = received(contract="valid").state()
    assert (
        facts(terms=terms(ended), state=state, standing=None, at=at("2026-11-03 12:00")).contract == "valid"
    )


def validity(**changes: object) -> ValidityRule:
    rule = ValidityRule(
        id="3/valid",
        clause="3",
        place=BEGINNING,
        condition=ALWAYS,
        statuses=("valid",),
        looked_at=Word("begun"),
    )
    return replace(rule, **changes)  # type: ignore[arg-type]


def test_a_rule_may_look_at_the_contract_later() -> None:
    ended = replace(CONTRACT, until_on=date(2026, 11, 1))
    edition = regulation(validity())
    begun = received(contract="valid").then(WorkStarted())
    before, after = received(contract="valid").state(edition), begun.state(edition)
    later = at("2026-12-01 12:00")
    assert facts(terms=terms(ended, edition), state=before, standing=None, at=later).contract == "valid"
    assert facts(terms=terms(ended, edition), state=after, standing=None, at=later).contract == "expired"


def test_a_rule_that_does_not_apply_does_not_look() -> None:
    edition = regulation(validity(condition=Is("kind", ("question",))))
    state = received(contract="valid").then(WorkStarted()).state(edition)
    ended = terms(replace(CONTRACT, until_on=date(2026, 11, 1)), edition)
    assert facts(terms=ended, state=state, standing=None, at=0).contract == "valid"


def test_a_contract_of_certificates_looked_at_later_stands_as_its_best_certificate() -> None:
    edition = regulation(validity())
    old = Certificate("OLD", date(2025, 1, 1), date(2025, 12, 31))
    state = received().then(WorkStarted()).state(edition)
    for certificates, expected in (
        ((old,), "expired"),
        ((old, Certificate("NEW", date(2026, 1, 1), date(2026, 12, 31))), "valid"),
    ):
        own = terms(replace(CONTRACT, certificates=certificates), edition)
        assert facts(terms=own, state=state, standing=None, at=0).contract == expected


def busy(*cases: CaseStanding) -> Standing:
    return replace(NOTHING, cases={one.case: one for one in cases})


def working(case: str, *counters: str, place: int | None = None) -> CaseStanding:
    return CaseStanding(case, frozenset(counters), place)


def test_a_counter_is_over_when_cases_in_work_fill_its_limit() -> None:
    edition = regulation(count())
    one, two = working("A", "open"), working("B", "open")
    assert holds(Over("open"), seen(standing=busy(one), edition=edition)) is False
    assert holds(Over("open"), seen(standing=busy(one, two), edition=edition)) is True
    assert holds(Over("open"), seen(standing=busy(one, working("B")), edition=edition)) is False
    assert (
        holds(Over("open"), seen(standing=busy(one, working("B", "open", place=1)), edition=edition)) is False
    )
    assert holds(Over("open"), seen(standing=None, edition=edition)) is False


def test_a_limit_that_does_not_apply_is_never_reached() -> None:
    full = busy(working("A", "open"), working("B", "open"))
    edition = regulation(count(condition=Is("tier", ("plain",))))
    assert holds(Over("open"), seen(standing=full, edition=edition)) is False
    assert holds(Over("visits"), seen(standing=full, edition=regulation(count()))) is False


def test_a_limit_that_hangs_on_its_own_counter_comes_to_an_end() -> None:
    full = busy(working("A", "open"), working("B", "open"))
    assert (
        holds(Over("open"), seen(standing=full, edition=regulation(count(condition=Over("open"))))) is False
    )


def test_a_pool_has_hours_left_while_not_everything_is_charged_or_reserved() -> None:
    def pool(charged: int, reserved: int) -> Standing:
        return replace(NOTHING, pools={"hours": Pool(3600, charged, 0, {"A": reserved})})

    assert holds(Left("hours"), seen(standing=pool(1800, 1799))) is True
    assert holds(Left("hours"), seen(standing=pool(1800, 1800))) is False
    assert holds(Left("visits"), seen(standing=pool(0, 0))) is False


FIGURE: Table[str] = Table(
    ("tier", "urgency"),
    (
        Row(("rich", "else"), "rich else"),
        Row(("else", "low"), "else low"),
        Row(("else", "else"), None),
        Row(("plain", "low"), "plain low"),
    ),
)


def value(tier: str, urgency: str) -> str | None:
    story = received(axes={"urgency": urgency})
    known = facts(terms=terms(replace(CONTRACT, tier=tier)), state=story.state(), standing=None, at=0)
    row = row_of(FIGURE, known.fact)
    return row.value if row else None


def test_exact_keys_win_over_else_and_the_first_column_weighs_most() -> None:
    assert value("plain", "low") == "plain low"
    assert value("rich", "low") == "rich else"
    assert value("rich", "high") == "rich else"
    assert value("plain", "high") is None


def test_a_row_that_states_there_is_none_differs_from_no_row_at_all() -> None:
    known = seen(received(axes={"urgency": "low"}))
    assert row_of(Table(("urgency",), (Row(("low",), None),)), known.fact) == Row(("low",), None)
    assert row_of(Table(("urgency",), (Row(("high",), "x"),)), known.fact) is None


def test_a_flat_figure_is_the_same_for_every_case() -> None:
    assert row_of(Flat("x"), seen().fact) == Flat("x")


def test_an_unknown_fact_fits_only_else() -> None:
    table = Table(("product",), (Row(("appliance",), "a"), Row(("else",), "b")))
    assert row_of(table, seen().fact) == Row(("else",), "b")
