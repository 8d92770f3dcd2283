"""A commitment binds to one payload, tells nothing of it without the salt, and keeps its form for ever."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.desk.clock.commitment import commit, commit_chunks
from reglament.desk.content.salted import holds, new_salt
from tests.content.built import SeededWorld

salts = st.binary(min_size=16, max_size=16)


@given(salt=salts, payload=st.binary())
def test_a_commitment_is_the_hash_of_tag_salt_and_payload(salt: bytes, payload: bytes) -> None:
    assert commit(salt=salt, payload=payload) == sha256(b"reglament.content.v1" + salt + payload).digest()


@given(salt=salts, chunks=st.lists(st.binary(max_size=9)))
def test_where_a_payload_is_cut_makes_no_difference(salt: bytes, chunks: list[bytes]) -> None:
    assert commit_chunks(salt=salt, chunks=chunks) == commit(salt=salt, payload=b"".join(chunks))


@given(salt=salts, other_salt=salts, payload=st.binary(max_size=9), other=st.binary(max_size=9))
def test_a_commitment_holds_for_one_salt_and_payload_alone(
    salt: bytes, other_salt: bytes, payload: bytes, other: bytes
) -> None:
    made = commit(salt=salt, payload=payload)
    assert holds(commitment=made, salt=salt, payload=payload)
    assert holds(commitment=made, salt=salt, payload=other) == (payload == other)
    assert holds(commitment=made, salt=other_salt, payload=payload) == (salt == other_salt)


@pytest.mark.parametrize("octets", [0, 15, 17])
def test_a_salt_of_another_length_is_refused(octets: int) -> None:
    with pytest.raises(ValueError, match=f"{octets} were given"):
        commit(salt=bytes(octets), payload=b"")


def test_every_salt_is_fresh() -> None:
    world = SeededWorld()
    assert (len(new_salt(world=world)), new_salt(world=world) == new_salt(world=world)) == (16, False)
