"""When a mark, a message, a field or a combination happened, and what is undone."""

import pytest

from reglament.core.case.event import (
    Assigned,
    Bounced,
    Classified,
    Closed,
    Delivered,
    EstimateAccepted,
    Estimated,
    Event,
    Extended,
    HandedOver,
    Marked,
    Paused,
    Reopened,
    Replied,
    Resumed,
    Supplied,
    WorkStarted,
)
from reglament.core.case.occurrence import Occurrence, Timeline, occurrences
from reglament.core.case.visible import visible
from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.regulation.model.happening import (
    Carried,
    ClassifiedAs,
    ClosedWith,
    DoneBy,
    FirstOf,
    Happening,
    LatestOf,
    MarkRecorded,
    PausedFor,
    Word,
)
from reglament.core.regulation.model.happening import Supplied as FieldGiven
from tests.core.case.cast import EDITION, Story, hour, numbers, received

MARKED_CALLED = Marked("called")
TERM = Amount(AmountKind.WORKING_DAYS, 10)


def test_a_pause_can_be_named_by_its_reason() -> None:
    story = (
        received()
        .then(Paused("elsewhere", "5/at once"))
        .then(Paused("waiting", "5/other"))
        .then(Resumed("waiting"))
    )
    assert numbers(PausedFor("elsewhere", begins=True), story) == [2]
    assert numbers(PausedFor("waiting", begins=False), story) == [4]
    assert numbers(PausedFor("elsewhere", begins=False), story) == []


def test_a_recorded_mark_happens_until_it_is_withdrawn() -> None:
    story = received().then(Marked("solved")).then(Marked("solved"))
    assert numbers(MarkRecorded("solved"), story) == [2, 3]
    story.then(Marked("not solved"), "customer")
    assert numbers(MarkRecorded("solved"), story) == []
    story.then(Marked("solved"))
    assert numbers(MarkRecorded("solved"), story) == [5]


def test_a_withdrawal_that_is_itself_withdrawn_undoes_nothing() -> None:
    story = (
        received()
        .then(Marked("solved"))
        .then(Marked("not solved"), "customer")
        .then(Marked("solved after all"))
    )
    assert numbers(MarkRecorded("solved"), story) == [2]


@pytest.mark.parametrize(
    ("stage", "report"), [("handed over", HandedOver("m1")), ("delivered", Delivered("m1"))]
)
def test_a_mark_is_carried_to_a_stage_once_and_a_bounce_undoes_it(stage: str, report: Event) -> None:
    carried = Carried(stage, "solved")
    story = received().then(Marked("solved", message="m1"))
    assert numbers(carried, story) == []
    story.then(report, "channel").then(report, "channel")
    assert numbers(carried, story) == [3]
    story.then(Bounced("m1"), "channel")
    assert numbers(carried, story) == []
    story.then(report, "channel")
    assert numbers(carried, story) == [6]


def test_a_delivery_without_a_word_of_the_hand_over_is_a_hand_over_too() -> None:
    story = received().then(Marked("solved", message="m1")).then(Delivered("m1"), "channel")
    assert numbers(Carried("handed over", "solved"), story) == [3]
    later = (
        received()
        .then(Marked("solved", message="m1"))
        .then(HandedOver("m1"), "channel")
        .then(Delivered("m1"), "channel")
    )
    assert numbers(Carried("handed over", "solved"), later) == [3]
    assert numbers(Carried("delivered", "solved"), later) == [4]


def test_what_was_sent_stays_sent_though_it_came_back() -> None:
    story = received().then(Marked("solved", message="m1")).then(Bounced("m1"), "channel")
    assert numbers(Carried("sent", "solved"), story) == [2]
    assert numbers(Carried("bounced", "solved"), story) == [3]


def test_a_mark_without_a_message_is_carried_nowhere() -> None:
    story = received().then(Marked("solved")).then(HandedOver("m1"), "channel")
    assert [numbers(Carried(stage, "solved"), story) for stage in ("sent", "handed over", "delivered")] == [
        [],
        [],
        [],
    ]


def test_a_mark_put_on_a_message_after_the_fact_is_carried_from_then_on() -> None:
    story = (
        received().then(Replied("m1")).then(Delivered("m1"), "channel").then(Marked("solved", message="m1"))
    )
    assert numbers(Carried("delivered", "solved"), story) == [4]


def test_a_withdrawn_mark_is_carried_no_longer() -> None:
    story = (
        received()
        .then(Marked("solved", message="m1"))
        .then(Delivered("m1"), "channel")
        .then(Marked("not solved"))
    )
    assert numbers(Carried("delivered", "solved"), story) == []


def test_a_field_is_supplied_once_with_whatever_brings_it_first() -> None:
    story = received().then(Marked("called", {"logs": "x"})).then(Supplied({"logs": "y", "serial": "1"}))
    assert numbers(FieldGiven("logs"), story) == [2]
    assert numbers(FieldGiven("serial"), story) == [3]
    assert numbers(FieldGiven("licence"), story) == []
    assert numbers(FieldGiven("licence"), received(fields={"licence": "7"})) == [1]


