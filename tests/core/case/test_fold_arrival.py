"""How a case stands after its arrival: gates, line, sorting, fields, status."""

from dataclasses import replace

import pytest

from reglament.core.case.event import (
    Asked,
    Classified,
    Closed,
    Entered,
    Event,
    Held,
    Identified,
    Marked,
    Merged,
    Queued,
    Refused,
    Registered,
    Reopened,
    Revived,
    Supplied,
)
from reglament.core.case.message import MessageState
from reglament.core.case.state import CaseState
from tests.core.case.cast import ARRIVED, hour, received


def test_a_received_case_is_open_with_what_it_brought_and_the_defaults() -> None:
    state = received(fields={"organisation": "Alfa"}).state()
    assert state == CaseState(
        status="open",
        received=replace(ARRIVED, fields={"organisation": "Alfa"}),
        received_at=hour(1),
        contract="valid",
        entered_at=hour(1),
        axes={"urgency": "low", "kind": "fault"},
        axes_set_by={"kind": "customer"},
        changed_at={"urgency": hour(1), "kind": hour(1)},
        fields={"organisation": "Alfa"},
        messages={"m0": MessageState((), "customer", hour(1), {}, bounced=False)},
    )


def test_registering_gives_the_number() -> None:
    state = received().then(Registered("2026-17"), "system").state()
    assert (state.number, state.registered_at) == ("2026-17", hour(2))


STATUSES: list[tuple[str, tuple[Event, ...]]] = [
    ("held", (Held("2/identify", ("organisation",)),)),
    ("open", (Held("2/identify", ("organisation",)), Identified())),
    ("waiting", (Queued("4/limit", "open"),)),
    ("held", (Held("2/identify", ("organisation",)), Queued("4/limit", "open"))),
    ("waiting", (Held("2/identify", ()), Queued("4/limit", "open"), Identified())),
    ("open", (Queued("4/limit", "open"), Entered())),
    ("refused", (Refused("1/no", "flood"),)),
    ("open", (Refused("1/no", "flood"), Revived())),
    ("closed", (Closed(),)),
    ("closed", (Refused("1/no", "flood"), Closed())),
    ("open", (Closed(), Reopened())),
    ("open", (Refused("1/no", "flood"), Closed(), Reopened())),
    ("closed", (Merged(into="B"),)),
    ("open", (Merged(taken_in="B"),)),
    ("open", (Queued("4/limit", "open"), Closed(), Reopened())),
]


@pytest.mark.parametrize(("status", "happened"), STATUSES)
def test_the_status_follows_from_gates_line_refusal_and_closing(
    status: str, happened: tuple[Event, ...]
) -> None:
    story = received()
    for event in happened:
        story.then(event)
    assert story.state().status == status


def test_a_case_that_stood_in_line_first_entered_when_it_left_it() -> None:
    story = received().then(Queued("4/limit", "open"), at=hour(1))
    assert (story.state().entered_at, story.state().queued, story.state().queued_at) == (
        None,
        "open",
        hour(1),
    )
    story.then(Entered())
    assert (story.state().entered_at, story.state().queued) == (hour(3), None)


def test_a_case_put_in_line_while_it_was_served_keeps_its_entry() -> None:
    story = received().then(Identified(), at=hour(1)).then(Queued("4/limit", "open")).then(Entered())
    assert story.state().entered_at == hour(1)


def test_the_first_identification_stays_the_one() -> None:
    story = (
        received()
        .then(Held("2/identify", ()))
        .then(Identified())
        .then(Held("1/no", (), "flood"))
        .then(Identified())
    )
    assert (story.state().identified_at, story.state().held) == (hour(3), None)


def test_why_a_case_is_held_is_known() -> None:
    assert received().then(Held("1/no", (), "flood")).state().held == Held("1/no", (), "flood")


def test_sorting_keeps_who_did_it_and_since_when_the_value_stands() -> None:
    story = received().then(Classified({"kind": "question", "urgency": "low"}))
    story.then(Classified({"urgency": "high"}, rule="3/urgent"), "system")
    state = story.state()
    assert state.axes == {"kind": "question", "urgency": "high"}
    assert state.axes_set_by == {"kind": "staff", "urgency": "3/urgent"}
    assert state.changed_at == {"kind": hour(2), "urgency": hour(3)}


def test_confirming_a_value_does_not_change_when_it_was_taken() -> None:
    state = received().then(Classified({"kind": "fault"})).state()
    assert (state.axes_set_by["kind"], state.changed_at["kind"]) == ("staff", hour(1))


def test_fields_come_with_the_case_later_and_with_marks_and_the_last_word_stands() -> None:
    story = received(fields={"organisation": "Alfa"}).then(Supplied({"organisation": "Beta", "serial": "1"}))
    story.then(Marked("called", {"logs": "x"}))
    assert story.state().fields == {"organisation": "Beta", "serial": "1", "logs": "x"}


def test_a_key_that_comes_later_changes_how_the_contract_was_seen() -> None:
    story = received(contract="none").then(Supplied({"licence": "K"}))
    assert story.state().contract == "none"
    assert story.then(Supplied({}, contract="valid")).state().contract == "valid"


def test_what_was_asked_for_stays_asked_since_the_first_time_until_it_comes() -> None:
    story = received(fields={"serial": "1"}).then(Asked("2/identify", ("organisation", "licence", "logs")))
    assert story.state().asked == {"organisation": hour(2), "logs": hour(2)}
    story.then(Asked("2/other", ("logs",))).then(Supplied({"organisation": "Alfa"}))
    assert story.state().asked == {"logs": hour(2)}
