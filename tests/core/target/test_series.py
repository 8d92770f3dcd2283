"""The next instance: periods that follow each other, and starts that move."""

from dataclasses import replace
from typing import Any

import pytest

from reglament.core.contract.standing import Pool, Standing
from reglament.core.regulation.model.condition import Left
from reglament.core.regulation.model.rule import TargetRule
from reglament.core.target.evaluate import NO_ARCHIVE, targets, targets_in
from reglament.core.target.run import Run
from reglament.core.target.view import view_of
from tests.core.target.built import happening, mark, regulation, terms
from tests.core.target.single import RECEIVED, clock, evaluated, rule, short
from tests.core.target.told import MARKS, at, story

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


def looked_at(hours: int, *, afresh: bool) -> dict[int, Run]:
    """Every period that was worked out while a case nobody writes on was looked at each hour, by identity."""
    law = terms(regulation([rule(**{**EVERY, "within": "1 clock hour"})]))
    told, begun = story(PROMISED), at("2026-11-17 10:00")
    worked: dict[int, Run] = {}
    view = None
    for moment in range(begun, begun + (hours + 1) * 3600, 3600):
        former = None if afresh else view
        view = view_of(
            law, told, at=moment + 1, known_at=moment + 1, standing=None, archive=NO_ARCHIVE, former=former
        )
        assert view is not None
        assert len(targets_in(view)) == (moment - begun) // 3600 + 1
        worked |= {id(run): run for _, runs in view.ended.values() for run in runs}
    return worked


@pytest.mark.parametrize("hours", [24, 48, 96])
def test_a_period_that_is_over_is_worked_out_once_however_often_the_case_is_looked_at(hours: int) -> None:
    assert len(looked_at(hours, afresh=False)) == hours
    assert len(looked_at(hours, afresh=True)) == hours * (hours + 1) // 2


def test_news_on_the_case_have_its_series_worked_out_anew() -> None:
    law = terms(regulation([rule(**EVERY)], marks={name: mark() for name in MARKS}))
    quiet, moment = story(PROMISED), at("2026-11-17 13:30")
    former = view_of(law, quiet, at=moment, known_at=moment, standing=None, archive=NO_ARCHIVE)
    told = story(f"{PROMISED}; 2026-11-17 10:30 news")
    assert former is not None
    assert len(targets_in(former)) == 4
    view = view_of(law, told, at=moment, known_at=moment, standing=None, archive=NO_ARCHIVE, former=former)
    assert view is not None
    assert targets_in(view) == targets(law, told, at=moment, known_at=moment, steps=False)
    assert [one.verdict for one in targets_in(view)][:1] == ["met"]


def test_hours_that_were_spent_or_given_meanwhile_have_a_series_worked_out_anew() -> None:
    law = terms(regulation([rule(**EVERY, condition=Left("hours"))]))
    told, moment = story(PROMISED), at("2026-11-17 13:30")
    plain = Standing(None, {}, {}, {}, {}, frozenset(), {})
    some = replace(plain, pools={"hours": Pool(3600, 0, 0, {})})
    for before, later in ((some, plain), (plain, some)):
        former = view_of(law, told, at=moment, known_at=moment, standing=before, archive=NO_ARCHIVE)
        assert former is not None
        targets_in(former)
        view = view_of(
            law, told, at=moment, known_at=moment, standing=later, archive=NO_ARCHIVE, former=former
        )
        assert view is not None
        assert targets_in(view) == targets(law, told, at=moment, known_at=moment, standing=later, steps=False)


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
