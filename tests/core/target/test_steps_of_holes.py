"""Which pauses and stops an explanation tells, and from when to when."""

from reglament.core.case.event import Delivered, Entry, Event, Marked, Paused, Resumed
from reglament.core.target.code import Code
from reglament.core.target.evaluate import targets
from reglament.core.target.recompute import recompute
from tests.core.target.built import mark, pause, regulation, target, terms
from tests.core.target.desk import desk
from tests.core.target.explained import RECEIVED, explained, told
from tests.core.target.told import at, story


def test_counted_stretches_and_holes_stand_in_the_order_of_time() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 paused waiting; 2026-11-17 12:30 resumed waiting; 2026-11-17 13:00 held; 2026-11-17 14:00 identified"
    steps = explained(text, "2026-11-17 15:00").steps
    assert told(steps, Code.COUNTED, Code.PAUSED, Code.STOPPED) == [
        ("counted", "1/react", at("2026-11-17 10:00"), at("2026-11-17 11:00"), 3600),
        ("paused", "1/waiting", at("2026-11-17 11:00"), at("2026-11-17 12:30"), "waiting", None),
        ("counted", "1/react", at("2026-11-17 12:30"), at("2026-11-17 13:00"), 1800),
        ("stopped", "1/react", at("2026-11-17 13:00"), at("2026-11-17 14:00"), "held"),
        ("counted", "1/react", at("2026-11-17 14:00"), at("2026-11-17 16:30"), 9000),
    ]


def test_a_hole_that_does_not_bear_on_the_due_moment_is_not_told() -> None:
    before = "2026-11-17 10:00 received; 2026-11-17 10:00 paused waiting; 2026-11-17 10:00 resumed waiting"
    assert told(explained(before, "2026-11-17 12:00").steps, Code.PAUSED) == []
    behind = f"{RECEIVED}; 2026-11-17 14:00 paused waiting"
    assert told(explained(behind, "2026-11-17 15:00").steps, Code.PAUSED) == []
    of_another = f"{RECEIVED}; 2026-11-17 10:00 promised news; 2026-11-17 10:30 paused waiting"
    assert told(explained(of_another, "2026-11-17 10:45", "news").steps, Code.PAUSED) == []
    after_the_end = f"{RECEIVED}; 2026-11-17 11:00 staff reply; 2026-11-17 12:00 paused waiting"
    assert told(explained(after_the_end, "2026-11-17 13:00").steps, Code.PAUSED) == []


def test_a_hole_that_touches_the_instance_only_at_its_ends_is_not_told() -> None:
    up_to_the_start = f"{RECEIVED}; 2026-11-17 10:10 paused waiting; 2026-11-17 10:30 resumed waiting; 2026-11-17 10:30 classified speed quick"
    fix = explained(up_to_the_start, "2026-11-17 11:00", "fix")
    assert (fix.started_at, told(fix.steps, Code.PAUSED)) == (at("2026-11-17 10:30"), [])
    from_the_end = f"{RECEIVED}; 2026-11-17 11:00 staff reply; 2026-11-17 11:00 paused waiting"
    react = explained(from_the_end, "2026-11-17 12:00")
    assert (react.due_at, told(react.steps, Code.PAUSED)) == (at("2026-11-17 14:00"), [])
    stopped = f"{RECEIVED}; 2026-11-17 15:00 closed; 2026-11-17 16:00 reopened"
    assert told(explained(stopped, "2026-11-17 17:00").steps, Code.STOPPED) == []
    before = f"{RECEIVED}; 2026-11-17 10:10 closed; 2026-11-17 10:20 reopened; 2026-11-17 10:30 reply"
    assert told(explained(before, "2026-11-17 11:00", "next").steps, Code.STOPPED) == []


def test_a_pause_from_before_the_start_is_told_from_where_it_began() -> None:
    text = f"{RECEIVED}; 2026-11-17 10:10 paused waiting; 2026-11-17 10:30 classified speed quick; 2026-11-17 11:00 resumed waiting"
    fix = explained(text, "2026-11-17 11:30", "fix")
    assert (fix.started_at, fix.due_at) == (at("2026-11-17 10:30"), at("2026-11-17 13:00"))
    (told_pause,) = told(fix.steps, Code.PAUSED)
    assert told_pause[2:4] == (at("2026-11-17 10:10"), at("2026-11-17 11:00"))
    assert recompute(fix.steps, terms(desk()).calendars) == fix.due_at


def test_a_pause_that_runs_on_past_the_end_is_told_up_to_it() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 paused waiting; 2026-11-17 12:00 staff reply; 2026-11-17 13:00 resumed waiting"
    (told_pause,) = told(explained(text, "2026-11-17 14:00").steps, Code.PAUSED)
    assert told_pause[2:4] == (at("2026-11-17 11:00"), at("2026-11-17 12:00"))
    still = text.rpartition(";")[0]
    found = explained(still, "2026-11-17 14:00")
    assert told(found.steps, Code.PAUSED) == [told_pause]
    assert found.due_at == at("2026-11-17 15:00")


def test_a_pause_names_the_notice_it_waited_for() -> None:
    of = regulation(
        [
            target("fix", "fix", met_by="fixed", within="4 working hours"),
            pause("told", "fix", notice=("email",)),
        ],
        marks={"fixed": mark(), "asked": mark(message="out")},
    )
    moments = [at(f"2026-11-17 {clock}") for clock in ("11:00", "11:00", "11:20", "12:00")]
    events: list[Event] = [
        Marked("asked", message="m1"),
        Paused("told", "1/told", "m1"),
        Delivered("m1"),
        Resumed("told"),
    ]
    entries = tuple(
        Entry(number, moment, moment, "staff", event)
        for number, (moment, event) in enumerate(zip(moments, events, strict=True), 2)
    )
    (found,) = targets(
        terms(of), (*story(RECEIVED), *entries), at=at("2026-11-17 13:00"), known_at=at("2026-11-17 13:00")
    )
    assert told(found.steps, Code.PAUSED) == [
        ("paused", "1/told", at("2026-11-17 11:20"), at("2026-11-17 12:00"), "told", "m1")
    ]
