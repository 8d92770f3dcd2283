"""One instance and the next: what starts, meets, cancels, restarts and follows, to the second and to the entry."""

from typing import Any

import pytest

from reglament.core.target.code import Code
from tests.core.target.built import happening
from tests.core.target.single import RECEIVED, clock, evaluated, rule, short


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


@pytest.mark.parametrize(
    ("stop", "more", "pending"),
    [
        ("held", {}, False),
        ("held", {"survives": ("held",)}, False),
        ("queued", {}, False),
        ("closed", {}, False),
        ("closed", {"survives": ("closed",)}, True),
        ("refused", {"survives": ("closed",)}, False),
        ("refused", {"survives": ("refused",)}, True),
    ],
)
def test_a_clock_is_pending_while_its_start_may_come(stop: str, more: dict[str, Any], pending: bool) -> None:  # noqa: FBT001
    of = rule(starts="reply", **more)
    text = f"{RECEIVED}; 2026-11-17 11:00 {stop}"
    assert [one.state for one in evaluated(of, text, "2026-11-17 12:00")] == (["pending"] if pending else [])
    undone = {"held": "identified", "queued": "entered", "closed": "reopened", "refused": "revived"}[stop]
    again = f"{text}; 2026-11-17 11:30 {undone}"
    assert [one.state for one in evaluated(of, again, "2026-11-17 12:00")] == ["pending"]
