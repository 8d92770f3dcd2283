"""One instance and the next: what starts, meets, cancels, restarts and follows, to the second and to the entry."""

from typing import Any

import pytest

from reglament.core.case.event import Entry, Extended
from reglament.core.regulation.model.rule import EarlyWarning, TargetRule
from reglament.core.target.code import Code
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target
from tests.core.target.built import amount, happening, mark, pause, regulation, target, terms
from tests.core.target.told import MARKS, at, story

RECEIVED = "2026-11-17 10:00 received"


def rule(**more: Any) -> TargetRule:
    plain = {"starts": "received", "met_by": "fixed", "within": "4 working hours"}
    return target("fix", "fix", **{**plain, **more})


def evaluated(of: TargetRule, text: str, moment: str, *extra: Entry) -> list[Target]:
    marks = {name: mark(message="out" if name == "asked" else None) for name in MARKS}
    law = terms(regulation([of, pause("waiting", "fix")], marks=marks))
    return list(targets(law, (*story(text), *extra), at=at(moment), known_at=at(moment)))


def short(found: list[Target]) -> list[tuple[str, str, str, str | None]]:
    """State and verdict, with start and end as clock times."""
    return [(one.state, one.verdict, clock(one.started_at) or "", clock(one.ended_at)) for one in found]


def clock(moment: int | None) -> str | None:
    if moment is None:
        return None
    since = moment - at("2026-11-17 00:00")
    return f"{since // 3600}:{since // 60 % 60:02}" + (f":{since % 60:02}" if since % 60 else "")


def test_what_happens_in_the_second_of_the_start_meets_it() -> None:
    assert short(evaluated(rule(), f"{RECEIVED}; 2026-11-17 10:00 fixed", "2026-11-17 10:00")) == [
        ("ended", "met", "10:00", "10:00")
    ]


def test_what_happened_before_the_start_does_not_meet_it() -> None:
    text = f"{RECEIVED}; 2026-11-17 10:30 fixed; 2026-11-17 11:00 reply"
    assert short(evaluated(rule(starts="reply"), text, "2026-11-17 12:00")) == [
        ("running", "open", "11:00", None)
    ]


def test_the_entry_that_starts_does_not_meet_but_may_meet_the_former_and_start_the_next() -> None:
    chain = rule(starts="news", met_by="news", each=True)
    text = f"{RECEIVED}; 2026-11-17 11:00 news; 2026-11-17 12:00 news; 2026-11-17 12:30 news"
    assert short(evaluated(chain, text, "2026-11-17 13:00")) == [
        ("ended", "met", "11:00", "12:00"),
        ("ended", "met", "12:00", "12:30"),
        ("running", "open", "12:30", None),
    ]


def test_the_entry_that_cancels_may_start_the_next() -> None:
    anew = rule(starts="news", cancelled_by=happening("news"), each=True)
    text = f"{RECEIVED}; 2026-11-17 11:00 news; 2026-11-17 12:00 news"
    assert short(evaluated(anew, text, "2026-11-17 13:00")) == [
        ("cancelled", "open", "11:00", "12:00"),
        ("running", "open", "12:00", None),
    ]


def test_the_first_cancelling_counts() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 decided; 2026-11-17 12:00 decided"
    assert short(evaluated(rule(cancelled_by=happening("decided")), text, "2026-11-17 13:00")) == [
        ("cancelled", "open", "10:00", "11:00")
    ]


def test_an_entry_that_meets_and_cancels_meets() -> None:
    both = rule(cancelled_by=happening("fixed"))
    assert short(evaluated(both, f"{RECEIVED}; 2026-11-17 11:00 fixed", "2026-11-17 12:00")) == [
        ("ended", "met", "10:00", "11:00")
    ]
    closing = rule(met_by="closed")
    assert short(evaluated(closing, f"{RECEIVED}; 2026-11-17 11:00 closed", "2026-11-17 12:00")) == [
        ("ended", "met", "10:00", "11:00")
    ]


def test_of_cancelling_and_closing_the_sooner_ends() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 closed; 2026-11-17 12:00 decided"
    (found,) = evaluated(rule(cancelled_by=happening("decided")), text, "2026-11-17 13:00")
    assert clock(found.ended_at) == "11:00"
    turned = f"{RECEIVED}; 2026-11-17 11:00 decided; 2026-11-17 12:00 closed"
    (found,) = evaluated(rule(cancelled_by=happening("decided")), turned, "2026-11-17 13:00")
    assert clock(found.ended_at) == "11:00"


