"""Extend, excuse, share: what may be agreed, forgiven or shown, and on what record."""

from reglament.core.case.act import Excuse, Extend, Record, Share
from reglament.core.case.event import Excused, Extended, Shared
from reglament.core.contract.event import PeriodDeclared
from reglament.core.hours.amount import Amount, AmountKind
from tests.core.case.decide.cast import CUSTOMER, HEAD, HOUR, MONDAY, Desk, at, code, values

FOUR = Amount(AmountKind.WORKING_TIME, 4 * HOUR)
LONGER = (
    "longer: {extend: fix, ground: [not ours], agreement: customer, most: 8 working hours, if: {kind: task}}"
)


def opened(rules: str, kind: str = "task") -> Desk:
    desk = Desk(rules)
    desk.receive(axes={"kind": kind})
    return desk


def test_a_term_grows_on_a_listed_ground_with_an_agreement_on_record() -> None:
    desk = opened(LONGER)
    assert code(desk.do(Extend("fix", FOUR, "done", "m0"))) == "extend/ground-not-listed"
    assert code(desk.do(Extend("fix", FOUR, "not ours"))) == "extend/agreement-missing"
    assert code(desk.do(Extend("fix", FOUR, "not ours", "m9"))) == "extend/agreement-unknown"
    assert code(desk.do(Extend("fix", FOUR, "not ours", "m0"), CUSTOMER)) == "act/staff-only"
    answer = desk.must(Extend("fix", FOUR, "not ours", "m0"))
    assert answer.events == (Extended("fix", "2/longer", FOUR, "not ours", "m0"),)


def test_a_mark_of_agreement_is_a_record_too() -> None:
    desk = opened(LONGER)
    desk.must(Record("consent"), HEAD)
    assert code(desk.do(Extend("fix", FOUR, "not ours", "consent"))) == "done"


def test_what_no_clause_lets_grow_does_not() -> None:
    assert code(opened(LONGER).do(Extend("react", FOUR, "not ours", "m0"))) == "extend/not-provided"
    answer = opened(LONGER, "fault").refused(Extend("fix", FOUR, "not ours", "m0"))
    assert (answer.code, answer.rule) == ("extend/not-applicable", "2/longer")


def test_extensions_together_stay_within_the_most() -> None:
    desk = opened(LONGER)
    assert (
        code(desk.do(Extend("fix", Amount(AmountKind.WORKING_TIME, 0), "not ours", "m0"))) == "extend/nothing"
    )
    assert (
        code(desk.do(Extend("fix", Amount(AmountKind.WORKING_DAYS, 1), "not ours", "m0")))
        == "extend/other-measure"
    )
    desk.must(Extend("fix", FOUR, "not ours", "m0"))
    desk.must(Extend("fix", FOUR, "not ours", "m0"))
    assert (
        code(desk.do(Extend("fix", Amount(AmountKind.WORKING_DAYS, 1), "not ours", "m0")))
        == "extend/other-measure"
    )
    answer = desk.refused(Extend("fix", Amount(AmountKind.WORKING_TIME, 1), "not ours", "m0"))
    assert answer.code == "extend/over-most"
    assert values(answer)["total"] == Amount(AmountKind.WORKING_TIME, 8 * HOUR + 1)


def test_without_agreement_and_most_anything_on_the_ground_will_do() -> None:
    desk = opened("longer: {extend: fix, ground: [not ours], agreement: none}")
    assert code(desk.do(Extend("fix", Amount(AmountKind.WORKING_DAYS, 99), "not ours"))) == "done"
    assert code(desk.do(Extend("fix", FOUR, "not ours", "m9"))) == "extend/agreement-unknown"


FORCE = "force: {excuse: [fix, react], ground: [flood], if: {kind: task}}"


