"""What an explanation says: every code of the closed list, with its figures, by a story that brings it about."""

from dataclasses import replace
from typing import Any

import pytest

from reglament.core.case.event import Closed, Entry, Merged
from reglament.core.hours.amount import AmountKind
from reglament.core.target.code import CARRIES, Code
from reglament.core.target.evaluate import targets
from reglament.core.target.recompute import recompute
from reglament.core.target.target import Step
from tests.core.target.built import amount, happening, terms
from tests.core.target.desk import desk
from tests.core.target.explained import FOUR, RECEIVED, explained, told
from tests.core.target.told import at, story


def test_the_whole_explanation_of_a_plain_target() -> None:
    office = terms(desk()).calendars["office"]
    assert told(explained(RECEIVED, "2026-11-17 11:00").steps) == [
        ("started", "1/react", at("2026-11-17 10:00"), happening("received"), 1),
        ("figure", "1/react", FOUR, "stated", ()),
        ("calendar", "1/react", "office", office.digest),
        ("counted", "1/react", at("2026-11-17 10:00"), at("2026-11-17 14:00"), 4 * 3600),
        ("due", "1/react", at("2026-11-17 14:00")),
        ("left", "1/react", 3 * 3600, AmountKind.WORKING_TIME),
    ]


def test_a_pending_target_names_its_figure() -> None:
    assert told(explained(RECEIVED, "2026-11-17 11:00", "next").steps) == [
        ("figure", "1/next", amount("2 working hours"), "stated", ())
    ]


@pytest.mark.parametrize(
    ("text", "moment", "asked", "expected"),
    [
        (
            f"{RECEIVED}; 2026-11-17 10:00 held; 2026-11-17 11:00 identified",
            "2026-11-17 12:00",
            "react",
            [("released", "1/react", at("2026-11-17 11:00"), "held", at("2026-11-17 10:00"))],
        ),
        (
            f"{RECEIVED}; 2026-11-17 10:00 queued; 2026-11-17 11:00 entered",
            "2026-11-17 12:00",
            "react",
            [("released", "1/react", at("2026-11-17 11:00"), "waiting", at("2026-11-17 10:00"))],
        ),
        (
            f"{RECEIVED}; 2026-11-17 10:30 delivered asked; 2026-11-17 11:00 delivered asked again",
            "2026-11-17 12:00",
            "silence",
            [
                ("started", "1/silence", at("2026-11-17 11:00"), happening("delivered asked"), 5),
                ("restarted", "1/silence", at("2026-11-17 11:00"), at("2026-11-17 10:30")),
            ],
        ),
        (
            f"{RECEIVED}; 2026-11-17 10:30 corrected 1 to 2026-11-17 09:30",
            "2026-11-17 12:00",
            "react",
            [("corrected", "1/react", 1, at("2026-11-17 10:00"), at("2026-11-17 09:30"))],
        ),
        (
            f"{RECEIVED}; 2026-11-17 11:00 staff reply; 2026-11-17 11:30 corrected 2 to never",
            "2026-11-17 12:00",
            "react",
            [("corrected", "1/react", 2, at("2026-11-17 11:00"), None)],
        ),
        (
            f"{RECEIVED}; 2026-11-17 11:00 extended react 2 working hours",
            "2026-11-17 12:00",
            "react",
            [("extended", "1/extend", at("2026-11-17 11:00"), amount("2 working hours"), "agreed", None)],
        ),
        (
            f"{RECEIVED}; 2026-11-17 15:00 extended react 2 working hours",
            "2026-11-17 16:00",
            "react",
            [
                (
                    "extended too late",
                    "1/extend",
                    at("2026-11-17 15:00"),
                    amount("2 working hours"),
                    "agreed",
                    at("2026-11-17 14:00"),
                ),
                ("breached", "1/react", at("2026-11-17 14:00:01")),
            ],
        ),
        (
            f"{RECEIVED}; 2026-11-17 11:00 staff reply",
            "2026-11-17 12:00",
            "react",
            [("met", "1/react", at("2026-11-17 11:00"), happening("staff reply"), 2)],
        ),
        (
            f"{RECEIVED}; 2026-11-17 15:00 staff reply; 2026-11-18 10:00 excused react",
            "2026-11-18 12:00",
            "react",
            [
                ("breached", "1/react", at("2026-11-17 14:00:01")),
                ("met late", "1/react", at("2026-11-17 15:00"), happening("staff reply"), 2),
                ("excused", "1/excuse", at("2026-11-18 10:00"), "flood", "p1"),
            ],
        ),
        (
            f"{RECEIVED}; 2026-11-17 11:00 closed deems react",
            "2026-11-17 12:00",
            "react",
            [
                ("cancelled", "1/react", at("2026-11-17 11:00"), "closed"),
                ("deemed", "1/react", at("2026-11-17 11:00"), "done", "open"),
            ],
        ),
        (
            f"{RECEIVED}; 2026-11-17 11:00 refused",
            "2026-11-17 12:00",
            "react",
            [("cancelled", "1/react", at("2026-11-17 11:00"), "refused")],
        ),
        (
            f"{RECEIVED}; 2026-11-17 10:00 promised news; 2026-11-17 10:30 no more news",
            "2026-11-17 12:00",
            "news",
            [("cancelled", "1/news", at("2026-11-17 10:30"), "happening")],
        ),
        (
            f"{RECEIVED}; 2026-11-17 11:00 closed; 2026-11-17 12:00 reopened",
            "2026-11-17 12:30",
            "react",
            [("stopped", "1/react", at("2026-11-17 11:00"), at("2026-11-17 12:00"), "closed")],
        ),
        (
            f"{RECEIVED}; 2026-11-17 11:00 held",
            "2026-11-17 12:30",
            "react",
            [("stopped", "1/react", at("2026-11-17 11:00"), None, "held")],
        ),
        (
            "2027-12-30 17:00 received",
            "2027-12-30 17:30",
            "react",
            [("provisional", "1/react", (2028,))],
        ),
    ],
)
def test_what_moved_or_ended_a_target_is_told(
    text: str, moment: str, asked: str, expected: list[tuple[object, ...]]
) -> None:
    plain = {Code.FIGURE, Code.CALENDAR, Code.COUNTED, Code.DUE, Code.LEFT}
    first = Code.STARTED if expected[0][0] != "started" else Code.DUE
    steps = explained(text, moment, asked).steps
    assert told(steps, *(set(Code) - plain - {first})) == expected


