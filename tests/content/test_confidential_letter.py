"""A confidential letter from the wire to the purge: who can open it at each step, and that afterwards nobody can."""

from dataclasses import fields, replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.desk.content.intake_key import (
    IntakeKey,
    WrappedIntakeKey,
    new_intake_key,
    open_from_intake,
    seal_for_intake,
)
from reglament.desk.content.key_ring import WrappedKey, new_key, unwrap_key
from reglament.desk.content.seal import (
    NONCE_OCTETS,
    NotOpened,
    UnknownEnvelope,
    open_sealed,
    place_of_content,
    seal,
)
from tests.content.built import (
    CASE,
    CUSTOMER,
    LETTER,
    MONDAY,
    OTHER_CASE,
    OTHER_LETTER,
    TUESDAY,
    SeededWorld,
    ring,
)

RING = ring(1)
CANARY = b"canary: the name of the bank is Ivolga"
PLACE = place_of_content(customer=CUSTOMER, stream=CASE, content=LETTER)


def pair(mailbox: int = 7, seed: int = 0) -> WrappedIntakeKey:
    return new_intake_key(mailbox=mailbox, day=MONDAY, ring=RING, world=SeededWorld(seed=seed))


def boxed(payload: bytes = CANARY, key: IntakeKey | None = None) -> bytes:
    return seal_for_intake(payload=payload, key=key or pair().key, inbound=LETTER, world=SeededWorld(seed=5))


@given(payload=st.binary(), inbound=st.uuids(), seed=st.integers(0, 1000))
def test_the_worker_opens_what_intake_sealed(payload: bytes, inbound: UUID, seed: int) -> None:
    sealed = seal_for_intake(payload=payload, key=pair().key, inbound=inbound, world=SeededWorld(seed=seed))
    assert open_from_intake(sealed=sealed, wrapped=pair(), inbound=inbound, ring=RING) == payload


def test_intake_holds_nothing_but_a_public_half() -> None:
    assert {field.name for field in fields(IntakeKey)} == {"mailbox", "day", "public"}


def test_intake_cannot_open_what_it_sealed() -> None:
    sealed = boxed()
    # All that intake can do: make pairs of its own for the same mailbox and day, and claim the public half.
    for seed in range(1, 20):
        forged = replace(pair(seed=seed), key=pair().key)
        with pytest.raises(NotOpened):
            open_from_intake(sealed=sealed, wrapped=forged, inbound=LETTER, ring=RING)
        with pytest.raises(NotOpened):
            open_from_intake(sealed=sealed, wrapped=pair(seed=seed), inbound=LETTER, ring=RING)


def test_the_same_letter_twice_gives_two_boxes_that_share_nothing() -> None:
    world = SeededWorld()
    one, other = (
        seal_for_intake(payload=CANARY, key=pair().key, inbound=LETTER, world=world) for _ in range(2)
    )
    assert one[1:33] != other[1:33]
    assert one[33:] != other[33:]


@given(at=st.integers(0), change=st.integers(1, 255))
def test_no_octet_of_a_box_can_be_changed(at: int, change: int) -> None:
    sealed = bytearray(boxed())
    at %= len(sealed)
    sealed[at] ^= change
    with pytest.raises(NotOpened):
        open_from_intake(sealed=bytes(sealed), wrapped=pair(), inbound=LETTER, ring=RING)


def test_the_bit_of_a_point_that_nobody_reads_cannot_be_changed_either() -> None:
    sealed = bytearray(boxed())
    sealed[32] ^= 0x80  # ignored by RFC 7748; the key is derived from the octets as they came
    with pytest.raises(NotOpened):
        open_from_intake(sealed=bytes(sealed), wrapped=pair(), inbound=LETTER, ring=RING)


def test_a_box_does_not_open_in_another_row_mailbox_or_day() -> None:
    with pytest.raises(NotOpened):
        open_from_intake(sealed=boxed(), wrapped=pair(), inbound=OTHER_LETTER, ring=RING)
    with pytest.raises(NotOpened):
        open_from_intake(sealed=boxed(), wrapped=pair(mailbox=8), inbound=LETTER, ring=RING)
    claimed = replace(pair(), key=replace(pair().key, day=TUESDAY))
    with pytest.raises(NotOpened):
        open_from_intake(sealed=boxed(), wrapped=claimed, inbound=LETTER, ring=RING)


@pytest.mark.parametrize("sender", [bytes(32), b"\x01" + bytes(31)])
def test_a_point_of_small_order_is_refused(sender: bytes) -> None:
    forged = boxed()[:1] + sender + boxed()[33:]
    with pytest.raises(NotOpened, match="first octets were changed"):
        open_from_intake(sealed=forged, wrapped=pair(), inbound=LETTER, ring=RING)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + bytes(32), b"\x02" + bytes(100)])
def test_what_is_no_box_is_named(sealed: bytes) -> None:
    with pytest.raises(UnknownEnvelope, match="no box of version 1"):
        open_from_intake(sealed=sealed, wrapped=pair(), inbound=LETTER, ring=RING)


def books() -> tuple[bytes, list[WrappedKey]]:
    """The letter sealed anew for its case and day, and the key rows of two cases on two days."""
    world = SeededWorld(seed=9)
    letter = open_from_intake(sealed=boxed(), wrapped=pair(), inbound=LETTER, ring=RING)
    made = [
        new_key(case=case, day=day, ring=RING, world=world)
        for case in (CASE, OTHER_CASE)
        for day in (MONDAY, TUESDAY)
    ]
    sealed = seal(key=made[0][0], payload=letter, aad=PLACE, nonce=world.random(NONCE_OCTETS))
    return sealed, [row for _, row in made]


def test_the_case_opens_by_its_key_of_the_day() -> None:
    sealed, rows = books()
    assert CANARY not in sealed
    assert open_sealed(key=unwrap_key(wrapped=rows[0], ring=RING), sealed=sealed, aad=PLACE) == CANARY


def test_once_the_wrapped_key_is_gone_nothing_that_is_left_opens_the_letter() -> None:
    sealed, (_gone, *left) = books()
    keys = [unwrap_key(wrapped=row, ring=RING) for row in left]
    keys += [RING.secret(version=version) for version in RING.versions]
    for key in keys:
        with pytest.raises(NotOpened):
            open_sealed(key=key, sealed=sealed, aad=PLACE)


def test_once_the_pair_of_the_day_is_gone_the_next_day_does_not_open_the_box() -> None:
    next_day = new_intake_key(mailbox=7, day=TUESDAY, ring=RING, world=SeededWorld(seed=1))
    with pytest.raises(NotOpened):
        open_from_intake(sealed=boxed(), wrapped=next_day, inbound=LETTER, ring=RING)
