"""How a case stands after what happened to it."""

from dataclasses import replace
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.case.event import (
    Assigned,
    Bounced,
    Charged,
    Closed,
    Delivered,
    EstimateAccepted,
    Estimated,
    Event,
    Excused,
    Extended,
    Failed,
    HandedOver,
    Joined,
    Left,
    Linked,
    Marked,
    Merged,
    Paused,
    Refunded,
    Refused,
    Reopened,
    Replied,
    Resumed,
    Revived,
    Shared,
    Snoozed,
    Split,
    Told,
    Woken,
    WorkLogged,
    WorkStarted,
)
from reglament.core.case.fold import HANDLERS
from reglament.core.case.mark import MarkUse
from reglament.core.case.message import MessageState
from reglament.core.case.pauses import OpenPause, PauseSpan
from reglament.core.case.state import CaseState, Closing
from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.regulation.model.condition import ALWAYS
from reglament.core.regulation.model.happening import Word
from reglament.core.regulation.model.permission import ValidityRule
from reglament.core.regulation.place import BEGINNING
from tests.core.case.cast import EDITION, Story, hour, received, regulation
from tests.core.case.events import events

TERM = Amount(AmountKind.WORKING_DAYS, 10)


def test_a_case_without_entries_is_none_yet() -> None:
    assert Story().state() == CaseState(axes={"urgency": "low"})


def test_uses_of_marks_keep_who_when_and_with_what() -> None:
    story = received().then(Marked("solved", {"logs": "x"}, message="m1", case="B"), "staff", role="head")
    use = MarkUse(hour(2), 2, {"logs": "x"}, "m1", "B", "staff", "head")
    assert story.state().marks == {"solved": (use,)}
    assert "solved" not in story.then(Marked("not solved")).state().marks


def test_a_message_keeps_its_marks_sender_and_how_far_it_got() -> None:
    story = (
        received().then(Replied("m1")).then(Marked("solved", message="m1")).then(HandedOver("m1"), "channel")
    )
    story.then(Delivered("m1"), "channel").then(Delivered("m1"), "channel")
    stages = {"handed over": hour(4), "delivered": hour(5)}
    assert story.state().messages["m1"] == MessageState(("solved",), "staff", hour(2), stages, bounced=False)
    assert story.state().messages["m1"].handed_over_at == hour(4)


def test_a_message_that_came_back_was_neither_handed_over_nor_delivered_until_it_is_again() -> None:
    story = received().then(Replied("m1")).then(Delivered("m1"), "channel").then(Bounced("m1"), "channel")
    state = story.state().messages["m1"]
    assert (state.stages, state.bounced, state.handed_over_at) == ({"bounced": hour(4)}, True, None)
    state = story.then(HandedOver("m1"), "channel").state().messages["m1"]
    assert (state.bounced, state.handed_over_at) == (False, hour(5))


def test_a_message_that_could_not_be_sent_is_known_as_failed() -> None:
    story = received().then(Replied("m1")).then(Failed("m1"), "channel")
    assert story.state().messages["m1"] == MessageState(
        (), "staff", hour(2), {"failed": hour(3)}, bounced=False
    )


def test_a_report_on_a_message_nobody_sent_is_kept() -> None:
    story = received().then(Delivered("m9"), "channel")
    assert story.state().messages["m9"].sent_at is None


def test_pauses_stand_in_the_state_as_spans_and_as_what_is_open() -> None:
    state = received().then(Paused("elsewhere", "5/at once")).state()
    assert state.pause_spans == (PauseSpan("elsewhere", "5/at once", hour(2), None, 2),)
    assert state.pauses == {"elsewhere": OpenPause("5/at once", hour(2), None, hour(2))}
    assert received().then(Paused("elsewhere", "5/at once")).then(Resumed("elsewhere")).state().pauses == {}


def test_a_closing_keeps_its_event_moment_and_closer_and_a_reopening_counts() -> None:
    closed = Closed("silence", "6/silence", ("answer",))
    story = received().then(Snoozed(hour(9))).then(closed, "timer")
    assert story.state().closing == Closing(closed, hour(3), "timer")
    assert story.state().snoozed_until is None
    story.then(Reopened())
    assert (story.state().closing, story.state().reopened) == (None, 1)


