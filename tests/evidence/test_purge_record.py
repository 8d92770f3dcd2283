"""A purge leaves its commitments and says so: what fits the record and what does not."""

from dataclasses import replace

import pytest

from reglament.desk.ledger.purge_record import (
    Content,
    ContentFault,
    ContentReason,
    check_contents,
    committed,
    purge_facts,
    purged_by,
)
from tests.evidence.history import History, history

WHOLE = history(1)
KEPT, GONE = WHOLE.contents[0], WHOLE.contents[1]


def faults(contents: list[Content], whole: History = WHOLE) -> list[ContentFault]:
    return check_contents(links=whole.links, contents=contents)


def with_first(content: Content) -> list[Content]:
    return [content, *WHOLE.contents[1:]]


def test_contents_with_a_recorded_purge_have_no_fault() -> None:
    assert faults(list(WHOLE.contents)) == []


def test_the_facts_of_a_purge_are_canonical() -> None:
    facts = purge_facts(
        commitments=[b"\2" * 32, b"\1" * 32, b"\2" * 32], others={"who": "Ж. Ветрова", "a": 1}
    )
    assert facts == f'{{"a":1,"purged":["{"01" * 32}","{"02" * 32}"],"who":"Ж. Ветрова"}}'.encode()
    assert purged_by(facts) == {b"\1" * 32, b"\2" * 32}


@pytest.mark.parametrize(
    "facts", [b"", b"{}", b"[]", b"\xff", b'{"purged": 3}', b'{"purged": ["xy", 5]}', b"[" * 100_000]
)
def test_facts_of_another_kind_purge_nothing(facts: bytes) -> None:
    assert purged_by(facts) == frozenset()


def test_a_changed_text_is_named() -> None:
    assert KEPT.payload is not None
    changed = replace(KEPT, payload=KEPT.payload + b" ")
    assert faults(with_first(changed)) == [ContentFault(KEPT.commitment, ContentReason.CHANGED)]


def test_a_byte_cannot_move_from_the_salt_into_the_text() -> None:
    assert KEPT.salt is not None
    assert KEPT.payload is not None
    moved = Content(KEPT.commitment, KEPT.salt[:-1], KEPT.salt[-1:] + KEPT.payload)
    assert faults(with_first(moved)) == [ContentFault(KEPT.commitment, ContentReason.CHANGED)]


def test_half_a_purge_is_a_change() -> None:
    half = replace(KEPT, salt=None)
    assert faults(with_first(half)) == [ContentFault(KEPT.commitment, ContentReason.CHANGED)]


def test_content_gone_without_a_record_is_named() -> None:
    gone = Content(KEPT.commitment, None, None)
    assert faults(with_first(gone)) == [ContentFault(KEPT.commitment, ContentReason.NOT_PURGED)]


def test_content_that_a_purge_should_have_taken_is_named() -> None:
    facts = purge_facts(commitments=[KEPT.commitment, GONE.commitment], others={})
    whole = replace(WHOLE, links=(*WHOLE.links[:-1], replace(WHOLE.links[-1], facts=facts)))
    assert faults(list(WHOLE.contents), whole) == [ContentFault(KEPT.commitment, ContentReason.STILL_THERE)]


def test_missing_repeated_and_foreign_content_is_named() -> None:
    foreign = history(2).contents[0]
    found = faults([*WHOLE.contents[1:], WHOLE.contents[2], foreign])
    assert found == [
        ContentFault(WHOLE.contents[2].commitment, ContentReason.TWICE),
        ContentFault(foreign.commitment, ContentReason.STRANGER),
        ContentFault(KEPT.commitment, ContentReason.MISSING),
    ]


def test_a_commitment_made_twice_is_listed_once_where_it_came_first() -> None:
    again = replace(WHOLE.links[3], commitments=(KEPT.commitment,))
    assert committed([*WHOLE.links, again]) == tuple(content.commitment for content in WHOLE.contents)