def test_a_clock_that_starts_with_the_closing_runs_on_a_closed_case() -> None:
    survey = rule(starts="closed")
    assert short(evaluated(survey, f"{RECEIVED}; 2026-11-17 11:00 closed", "2026-11-17 12:00")) == [
        ("running", "open", "11:00", None)
    ]


def test_a_clock_started_on_a_closed_case_waits_for_its_reopening() -> None:
    answer = rule(starts="reply", each=True)
    text = f"{RECEIVED}; 2026-11-17 11:00 closed; 2026-11-17 11:30 reply"
    assert evaluated(answer, text, "2026-11-17 12:00") == []
    assert short(evaluated(answer, f"{text}; 2026-11-17 12:00 reopened", "2026-11-17 12:30")) == [
        ("running", "open", "12:00", None)
    ]
    surviving = rule(starts="reply", each=True, survives=("closed",))
    assert short(evaluated(surviving, text, "2026-11-17 12:00")) == [("running", "open", "11:30", None)]


def test_a_clock_that_survives_counts_the_closed_time() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 closed; 2026-11-17 12:00 reopened"
    (found,) = evaluated(rule(survives=("closed",)), text, "2026-11-17 13:00")
    assert (found.state, clock(found.due_at)) == ("running", "14:00")
    (refused,) = evaluated(
        rule(survives=("closed",)), f"{RECEIVED}; 2026-11-17 11:00 refused", "2026-11-17 13:00"
    )
    assert refused.state == "cancelled"


def test_a_stop_that_is_over_does_not_touch_a_later_start() -> None:
    answer = rule(starts="reply")
    for stop in ("held; 2026-11-17 10:20 identified", "closed; 2026-11-17 10:20 reopened"):
        text = f"{RECEIVED}; 2026-11-17 10:10 {stop}; 2026-11-17 11:00 reply"
        (found,) = evaluated(answer, text, "2026-11-17 12:00")
        assert (clock(found.started_at), clock(found.due_at)) == ("11:00", "15:00")
        assert not [step for step in found.steps if step.code in {Code.STOPPED, Code.RELEASED}]


def test_who_is_released_into_another_stop_waits_on() -> None:
    text = f"{RECEIVED}; 2026-11-17 10:00 held; 2026-11-17 11:00 identified; 2026-11-17 11:00 queued"
    assert evaluated(rule(), text, "2026-11-17 12:00") == []
    (found,) = evaluated(rule(), f"{text}; 2026-11-17 12:00 entered", "2026-11-17 13:00")
    assert clock(found.started_at) == "12:00"


def test_a_closing_undone_is_final_for_what_opens_again() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 reply; 2026-11-17 12:00 closed; 2026-11-17 13:00 reopened"
    each = rule(starts="reply", each=True)
    assert short(evaluated(each, text, "2026-11-17 14:00")) == [("cancelled", "open", "11:00", "12:00")]
    once = rule(starts="reply")
    assert short(evaluated(once, text, "2026-11-17 14:00")) == [("running", "open", "11:00", None)]


def test_a_deeming_closing_is_final_though_the_case_goes_on() -> None:
    text = f"{RECEIVED}; 2026-11-17 12:00 closed deems fix; 2026-11-17 13:00 reopened"
    assert short(evaluated(rule(), text, "2026-11-17 14:00")) == [("cancelled", "deemed", "10:00", "12:00")]


def test_a_closing_deems_only_the_metrics_it_names_and_only_what_had_started() -> None:
    text = f"{RECEIVED}; 2026-11-17 12:00 closed deems react"
    assert short(evaluated(rule(), text, "2026-11-17 14:00")) == [("cancelled", "open", "10:00", "12:00")]
    survey = rule(starts="closed")
    at_closing = f"{RECEIVED}; 2026-11-17 12:00 closed deems fix"
    assert short(evaluated(survey, at_closing, "2026-11-17 14:00")) == [("running", "open", "12:00", None)]


EVERY = {"starts": "promised news", "met_by": "news", "within": "1 working hour", "every": True}
PROMISED = f"{RECEIVED}; 2026-11-17 10:00 promised news"


def test_a_period_is_over_a_second_after_its_due_moment() -> None:
    of = rule(**EVERY)
    assert short(evaluated(of, PROMISED, "2026-11-17 11:00")) == [("running", "open", "10:00", None)]
    assert short(evaluated(of, PROMISED, "2026-11-17 11:00:01")) == [
        ("ended", "breached", "10:00", "11:00"),
        ("running", "open", "11:00", None),
    ]