def test_a_refusal_keeps_its_ground_until_the_case_is_revived() -> None:
    story = received().then(Told("1/first", "too many")).then(Refused("1/no", "flood"))
    assert (story.state().refusal, story.state().refused_at) == (Refused("1/no", "flood"), hour(3))
    assert story.state().told == ("too many",)
    story.then(Revived())
    assert (story.state().refusal, story.state().refused_at) == (None, None)


def test_the_queue_knows_who_has_the_case_and_until_when_it_sleeps() -> None:
    story = received().then(Assigned("a")).then(Assigned("b", "holiday")).then(Snoozed(hour(9)))
    assert (story.state().assignee, story.state().snoozed_until) == ("b", hour(9))
    assert story.then(Woken()).state().snoozed_until is None


def test_participants_links_and_other_cases_are_kept_once() -> None:
    story = received().then(Joined("a")).then(Joined("b")).then(Joined("a")).then(Left("b")).then(Left("c"))
    story.then(Linked("B", "related")).then(Linked("B", "related")).then(Shared("Gamma", "7/share"))
    story.then(Shared("Gamma", "7/share")).then(Split(("m1", "m2"), into="C")).then(
        Split(("m3",), out_of="D")
    )
    story.then(Merged(taken_in="E"))
    state = story.state()
    assert (state.participants, state.links, state.shared) == (("a",), (Linked("B", "related"),), ("Gamma",))
    assert (state.moved_messages, state.split_out_of, state.taken_in) == (("m1", "m2"), "D", ("E",))
    assert story.then(Merged(into="F")).state().merged_into == "F"


def test_hours_are_estimated_accepted_logged_charged_and_refunded() -> None:
    story = received().then(Estimated(7200, TERM)).then(EstimateAccepted(7200, TERM, "m1"), "customer")
    story.then(WorkStarted()).then(WorkLogged(3600, "a")).then(WorkLogged(61, "b")).then(WorkStarted())
    state = story.state()
    assert (state.estimate, state.accepted_seconds, state.accepted_term) == (
        Estimated(7200, TERM),
        7200,
        TERM,
    )
    assert (state.begun_at, state.logged, state.charged, state.refunded) == (hour(4), 3661, None, 0)
    story.then(Charged("hours", 3661, 4500, 0)).then(Refunded("hours", 4500, "4/warranty"))
    assert (story.state().charged, story.state().refunded) == (4500, 4500)


def test_extensions_and_excuses_are_kept_in_order() -> None:
    longer = Extended("fix", "6/longer", TERM, "flood", "m1")
    excused = Excused("fix", "6/force", "flood", "period 1", "it rained")
    state = received().then(longer).then(excused).state()
    assert (state.extensions, state.excused) == ((longer,), (excused,))


def test_the_moment_at_which_a_rule_looks_at_the_contract_is_known_where_it_is_not_the_receipt() -> None:
    looks = ValidityRule(
        id="3/valid",
        clause="3",
        place=BEGINNING,
        condition=ALWAYS,
        statuses=("valid",),
        looked_at=Word("begun"),
    )
    at_receipt = replace(looks, id="3/receipt", looked_at=Word("received"))
    edition = regulation(looks, at_receipt)
    story = received().then(WorkStarted()).then(WorkStarted())
    assert story.state(edition).looked_at == {"3/valid": hour(2)}
    assert received().state(edition).looked_at == {}


def test_every_kind_of_event_is_folded_or_known_to_change_nothing_by_itself() -> None:
    by_themselves = {kind.__name__ for kind in get_args(Event)} - {kind.__name__ for kind in HANDLERS}
    together = {"Asked", "Bounced", "Delivered", "Failed", "HandedOver", "Paused", "Replied", "Resumed"}
    assert by_themselves == together | {"CalendarRevised", "Corrected", "Purged"}


@given(happened=st.lists(events(), max_size=12))
def test_no_order_of_events_can_upset_the_fold(happened: list[Event]) -> None:
    story = Story()
    for event in happened:
        story.then(event)
    known = {"none", "held", "waiting", "open", "closed", "refused"}
    assert story.state().status in known
    assert story.state(EDITION) == story.state(EDITION)
