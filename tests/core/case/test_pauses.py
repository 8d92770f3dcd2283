"""Pauses: from when to when clocks really stood still."""

from reglament.core.case.event import (
    Bounced,
    Closed,
    Delivered,
    HandedOver,
    Marked,
    Paused,
    Refused,
    Reopened,
    Replied,
    Resumed,
)
from reglament.core.case.pauses import OpenPause
from reglament.core.case.trail import Trail
from tests.core.case.cast import EDITION, Story, hour, received

WAITING = Paused("waiting", "5/told", "m1")
ELSEWHERE = Paused("elsewhere", "5/at once")


def spans(story: Story) -> list[tuple[str, int, int | None]]:
    """Reason, and the numbers of the hours at which it began and ended."""
    found = Trail(story.entries, EDITION).pauses().spans
    return [(one.reason, _number(one.start), None if one.end is None else _number(one.end)) for one in found]


def _number(moment: int) -> int:
    return (moment - hour(0)) // (hour(1) - hour(0))


def asked(message: str = "m1") -> Story:
    return received().then(Marked("receipt", message=message))


def test_a_pause_that_needs_no_notice_begins_at_once_and_lasts_until_it_is_ended() -> None:
    assert spans(received().then(ELSEWHERE)) == [("elsewhere", 2, None)]
    assert spans(received().then(ELSEWHERE).then(Resumed("elsewhere"))) == [("elsewhere", 2, 3)]


def test_a_pause_begins_no_earlier_than_its_notice_is_handed_over() -> None:
    assert spans(asked().then(WAITING)) == []
    assert spans(asked().then(WAITING).then(HandedOver("m1"), "channel")) == [("waiting", 4, None)]
    assert spans(asked().then(WAITING).then(Delivered("m1"), "channel")) == [("waiting", 4, None)]


def test_a_notice_handed_over_before_the_pause_lets_it_begin_at_once() -> None:
    assert spans(asked().then(HandedOver("m1"), "channel").then(WAITING)) == [("waiting", 4, None)]


def test_a_demanded_notice_that_was_never_named_lets_nothing_begin() -> None:
    assert spans(asked().then(HandedOver("m1"), "channel").then(Paused("waiting", "5/told"))) == []


def test_a_notice_that_comes_back_undoes_the_pause_unless_it_is_handed_over_again() -> None:
    story = asked().then(WAITING).then(HandedOver("m1"), "channel").then(Bounced("m1"), "channel")
    assert spans(story) == []
    assert Trail(story.entries, EDITION).pauses().open == {
        "waiting": OpenPause("5/told", hour(3), "m1", None)
    }
    assert spans(story.then(HandedOver("m1"), "channel")) == [("waiting", 6, None)]


def test_a_bounce_after_the_end_undoes_the_whole_pause() -> None:
    story = asked().then(HandedOver("m1"), "channel").then(WAITING).then(Resumed("waiting"))
    assert spans(story) == [("waiting", 4, 5)]
    assert spans(story.then(Bounced("m1"), "channel")) == []


def test_a_pause_that_was_ended_before_its_notice_arrived_never_was() -> None:
    story = asked().then(WAITING).then(Resumed("waiting")).then(HandedOver("m1"), "channel")
    assert spans(story) == []
    assert Trail(story.entries, EDITION).pauses().open == {}


def test_asking_twice_changes_nothing_unless_the_second_notice_arrives_first() -> None:
    again = Paused("waiting", "5/told", "m2")
    story = (
        asked().then(HandedOver("m1"), "channel").then(WAITING).then(HandedOver("m2"), "channel").then(again)
    )
    assert spans(story) == [("waiting", 4, None)]
    late = (
        asked().then(WAITING).then(HandedOver("m2"), "channel").then(again).then(HandedOver("m1"), "channel")
    )
    assert spans(late) == [("waiting", 5, None)]


def test_asking_again_before_the_notice_arrives_leaves_it_the_first_pause() -> None:
    story = asked().then(WAITING).then(WAITING).then(HandedOver("m1"), "channel")
    assert [span.seq for span in Trail(story.entries, EDITION).pauses().spans] == [3]
    assert Trail(story.entries, EDITION).pauses().open["waiting"].asked_at == hour(3)


def test_a_pause_ended_in_the_second_it_began_is_an_empty_span() -> None:
    story = received().then(ELSEWHERE, at=hour(2)).then(Resumed("elsewhere"), at=hour(2))
    assert spans(story) == [("elsewhere", 2, 2)]


def test_pauses_of_two_reasons_overlap_and_end_each_by_its_own_reason() -> None:
    story = asked().then(HandedOver("m1"), "channel").then(ELSEWHERE).then(WAITING).then(Resumed("elsewhere"))
    assert spans(story) == [("elsewhere", 4, 6), ("waiting", 5, None)]


def test_two_rules_of_one_reason_pause_together_and_end_together() -> None:
    story = (
        received()
        .then(Paused("waiting", "5/at once"))
        .then(Paused("waiting", "5/other"))
        .then(Resumed("waiting"))
    )
    assert spans(story) == [("waiting", 2, 4), ("waiting", 3, 4)]


def test_closing_and_refusing_end_whatever_pause_is_open() -> None:
    assert spans(received().then(ELSEWHERE).then(Closed())) == [("elsewhere", 2, 3)]
    assert spans(received().then(ELSEWHERE).then(Refused("1/no", "flood"))) == [("elsewhere", 2, 3)]
    assert spans(received().then(ELSEWHERE).then(Closed()).then(Reopened())) == [("elsewhere", 2, 3)]


def test_an_end_without_a_pause_and_a_message_nobody_knows_are_no_pause() -> None:
    story = received().then(Resumed("waiting")).then(HandedOver("m9"), "channel").then(Replied("m2"))
    assert spans(story) == []


def test_a_pause_can_be_taken_up_again() -> None:
    story = received().then(ELSEWHERE).then(Resumed("elsewhere")).then(ELSEWHERE)
    assert spans(story) == [("elsewhere", 2, 3), ("elsewhere", 4, None)]
