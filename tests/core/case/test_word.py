"""The words core knows by itself: what makes each of them happen, and what does not."""

import pytest

from reglament.core.case.event import (
    Asked,
    Assigned,
    Bounced,
    Classified,
    Closed,
    Entered,
    EstimateAccepted,
    Estimated,
    Event,
    Extended,
    HandedOver,
    Held,
    Identified,
    Linked,
    Marked,
    Merged,
    Paused,
    Queued,
    Refused,
    Registered,
    Reopened,
    Replied,
    Resumed,
    Revived,
    Snoozed,
    Split,
    Supplied,
    Woken,
    WorkLogged,
    WorkStarted,
)
from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.regulation.model.happening import (
    HAPPENING_WORDS,
    Word,
)
from tests.core.case.cast import hour, numbers, received

TERM = Amount(AmountKind.WORKING_DAYS, 10)


PLAIN_WORDS: list[tuple[str, Event]] = [
    ("registered", Registered("7")),
    ("identified", Identified()),
    ("entered", Entered()),
    ("taken", Assigned("person 1")),
    ("begun", WorkStarted()),
    ("classified", Classified({"kind": "question"})),
    ("estimated", Estimated(3600)),
    ("accepted", EstimateAccepted(3600, None, None)),
    ("work logged", WorkLogged(60, "person 1")),
    ("extended", Extended("fix", "6/longer", TERM, "flood", None)),
    ("snoozed", Snoozed(hour(9))),
    ("woken", Woken()),
    ("paused", Paused("elsewhere", "5/at once")),
    ("linked", Linked("B", "related")),
    ("split", Split(("m1",), into="B")),
    ("merged", Merged(into="B")),
    ("refused", Refused("1/no", "flood")),
    ("revived", Revived()),
    ("closed", Closed()),
    ("reopened", Reopened()),
    ("asked", Asked("2/identify", ("logs",))),
    ("staff reply", Replied("m2")),
]


@pytest.mark.parametrize(("word", "event"), PLAIN_WORDS, ids=[word for word, _ in PLAIN_WORDS])
def test_a_word_happens_when_its_event_does_and_at_no_other(word: str, event: Event) -> None:
    quiet = received().then(Linked("Z", "problem")) if word != "linked" else received().then(WorkStarted())
    assert numbers(Word(word), quiet) == ([1] if word == "entered" else [])
    assert numbers(Word(word), quiet.then(event))[-1] == 3


def test_every_word_of_the_grammar_is_known() -> None:
    rest = {"received", "reply", "resumed", "complete"}
    assert rest | {word for word, _ in PLAIN_WORDS} == HAPPENING_WORDS


def test_a_word_nobody_knows_never_happens() -> None:
    assert numbers(Word("eclipsed"), received()) == []


def test_receipt_is_the_first_happening() -> None:
    assert numbers(Word("received"), received().then(WorkStarted())) == [1]


def test_a_case_that_never_stood_in_line_entered_at_its_receipt() -> None:
    assert numbers(Word("entered"), received().then(Identified())) == [1]


def test_a_case_put_in_line_enters_when_it_leaves_the_line() -> None:
    waiting = received().then(Queued("4/limit", "open"), at=hour(1))
    assert numbers(Word("entered"), waiting) == []
    assert numbers(Word("entered"), waiting.then(Entered())) == [3]


def test_a_case_put_in_line_at_its_identification_has_not_entered_before() -> None:
    story = received().then(Held("2/identify", ("organisation",))).then(Queued("4/limit", "open"), at=hour(5))
    story = story.then(Identified(), at=hour(5)).then(Entered(), at=hour(6))
    assert numbers(Word("entered"), story) == [6]


def test_a_case_put_in_line_while_it_was_served_keeps_its_first_entry() -> None:
    story = received().then(Identified(), at=hour(1)).then(Queued("4/limit", "open")).then(Entered())
    assert numbers(Word("entered"), story) == [1, 4]


def test_a_staff_reply_is_a_message_that_staff_send_and_nothing_the_system_sends() -> None:
    story = received()
    story.then(Marked("receipt", message="m1"), "system")  # 2: automatic
    story.then(Marked("receipt", message="m2"), "staff")  # 3: automatic, whoever triggers it
    story.then(Marked("solved"), "staff")  # 4: no message
    story.then(Marked("solved", message="m3"), "staff")  # 5
    story.then(Replied("m4"), "staff")  # 6
    story.then(Replied("m5"), "customer")  # 7
    story.then(Marked("called", message="m6"), "staff")  # 8: carries no message out
    assert numbers(Word("staff reply"), story) == [5, 6]


def test_a_reply_is_a_message_of_the_customer() -> None:
    story = received()
    story.then(Replied("m1"), "customer")  # 2
    story.then(Replied("m2"), "staff")  # 3
    story.then(Marked("not solved", message="m3"), "customer")  # 4
    story.then(Marked("called"), "customer")  # 5: no message
    story.then(Marked("not solved"), "staff")  # 6
    assert numbers(Word("reply"), story) == [2, 4]


def test_everything_asked_for_has_come_with_the_last_missing_field() -> None:
    story = received().then(Asked("2/identify", ("organisation", "logs")))
    story.then(Supplied({"logs": "x"}), "customer")
    assert numbers(Word("complete"), story) == []
    story.then(Supplied({"organisation": "Alfa"}), "customer").then(Supplied({"logs": "y"}), "customer")
    assert numbers(Word("complete"), story) == [4]


def test_one_field_of_a_group_of_alternatives_answers_for_the_group() -> None:
    story = (
        received()
        .then(Asked("2/identify", ("licence", "serial")))
        .then(Supplied({"serial": "1"}), "customer")
    )
    assert numbers(Word("complete"), story) == [3]


def test_a_pause_happens_when_it_really_begins_and_its_end_only_if_it_had_begun() -> None:
    story = received().then(Paused("waiting", "5/told", "m1"))
    assert numbers(Word("paused"), story) == []
    story.then(HandedOver("m1"), "channel").then(Resumed("waiting"))
    assert numbers(Word("paused"), story) == [3]
    assert numbers(Word("resumed"), story) == [4]
    story.then(Bounced("m1"), "channel")
    assert numbers(Word("paused"), story) == []
    assert numbers(Word("resumed"), story) == []


def test_one_end_of_two_pauses_happens_once() -> None:
    story = received().then(Paused("waiting", "5/a")).then(Paused("waiting", "5/b")).then(Resumed("waiting"))
    assert numbers(Word("resumed"), story) == [4]
