"""Promises kept in sum: what counts, in which period, and when the promise stands."""

from datetime import UTC, datetime

import pytest

from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.hours.zone import Zone
from reglament.core.regulation.model.condition import ALWAYS
from reglament.core.regulation.model.figure import Flat
from reglament.core.regulation.model.happening import Word
from reglament.core.regulation.model.rule import Consequence, Share, TargetRule
from reglament.core.regulation.place import BEGINNING
from reglament.core.target.share import KeptShare, judged_at, kept_shares
from reglament.core.target.target import Target
from tests.core.hours.cast import almanac

FOUR = Amount(AmountKind.WORKING_TIME, 4 * 3600)
NINETY_FIVE = Share(95, "quarter")


def at(text: str) -> int:
    """UTC seconds of a UTC wall time."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def promise(name: str = "1/next", share: Share | None = NINETY_FIVE, metric: str = "next") -> TargetRule:
    return TargetRule(
        id=name,
        clause="1",
        place=BEGINNING,
        condition=ALWAYS,
        metric=metric,
        starts=Word("reply"),
        met_by=Word("staff reply"),
        within=Flat(FOUR),
        on=Flat("tier"),
        share=share,
    )


def judged(
    verdict: str,
    ended: str | None,
    *,
    breached: str | None = None,
    state: str = "ended",
    rule: str = "1/next",
) -> Target:
    return Target(
        metric="next",
        rule=rule,
        clause="1",
        instance=1,
        strength="promise",
        owed_by="vendor",
        state=state,
        verdict=verdict,
        amount=FOUR,
        calendar="office",
        started_at=0,
        due_at=0,
        ended_at=at(ended) if ended else None,
        breached_at=at(breached) if breached else None,
        left=None,
        measured=None,
        by_reclassification=False,
        alarms=(),
        then=Consequence("alert"),
        steps=(),
    )


def summed(*targets: Target, rules: tuple[TargetRule, ...] = (promise(),)) -> tuple[KeptShare, ...]:
    zone = Zone(almanac().zone_bytes("Europe/Moscow") or b"")
    return kept_shares(targets, rules={rule.id: rule for rule in rules}, zone=zone)


def figures(*targets: Target, rules: tuple[TargetRule, ...] = (promise(),)) -> list[tuple[int, int, bool]]:
    return [(one.counted, one.kept, one.stands) for one in summed(*targets, rules=rules)]


MET = judged("met", "2026-11-03 10:00")
LATE = judged("breached", "2026-11-04 10:00", breached="2026-11-03 10:00")


@pytest.mark.parametrize(
    ("kept", "missed", "stands"),
    [(19, 1, True), (18, 1, False), (16, 1, False), (20, 0, True), (0, 1, False)],
)
def test_a_share_stands_while_that_many_of_a_hundred_are_kept(
    kept: int, missed: int, *, stands: bool
) -> None:
    assert figures(*[MET] * kept, *[LATE] * missed) == [(kept + missed, kept, stands)]


def test_a_share_may_be_a_fraction_and_is_not_rounded() -> None:
    rules = (promise(share=Share(99.9, "month")),)
    assert figures(*[MET] * 999, LATE, rules=rules) == [(1000, 999, True)]
    assert figures(*[MET] * 998, LATE, rules=rules) == [(999, 998, False)]


def test_deemed_counts_as_kept_and_excused_open_and_cancelled_ones_do_not_count() -> None:
    deemed = judged("deemed", "2026-11-03 10:00", state="cancelled")
    excused = judged("excused", "2026-11-03 10:00", breached="2026-11-02 10:00")
    running, cancelled = (
        judged("open", None, state="running"),
        judged("open", "2026-11-03 10:00", state="cancelled"),
    )
    assert figures(deemed, excused, running, cancelled) == [(1, 1, True)]
    assert summed(excused, running, cancelled) == ()


def test_a_breach_counts_at_once_and_in_its_own_period_whenever_it_ends() -> None:
    owed = judged("breached", None, breached="2026-09-30 10:00", state="running")
    ended = judged("breached", "2026-10-02 10:00", breached="2026-09-30 10:00")
    assert (judged_at(owed), judged_at(ended)) == (at("2026-09-30 10:00"), at("2026-09-30 10:00"))
    assert figures(owed, ended) == [(2, 0, False)]


def test_periods_are_those_of_the_home_zone_half_open() -> None:
    before, first = judged("met", "2026-09-30 20:59:59"), judged("met", "2026-09-30 21:00:00")
    assert [(one.from_at, one.until_at, one.counted) for one in summed(first, before)] == [
        (at("2026-06-30 21:00"), at("2026-09-30 21:00"), 1),
        (at("2026-09-30 21:00"), at("2026-12-31 21:00"), 1),
    ]


def test_rules_of_one_metric_with_the_same_share_are_one_promise_and_others_are_not() -> None:
    same, other = promise("2/asked"), promise("3/best", Share(99, "quarter"))
    targets = (
        MET,
        judged("met", "2026-11-03 10:00", rule="2/asked"),
        judged("met", "2026-11-03 10:00", rule="3/best"),
    )
    assert figures(*targets, rules=(promise(), same, other)) == [(2, 2, True), (1, 1, True)]


def test_a_rule_without_a_share_promises_each_target_by_itself() -> None:
    assert summed(MET, LATE, rules=(promise(share=None),)) == ()
    assert summed(MET, rules=()) == ()
