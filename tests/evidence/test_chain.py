"""The chain of a stream: the bytes under a hash, and what `check_chain` finds."""

import struct
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.desk.clock.commitment import commit, commit_chunks
from reglament.desk.ledger.chain import (
    GENESIS,
    Break,
    ChainReason,
    Link,
    check_chain,
    link_hash,
    log_leaf,
)
from tests.evidence.history import hashed, history

CUSTOMER = UUID(int=7)
NUMBERS = st.integers(-(2**63), 2**63 - 1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
MAYBE = st.none() | TEXTS
LINKS = st.builds(
    Link,
    stream=st.uuids(),
    seq=NUMBERS,
    happened_at=NUMBERS,
    known_at=NUMBERS,
    party=TEXTS,
    role=MAYBE,
    actor=MAYBE,
    type=TEXTS,
    version=NUMBERS,
    facts=st.binary(max_size=6),
    commitments=st.lists(st.binary(max_size=40), max_size=3).map(tuple),
    act=st.uuids(),
)


def plainly(prev: bytes, customer: UUID, link: Link) -> bytes:
    """The hash as the page tells it, field after field."""

    def number(value: int) -> bytes:
        return value.to_bytes(8, "big", signed=True)

    def maybe(value: str | None) -> bytes:
        return b"\0" if value is None else b"\1" + value.encode()

    fields = [b"reglament.event.v1", prev, customer.bytes, link.stream.bytes, link.act.bytes]
    fields += [number(value) for value in (link.seq, link.happened_at, link.known_at, link.version)]
    fields += [link.party.encode(), link.type.encode(), maybe(link.role), maybe(link.actor), link.facts]
    written = b"".join(struct.pack(">I", len(field)) + field for field in fields)
    written += struct.pack(">I", len(link.commitments))
    written += b"".join(struct.pack(">I", len(field)) + field for field in link.commitments)
    return sha256(written).digest()


@given(prev=st.binary(min_size=32, max_size=32), customer=st.uuids(), link=LINKS)
def test_a_hash_is_that_of_the_page(prev: bytes, customer: UUID, link: Link) -> None:
    assert link_hash(prev=prev, customer=customer, link=link) == plainly(prev, customer, link)


@given(one=LINKS, two=LINKS)
def test_two_different_events_never_share_a_hash(one: Link, two: Link) -> None:
    hashes = {link_hash(prev=GENESIS, customer=CUSTOMER, link=link) for link in (one, two)}
    assert len(hashes) == (1 if one == two else 2)


@given(link=LINKS, name=st.sampled_from(Link.__slots__), other=LINKS)
def test_every_field_is_under_the_hash(link: Link, name: str, other: Link) -> None:
    moved = replace(link, **{name: getattr(other, name)})
    same = link_hash(prev=GENESIS, customer=CUSTOMER, link=link) == link_hash(
        prev=GENESIS, customer=CUSTOMER, link=moved
    )
    assert same == (getattr(link, name) == getattr(other, name))


def test_an_absent_role_is_not_an_empty_one() -> None:
    link = history(1).links[0]
    role, actor = replace(link, role=None, actor=""), replace(link, role="", actor=None)
    assert link_hash(prev=GENESIS, customer=CUSTOMER, link=role) != link_hash(
        prev=GENESIS, customer=CUSTOMER, link=actor
    )


def test_a_text_cannot_move_into_the_next_field() -> None:
    link = history(1).links[0]
    one, two = replace(link, party="ab", type="c"), replace(link, party="a", type="bc")
    assert link_hash(prev=GENESIS, customer=CUSTOMER, link=one) != link_hash(
        prev=GENESIS, customer=CUSTOMER, link=two
    )


def test_a_whole_chain_has_no_break() -> None:
    whole = history(1)
    assert check_chain(customer=whole.customer, links=whole.links, hashes=whole.hashes) == []


def test_a_chain_of_nothing_has_no_break() -> None:
    assert check_chain(customer=CUSTOMER, links=[], hashes=[]) == []


def test_a_changed_event_is_one_break_at_its_place() -> None:
    whole = history(1)
    links = list(whole.links)
    links[2] = replace(links[2], known_at=links[2].known_at - 1)
    found = check_chain(customer=whole.customer, links=links, hashes=whole.hashes)
    assert found == [Break(3, 3, ChainReason.HASH)]


def test_a_changed_hash_breaks_its_event_and_the_next() -> None:
    whole = history(1)
    hashes = [*whole.hashes[:2], bytes(32), *whole.hashes[3:]]
    found = check_chain(customer=whole.customer, links=whole.links, hashes=hashes)
    assert found == [Break(3, 3, ChainReason.HASH), Break(4, 4, ChainReason.HASH)]


def test_a_dropped_event_is_found_even_when_all_is_hashed_anew() -> None:
    whole = history(1)
    links = whole.links[:2] + whole.links[3:]
    found = check_chain(customer=whole.customer, links=links, hashes=hashed(whole.customer, links))
    assert found[0] == Break(3, 4, ChainReason.SEQUENCE)
    assert {at.reason for at in found} == {ChainReason.SEQUENCE}


def test_an_event_of_another_stream_is_named() -> None:
    whole = history(1)
    links = [*whole.links[:3], replace(whole.links[3], stream=UUID(int=1)), *whole.links[4:]]
    found = check_chain(customer=whole.customer, links=links, hashes=hashed(whole.customer, links))
    assert found == [Break(4, 4, ChainReason.OTHER_STREAM)]


def test_another_customer_breaks_the_first_event_and_all_behind() -> None:
    whole = history(1)
    found = check_chain(customer=CUSTOMER, links=whole.links, hashes=whole.hashes)
    assert [at.place for at in found] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("links", "hashes", "expected"),
    [(6, 5, Break(6, 6, ChainReason.COUNT)), (4, 6, Break(5, None, ChainReason.COUNT))],
)
def test_hashes_and_events_must_be_as_many(links: int, hashes: int, expected: Break) -> None:
    whole = history(1)
    assert check_chain(customer=whole.customer, links=whole.links[:links], hashes=whole.hashes[:hashes]) == [
        expected
    ]


def test_a_commitment_needs_a_salt_of_sixteen_bytes() -> None:
    with pytest.raises(ValueError, match="a salt has 16 bytes; 15 were given"):
        commit(salt=bytes(15), payload=b"\0text")


def test_a_commitment_is_that_of_the_page() -> None:
    salt = bytes(range(16))
    assert commit(salt=salt, payload=b"text") == sha256(b"reglament.content.v1" + salt + b"text").digest()


def test_a_leaf_binds_customer_stream_number_and_hash() -> None:
    one = log_leaf(customer=UUID(int=1), stream=UUID(int=2), seq=3, hash=bytes(32))
    others = {
        log_leaf(customer=UUID(int=2), stream=UUID(int=2), seq=3, hash=bytes(32)),
        log_leaf(customer=UUID(int=1), stream=UUID(int=3), seq=3, hash=bytes(32)),
        log_leaf(customer=UUID(int=1), stream=UUID(int=2), seq=4, hash=bytes(32)),
        log_leaf(customer=UUID(int=1), stream=UUID(int=2), seq=3, hash=bytes(31) + b"\1"),
    }
    assert len(others | {one}) == 5


@given(salt=st.binary(min_size=16, max_size=16), payload=st.binary(max_size=99))
def test_where_a_payload_is_cut_makes_no_difference_to_its_commitment(salt: bytes, payload: bytes) -> None:
    assert commit(salt=salt, payload=payload) == commit_chunks(salt=salt, chunks=(payload[:3], payload[3:]))