def test_news_at_the_due_moment_keep_the_period() -> None:
    assert short(evaluated(rule(**EVERY), f"{PROMISED}; 2026-11-17 11:00 news", "2026-11-17 11:30")) == [
        ("ended", "met", "10:00", "11:00"),
        ("running", "open", "11:00", None),
    ]


def test_late_news_keep_the_next_period() -> None:
    assert short(evaluated(rule(**EVERY), f"{PROMISED}; 2026-11-17 11:00:01 news", "2026-11-17 11:30")) == [
        ("ended", "breached", "10:00", "11:00"),
        ("ended", "met", "11:00", "11:00:01"),
        ("running", "open", "11:00:01", None),
    ]


def test_a_cancelled_series_goes_on_only_with_its_next_start() -> None:
    of = rule(**EVERY, cancelled_by=happening("no more news"))
    text = f"{PROMISED}; 2026-11-17 10:30 no more news"
    assert short(evaluated(of, text, "2026-11-17 12:00")) == [("cancelled", "open", "10:00", "10:30")]
    again = f"{text}; 2026-11-17 12:00 promised news"
    assert short(evaluated(of, again, "2026-11-17 12:30")) == [
        ("cancelled", "open", "10:00", "10:30"),
        ("running", "open", "12:00", None),
    ]


def test_a_paused_period_has_no_next_one() -> None:
    text = f"{PROMISED}; 2026-11-17 10:30 paused waiting"
    assert short(evaluated(rule(**EVERY), text, "2026-11-17 17:00")) == [("paused", "open", "10:00", None)]


def test_a_closing_ends_a_series_in_time_or_late() -> None:
    text = f"{PROMISED}; 2026-11-17 11:30 closed"
    assert short(evaluated(rule(**EVERY), text, "2026-11-17 14:00")) == [
        ("ended", "breached", "10:00", "11:00"),
        ("cancelled", "open", "11:00", "11:30"),
    ]


def restarting(**more: Any) -> TargetRule:
    return rule(starts="reply", restarts=True, **more)


@pytest.mark.parametrize(
    ("again", "started"),
    [("2026-11-17 15:00", "15:00"), ("2026-11-17 15:00:01", "11:00")],
)
def test_a_later_start_moves_what_is_not_breached(again: str, started: str) -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 reply; {again} reply"
    (found,) = evaluated(restarting(), text, "2026-11-17 16:00")
    assert clock(found.started_at) == started


def test_a_later_start_does_not_move_what_has_ended() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 reply; 2026-11-17 12:00 fixed; 2026-11-17 12:30 reply"
    assert short(evaluated(restarting(), text, "2026-11-17 13:00")) == [("ended", "met", "11:00", "12:00")]
    own_end = rule(starts="news", met_by="news", restarts=True)
    text = f"{RECEIVED}; 2026-11-17 11:00 news; 2026-11-17 12:00 news"
    assert short(evaluated(own_end, text, "2026-11-17 13:00")) == [("ended", "met", "11:00", "12:00")]


def test_a_later_start_moves_what_is_paused() -> None:
    text = (
        f"{RECEIVED}; 2026-11-17 11:00 reply; 2026-11-17 12:00 paused waiting; 2026-11-17 13:00 reply; "
        "2026-11-17 14:00 resumed waiting"
    )
    (found,) = evaluated(restarting(), text, "2026-11-17 15:00")
    assert (clock(found.started_at), clock(found.due_at)) == ("13:00", "18:00")
    still = text.rpartition(";")[0]
    (found,) = evaluated(restarting(), still, "2026-11-17 15:00")
    assert (found.state, clock(found.started_at), found.left) == ("paused", "13:00", 4 * 3600)


def test_several_restarts_count_from_the_last() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 reply; 2026-11-17 12:00 reply; 2026-11-17 13:00 reply"
    (found,) = evaluated(restarting(), text, "2026-11-17 14:00")
    assert clock(found.started_at) == "13:00"


def test_a_restart_on_a_held_case_counts_from_its_release() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 reply; 2026-11-17 11:30 held; 2026-11-17 12:00 reply"
    (found,) = evaluated(restarting(), text, "2026-11-17 12:30")
    assert (found.state, clock(found.started_at)) == ("paused", "11:00")
    (found,) = evaluated(restarting(), f"{text}; 2026-11-17 13:00 identified", "2026-11-17 13:30")
    assert (found.state, clock(found.started_at), clock(found.due_at)) == ("running", "13:00", "17:00")


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