def flooded(rules: str = FORCE, kind: str = "task") -> Desk:
    desk = opened(rules, kind)
    desk.enter_on_contract(
        PeriodDeclared("spring", "flood", at("2026-11-01 00:00"), at("2026-11-03 00:00")),
        PeriodDeclared("long ago", "flood", at("2020-01-01 00:00"), at("2020-02-01 00:00")),
        PeriodDeclared("just over", "flood", at("2020-01-01 00:00"), MONDAY),
        PeriodDeclared("just begun", "flood", MONDAY + HOUR, MONDAY + 2 * HOUR),
        PeriodDeclared("to come", "flood", at("2027-01-01 00:00"), None),
        PeriodDeclared("strike", "not ours", at("2026-11-01 00:00"), None),
    )
    return desk


def test_one_target_is_tied_to_a_declared_period_with_a_reason() -> None:
    desk = flooded()
    answer = desk.must(Excuse("fix", "spring", "r1"))
    assert answer.events == (Excused("fix", "2/force", "flood", "spring", "r1"),)
    assert code(desk.do(Excuse("fix", "spring", "r1"))) == "excuse/already"
    assert code(desk.do(Excuse("fix", "just begun", "r1"))) == "done"
    assert code(desk.do(Excuse("react", "spring", "r1"))) == "done"


def test_a_period_may_begin_the_very_moment_it_is_named() -> None:
    desk = flooded()
    assert desk.now == MONDAY + HOUR
    assert code(desk.do(Excuse("fix", "just begun", "r1"))) == "done"


def test_a_period_must_be_declared_on_a_listed_ground_and_touch_the_case() -> None:
    desk = flooded()
    expected = {
        "summer": "excuse/period-unknown",
        "strike": "excuse/ground-not-listed",
        "long ago": "excuse/period-elsewhere",
        "just over": "excuse/period-elsewhere",
        "to come": "excuse/period-elsewhere",
    }
    assert {name: code(desk.do(Excuse("fix", name, "r1"))) for name in expected} == expected
    assert code(desk.do(Excuse("fix", "spring", ""))) == "excuse/reason-missing"
    assert code(desk.do(Excuse("fix", "spring", "r1"), CUSTOMER)) == "act/staff-only"


def test_only_metrics_that_a_clause_forgives_here_are_excused() -> None:
    assert code(flooded().do(Excuse("silence", "spring", "r1"))) == "excuse/not-provided"
    assert code(flooded(kind="fault").do(Excuse("fix", "spring", "r1"))) == "excuse/not-applicable"


def test_nothing_is_shown_where_the_regulation_is_silent() -> None:
    desk = opened("never: {reopen: never}")
    assert code(desk.do(Share("lab"))) == "share/no-rule"
    assert code(desk.do(Share(""))) == "share/nobody"
    assert code(desk.do(Share("lab"), CUSTOMER)) == "act/staff-only"


def test_every_clause_on_sharing_must_be_content() -> None:
    desk = opened("one: {share: case, needs: [consent]}\ntwo: {share: case, needs: [upgraded]}")
    assert values(desk.do(Share("lab")))["missing"] == ("consent",)
    desk.must(Record("consent"), HEAD)
    assert values(desk.do(Share("lab")))["missing"] == ("upgraded",)
    desk.must(Record("upgraded"))
    assert desk.must(Share("lab")).events == (Shared("lab", "2/one"),)


def test_sharing_may_be_shut_by_condition() -> None:
    desk = opened("one: {share: case, needs: [consent], if: {terms: {sharing: no}}}")
    assert code(desk.do(Share("lab"))) == "share/not-allowed"


def test_a_clause_that_refuses_sharing_is_what_else_allows_it() -> None:
    rule = "no: {{refuse: share, if: {{terms: {{sharing: {}}}}}, ground: not ours}}"
    assert values(opened(rule.format("yes")).do(Share("lab")))["ground"] == "not ours"
    assert opened(rule.format("no")).must(Share("lab")).events == (Shared("lab", "2/no"),)