def test_an_axis_takes_a_value_at_receipt_by_default_and_by_every_act_that_names_it() -> None:
    story = (
        received()
        .then(Classified({"kind": "question"}))
        .then(Classified({"kind": "fault", "urgency": "high"}))
    )
    assert numbers(ClassifiedAs("kind", "fault"), story) == [1, 3]
    assert numbers(ClassifiedAs("kind", "question"), story) == [2]
    assert numbers(ClassifiedAs("urgency", "low"), story) == [1]
    assert numbers(ClassifiedAs("urgency", "high"), story) == [3]
    assert numbers(ClassifiedAs("urgency", "low"), received(axes={"urgency": "high"})) == []


def test_a_closing_can_be_named_by_its_ground() -> None:
    story = received().then(Closed("silence")).then(Reopened()).then(Closed())
    assert numbers(ClosedWith("silence"), story) == [2]


def test_only_what_a_party_or_a_role_did_counts_where_it_is_asked_for() -> None:
    story = received().then(Closed(), "customer", role="head").then(Reopened()).then(Closed(), "staff")
    assert numbers(DoneBy(Word("closed"), "staff"), story) == [4]
    assert numbers(DoneBy(Word("closed"), "customer"), story) == [2]
    assert numbers(DoneBy(Word("closed"), "head"), story) == [2]
    assert numbers(DoneBy(Word("closed"), "system"), story) == []


def test_who_recorded_the_mark_did_it_and_not_who_carried_it() -> None:
    story = received().then(Marked("solved", message="m1"), "staff").then(Delivered("m1"), "channel")
    assert numbers(DoneBy(Carried("delivered", "solved"), "staff"), story) == [3]
    assert numbers(DoneBy(Carried("delivered", "solved"), "channel"), story) == []


def test_any_of_several_happens_with_each_of_them_and_once_with_one_entry() -> None:
    either = FirstOf((Word("begun"), MarkRecorded("solved"), Word("staff reply")))
    story = received().then(Marked("solved", message="m1")).then(WorkStarted()).then(Replied("m2"))
    assert numbers(either, story) == [2, 3, 4]


def test_all_of_several_happens_with_the_last_and_is_then_awaited_anew() -> None:
    both = LatestOf((Word("taken"), MarkRecorded("called")))
    story = received().then(Marked("called")).then(Marked("called"))
    assert numbers(both, story) == []
    story.then(Assigned("a")).then(Assigned("b"))
    assert numbers(both, story) == [4]
    story.then(Marked("called"))
    assert numbers(both, story) == [4, 6]


def test_any_of_several_stands_in_the_order_it_happened_and_not_in_the_order_it_is_listed() -> None:
    story = received().then(MARKED_CALLED).then(Assigned("a"))
    assert numbers(FirstOf((Word("taken"), MarkRecorded("called"))), story) == [2, 3]


def test_all_of_several_is_completed_by_what_happened_last_whatever_was_told_last() -> None:
    both = LatestOf((Word("taken"), MarkRecorded("called")))
    told_late = received().then(Assigned("a"), at=hour(4)).then(MARKED_CALLED, at=hour(3))
    assert [one.seq for one in visible_occurrences(both, told_late)] == [2]
    at_once = received().then(MARKED_CALLED, at=hour(4)).then(Assigned("a"), at=hour(4))
    assert [one.seq for one in visible_occurrences(both, at_once)] == [3]


def visible_occurrences(happening: Happening, story: Story) -> tuple[Occurrence, ...]:
    return occurrences(happening, visible(story.entries, at=hour(99), known_at=hour(99)), EDITION)


def test_one_entry_that_is_two_of_the_parts_completes_them_once() -> None:
    both = LatestOf((MarkRecorded("solved"), Word("staff reply")))
    story = received().then(Marked("solved", message="m1")).then(Replied("m2"))
    assert numbers(both, story) == [2]
    assert numbers(both, story.then(Marked("solved", message="m3"))) == [2, 4]


def test_a_named_term_travels_with_its_happening_and_through_combinations() -> None:
    story = received().then(EstimateAccepted(3600, TERM, "m1"), "customer").then(Assigned("a"))
    for happening in (
        Word("accepted"),
        DoneBy(Word("accepted"), "customer"),
        LatestOf((Word("accepted"), Word("taken"))),
    ):
        assert [one.term for one in occurrences(happening, story.entries, EDITION)] == [TERM]
    assert (
        occurrences(
            Word("extended"),
            received().then(Extended("fix", "6/longer", TERM, "flood", None)).entries,
            EDITION,
        )[0].term
        == TERM
    )
    assert (
        occurrences(Word("estimated"), received().then(Estimated(1, TERM)).entries, EDITION)[0].term == TERM
    )


def test_a_timeline_gives_what_a_single_question_gives() -> None:
    story = (
        received()
        .then(Marked("solved", message="m1"))
        .then(Delivered("m1"), "channel")
        .then(Replied("m2"), "customer")
    )
    timeline = Timeline(story.entries, EDITION)
    for happening in (
        Word("reply"),
        Carried("delivered", "solved"),
        FirstOf((Word("received"), Word("reply"))),
    ):
        assert timeline.of(happening) == occurrences(happening, story.entries, EDITION)
        assert timeline.of(happening) is timeline.of(happening)