def test_a_period_says_which_it_followed() -> None:
    second = explained(f"{RECEIVED}; 2026-11-17 10:00 promised news", "2026-11-17 11:30", "news", 2)
    assert told(second.steps)[0] == ("followed", "1/news", at("2026-11-17 11:00"), 1)


def test_corrections_of_other_entries_are_not_told() -> None:
    text = f"{RECEIVED}; 2026-11-17 10:20 reply; 2026-11-17 10:30 corrected 2 to 2026-11-17 10:10"
    assert told(explained(text, "2026-11-17 11:00").steps, Code.CORRECTED) == []
    assert len(told(explained(text, "2026-11-17 11:00", "next").steps, Code.CORRECTED)) == 1


def test_a_corrected_pause_is_told_to_what_it_stopped() -> None:
    text = f"{RECEIVED}; 2026-11-17 11:00 paused waiting; 2026-11-17 12:00 corrected 2 to 2026-11-17 11:30"
    assert len(told(explained(text, "2026-11-17 13:00").steps, Code.CORRECTED)) == 1
    ended = f"{RECEIVED}; 2026-11-17 11:00 paused waiting; 2026-11-17 12:00 resumed waiting; 2026-11-17 12:30 corrected 3 to 2026-11-17 11:30"
    assert len(told(explained(ended, "2026-11-17 13:00").steps, Code.CORRECTED)) == 1
    news = f"{RECEIVED}; 2026-11-17 10:00 promised news; 2026-11-17 10:10 paused waiting; 2026-11-17 10:20 corrected 3 to 2026-11-17 10:15"
    assert told(explained(news, "2026-11-17 10:30", "news").steps, Code.CORRECTED) == []


def test_a_corrected_answer_is_told() -> None:
    text = f"{RECEIVED}; 2026-11-17 15:00 staff reply; 2026-11-17 16:00 corrected 2 to 2026-11-17 13:00"
    found = explained(text, "2026-11-17 17:00")
    assert found.verdict == "met"
    assert len(told(found.steps, Code.CORRECTED)) == 1


def test_a_closing_by_a_rule_is_cited_where_it_deems() -> None:
    entries = story(RECEIVED)
    moment = at("2026-11-17 11:00")
    closed = Entry(2, moment, moment, "timer", Closed("silence", "1/silence", ("react",)))
    found = targets(terms(desk()), (*entries, closed), at=moment, known_at=moment)
    react = next(one for one in found if one.metric == "react")
    assert told(react.steps, Code.DEEMED) == [("deemed", "1/silence", moment, "silence", "open")]


def test_merging_into_another_case_ends_the_targets_of_this_one() -> None:
    moment = at("2026-11-17 11:00")
    into = Entry(2, moment, moment, "staff", Merged(into="B"))
    found = targets(terms(desk()), (*story(RECEIVED), into), at=moment, known_at=moment)
    react = next(one for one in found if one.metric == "react")
    assert (react.state, told(react.steps, Code.CANCELLED)) == (
        "cancelled",
        [("cancelled", "1/react", moment, "merged")],
    )
    taken_in = replace(into, event=Merged(taken_in="B"))
    found = targets(terms(desk()), (*story(RECEIVED), taken_in), at=moment, known_at=moment)
    assert next(one for one in found if one.metric == "react").state == "running"


def test_every_code_says_what_it_carries() -> None:
    assert set(CARRIES) == set(Code)


def test_steps_of_nothing_recompute_to_nothing() -> None:
    office = terms(desk()).calendars
    for steps in ((), explained(RECEIVED, "2026-11-17 11:00", "next").steps):
        with pytest.raises(ValueError, match="no start"):
            recompute(steps, office)
    with pytest.raises(ValueError, match="no known calendar"):
        recompute(explained(RECEIVED, "2026-11-17 11:00").steps, {"always": office["always"]})
    odd: Any = ("today", None, 1)
    for code in (Code.STARTED, Code.PAUSED, Code.STOPPED):
        with pytest.raises(TypeError, match="'today'"):
            recompute((Step(code, "1/react", odd),), office)


def test_the_target_itself_carries_its_amount() -> None:
    assert explained(RECEIVED, "2026-11-17 11:00").amount == FOUR
    longer = explained(f"{RECEIVED}; 2026-11-17 11:00 extended react 2 working hours", "2026-11-17 12:00")
    assert longer.amount == amount("6 working hours")
    mixed = explained(f"{RECEIVED}; 2026-11-17 11:00 extended react 1 working day", "2026-11-17 12:00")
    assert mixed.amount == FOUR
