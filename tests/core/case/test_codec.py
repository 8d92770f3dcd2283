"""Events in the books: what is written is read back for ever."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.core.case import codec
from reglament.core.case.codec import decode, encode, version_of, word_of
from reglament.core.case.event import Closed, Event, Paused, Registered, WorkLogged, WorkStarted
from tests.core.case.cast import Story
from tests.core.case.events import events
from tests.core.specimens import Specimen, check_as_it_was, check_each_is_there, named, specimens_beside

SPECIMENS = specimens_beside(__file__)


@pytest.mark.parametrize("stored", SPECIMENS, ids=named(SPECIMENS))
def test_an_event_written_long_ago_is_read_and_written_today_as_it_was(stored: Specimen) -> None:
    check_as_it_was(stored, codec)


def test_every_version_of_every_word_has_its_specimen_and_its_upcaster() -> None:
    check_each_is_there(SPECIMENS, codec)


@given(event=events())
def test_an_event_comes_back_from_its_bytes_as_it_went(event: Event) -> None:
    facts = json.loads(json.dumps(encode(event), sort_keys=True))
    assert decode(word_of(event), version_of(event), facts) == event


@given(happened=st.lists(events(), max_size=8))
def test_a_case_folded_from_the_books_is_the_case_folded_from_its_events(happened: list[Event]) -> None:
    told, read = Story(), Story()
    for event in happened:
        told.then(event)
        read.then(decode(word_of(event), version_of(event), encode(event)))
    assert read.state() == told.state()


@given(event=events())
def test_equal_events_are_written_with_equal_bytes_whatever_the_order_of_their_keys(event: Event) -> None:
    facts = encode(event)
    assert list(facts) == sorted(facts)
    for value in facts.values():
        if isinstance(value, dict):
            assert list(value) == sorted(value)


def test_what_has_its_default_is_not_written() -> None:
    assert encode(Closed()) == {}
    assert encode(Closed(ground="silence")) == {"ground": "silence"}
    assert encode(WorkStarted()) == {}
    assert encode(Paused("waiting", "5/told")) == {"reason": "waiting", "rule": "5/told"}


BROKEN: list[tuple[str, int, dict[str, object], str]] = [
    ("eclipsed", 1, {}, "no event `eclipsed` of version 1 was ever written"),
    ("paused", 3, {}, "no event `paused` of version 3 was ever written"),
    ("paused", 0, {}, "no event `paused` of version 0 was ever written"),
    ("registered", 1, {}, "`registered` of version 1: key `number` is missing"),
    ("registered", 1, {"number": "1", "colour": "red"}, "`registered` of version 1: unknown key `colour`"),
    ("registered", 1, {"number": 1}, "`registered` of version 1: key `number`: a text is expected"),
    (
        "work logged",
        1,
        {"seconds": True, "who": "a"},
        "`work logged` of version 1: key `seconds`: a whole number is expected",
    ),
    (
        "asked",
        1,
        {"rule": "1/a", "fields": "logs"},
        "`asked` of version 1: key `fields`: a list of texts is expected",
    ),
    (
        "supplied",
        1,
        {"fields": ["logs"]},
        "`supplied` of version 1: key `fields`: a mapping of texts is expected",
    ),
    (
        "estimated",
        1,
        {"seconds": 1, "term": "-1 working days"},
        "`estimated` of version 1: key `term`: no amount: a term can't be negative: write 0 or more",
    ),
    (
        "received",
        1,
        {"channel": "email", "role": "contact", "contract": "valid", "pinned": {"edition": "2026"}},
        "`received` of version 1: key `pinned`: a mapping of calendars, digest, edition, tier, tzdata, zone is expected",
    ),
]


@pytest.mark.parametrize(("word", "version", "facts", "said"), BROKEN)
def test_what_cannot_be_read_says_which_key_of_what_is_wrong(
    word: str, version: int, facts: dict[str, object], said: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(said) + "$"):
        decode(word, version, facts)


def test_words_are_told_apart() -> None:
    assert word_of(Registered("1")) == "registered"
    assert word_of(WorkLogged(1, "a")) == "work logged"
