"""How far a term reaches: extensions, warnings, excuses."""

import pytest

from reglament.core.case.event import Entry, Extended
from reglament.core.regulation.model.rule import EarlyWarning
from reglament.core.target.target import Target
from tests.core.target.built import amount
from tests.core.target.single import RECEIVED, clock, evaluated, rule
from tests.core.target.told import at


def extended(moment: str, length: str, metric: str = "fix") -> Entry:
    return Entry(
        90, at(moment), at(moment), "staff", Extended(metric, "1/extend", amount(length), "agreed", None)
    )


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-17 10:30", "15:00"),
        ("2026-11-17 11:00", "16:00"),
        ("2026-11-17 15:00", "16:00"),
        ("2026-11-17 15:00:01", "15:00"),
    ],
)
def test_an_extension_counts_from_the_start_to_the_due_moment(moment: str, due: str) -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 reply"
    (found,) = evaluated(rule(starts="reply"), text, "2026-11-17 15:30", extended(moment, "1 working hour"))
    assert clock(found.due_at) == due


def test_an_extension_after_the_end_or_of_another_metric_counts_for_nothing() -> None:
    ended = f"{RECEIVED}; 2026-11-17 11:00 fixed"
    for extra in (
        extended("2026-11-17 12:00", "1 working hour"),
        extended("2026-11-17 11:00", "1 working hour"),
    ):
        (found,) = evaluated(rule(), ended, "2026-11-17 13:00", extra)
        assert clock(found.due_at) == "14:00"
    (found,) = evaluated(
        rule(), RECEIVED, "2026-11-17 13:00", extended("2026-11-17 11:00", "1 working hour", "other")
    )
    assert clock(found.due_at) == "14:00"


def test_extensions_of_several_kinds_are_counted_one_after_the_other() -> None:
    extra = [extended("2026-11-17 11:00", "1 working day"), extended("2026-11-17 11:30", "2 working hours")]
    (found,) = evaluated(rule(), RECEIVED, "2026-11-17 12:00", *extra)
    assert found.due_at == at("2026-11-19 11:00")
    lefts = {
        "2026-11-17 12:00": 2 * 3600,
        "2026-11-17 13:59:59": 1,
        "2026-11-17 14:00": 1,
        "2026-11-18 17:00": 1,
        "2026-11-18 18:00": 2 * 3600,
        "2026-11-19 10:00": 3600,
        "2026-11-19 11:30": -1800,
    }
    found_left = {moment: evaluated(rule(), RECEIVED, moment, *extra)[0].left for moment in lefts}
    assert found_left == lefts


def test_an_open_pause_leaves_the_second_kind_uncounted() -> None:
    text = f"{RECEIVED}; 2026-11-17 12:00 paused waiting"
    (found,) = evaluated(rule(), text, "2026-11-17 13:00", extended("2026-11-17 11:00", "1 working day"))
    assert (found.state, found.left) == ("paused", 2 * 3600)


def warned(found: Target) -> list[tuple[str | None, int]]:
    return [(clock(alarm.at), alarm.percent) for alarm in found.alarms]


def test_warnings_stand_where_their_share_is_spent() -> None:
    of = rule(warnings=(EarlyWarning(50, None), EarlyWarning(100, "boss")))
    (found,) = evaluated(of, RECEIVED, "2026-11-17 10:30")
    assert warned(found) == [("12:00", 50), ("14:00", 100)]
    paused = f"{RECEIVED}; 2026-11-17 11:00 paused waiting"
    (found,) = evaluated(of, paused, "2026-11-17 12:00")
    assert warned(found) == []
    (found,) = evaluated(of, f"{paused}; 2026-11-17 12:00 resumed waiting", "2026-11-17 12:30")
    assert warned(found) == [("13:00", 50), ("15:00", 100)]


def test_warnings_of_a_term_of_two_kinds_share_each_in_turn() -> None:
    of = rule(warnings=tuple(EarlyWarning(percent, None) for percent in (25, 50, 75, 100)))
    (found,) = evaluated(of, RECEIVED, "2026-11-17 10:30", extended("2026-11-17 10:10", "4 clock hours"))
    assert warned(found) == [("12:00", 25), ("14:00", 50), ("16:00", 75), ("18:00", 100)]


def test_a_late_target_warns_no_more() -> None:
    (found,) = evaluated(rule(warnings=(EarlyWarning(50, None),)), RECEIVED, "2026-11-17 14:00:01")
    assert warned(found) == []


def test_a_pause_that_begins_at_the_due_moment_does_not_touch_what_is_late() -> None:
    text = f"{RECEIVED}; 2026-11-17 14:00 paused waiting"
    (found,) = evaluated(rule(), text, "2026-11-17 17:00")
    assert (found.state, found.verdict, found.left) == ("running", "breached", -3 * 3600)


def test_an_excuse_speaks_of_the_latest_breach_by_then() -> None:
    each = rule(starts="reply", within="1 working hour", each=True)
    text = (
        f"{RECEIVED}; 2026-11-17 11:00 reply; 2026-11-17 12:30 fixed; 2026-11-17 13:00 reply; "
        "2026-11-17 14:00:01 excused fix; 2026-11-17 15:00 fixed"
    )
    assert [one.verdict for one in evaluated(each, text, "2026-11-17 16:00")] == ["breached", "excused"]
    sooner = text.replace("14:00:01 excused", "14:00:00 excused")
    assert [one.verdict for one in evaluated(each, sooner, "2026-11-17 16:00")] == ["excused", "breached"]
    before = text.replace("14:00:01 excused", "11:30 excused")
    assert [one.verdict for one in evaluated(each, before, "2026-11-17 16:00")] == ["breached", "breached"]
    other = text.replace("excused fix", "excused other")
    assert [one.verdict for one in evaluated(each, other, "2026-11-17 16:00")] == ["breached", "breached"]


def test_an_excused_and_deemed_target_is_deemed() -> None:
    text = f"{RECEIVED}; 2026-11-17 15:00 excused fix; 2026-11-17 16:00 closed deems fix"
    (found,) = evaluated(rule(), text, "2026-11-17 17:00")
    assert (found.verdict, found.measured, found.state) == ("deemed", "breached", "ended")
