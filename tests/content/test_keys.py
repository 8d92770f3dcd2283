"""Keys are stored only wrapped, unwrap only where they belong, and outlive a rotation of what wraps them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.desk.content.blob_key import new_blob_key, rewrap_blob_key, unwrap_blob_key
from reglament.desk.content.intake_key import (
    intake_keys_needed,
    new_intake_key,
    open_from_intake,
    rewrap_intake_key,
    seal_for_intake,
)
from reglament.desk.content.kek import KekRing, KekUnknown
from reglament.desk.content.key_ring import WrappedKey, new_key, rewrap_key, unwrap_key
from reglament.desk.content.seal import NotOpened
from tests.content.built import (
    CASE,
    CUSTOMER,
    LETTER,
    MONDAY,
    OTHER_CASE,
    OTHER_CUSTOMER,
    TUESDAY,
    SeededWorld,
    ring,
)

days = st.dates(date(2020, 1, 1), date(2100, 1, 1))


@given(case=st.uuids(), day=days, seed=st.integers(0, 1000))
def test_a_wrapped_key_unwraps_to_the_same_key(case: Any, day: date, seed: int) -> None:
    key, wrapped = new_key(case=case, day=day, ring=ring(1, 2), world=SeededWorld(seed=seed))
    assert (wrapped.case, wrapped.day, wrapped.kek) == (case, day, 2)
    assert unwrap_key(wrapped=wrapped, ring=ring(1, 2)) == key
    assert key.octets not in wrapped.sealed


@pytest.mark.parametrize(
    "moved",
    [
        lambda row: replace(row, case=OTHER_CASE),
        lambda row: replace(row, day=TUESDAY),
        lambda row: replace(row, kek=1),
        lambda row: replace(row, sealed=row.sealed[:-1] + bytes((row.sealed[-1] ^ 1,))),
    ],
)
def test_a_changed_row_does_not_unwrap(moved: Callable[[WrappedKey], WrappedKey]) -> None:
    _, wrapped = new_key(case=CASE, day=MONDAY, ring=ring(1, 2), world=SeededWorld())
    with pytest.raises(NotOpened):
        unwrap_key(wrapped=moved(wrapped), ring=ring(1, 2))


def test_after_a_rotation_the_old_wraps_still_open_and_are_wrapped_anew() -> None:
    world = SeededWorld()
    key, old = new_key(case=CASE, day=MONDAY, ring=ring(1), world=world)
    anew = rewrap_key(wrapped=old, ring=ring(1, 2), world=world)
    assert unwrap_key(wrapped=old, ring=ring(1, 2)) == key
    assert (anew.kek, unwrap_key(wrapped=anew, ring=ring(2))) == (2, key)
    assert rewrap_key(wrapped=anew, ring=ring(1, 2), world=world) is anew


def test_a_retired_version_opens_nothing_and_is_named() -> None:
    _, old = new_key(case=CASE, day=MONDAY, ring=ring(1), world=SeededWorld())
    with pytest.raises(KekUnknown, match="wrapped by key-encryption key 1; at hand are 2, 3"):
        unwrap_key(wrapped=old, ring=ring(2, 3))


def test_a_ring_is_never_empty_and_never_shows_its_keys() -> None:
    assert repr(ring(2, 1)) == "KekRing(versions=(1, 2))"
    with pytest.raises(ValueError, match="at least one"):
        KekRing(keks=())


def test_a_blob_key_stays_the_same_through_a_rotation_and_belongs_to_one_customer() -> None:
    world = SeededWorld()
    wrapped = new_blob_key(customer=CUSTOMER, ring=ring(1), world=world)
    anew = rewrap_blob_key(wrapped=wrapped, ring=ring(1, 2), world=world)
    assert unwrap_blob_key(wrapped=anew, ring=ring(2)) == unwrap_blob_key(wrapped=wrapped, ring=ring(1))
    assert rewrap_blob_key(wrapped=anew, ring=ring(1, 2), world=world) is anew
    with pytest.raises(NotOpened):
        unwrap_blob_key(wrapped=replace(wrapped, customer=OTHER_CUSTOMER), ring=ring(1))


def test_an_intake_pair_opens_its_letters_after_a_rotation() -> None:
    world = SeededWorld()
    pair = new_intake_key(mailbox=7, day=MONDAY, ring=ring(1), world=world)
    sealed = seal_for_intake(payload=b"hush", key=pair.key, inbound=LETTER, world=world)
    anew = rewrap_intake_key(wrapped=pair, ring=ring(1, 2), world=world)
    assert (anew.kek, anew.key) == (2, pair.key)
    assert open_from_intake(sealed=sealed, wrapped=anew, inbound=LETTER, ring=ring(2)) == b"hush"
    assert rewrap_intake_key(wrapped=anew, ring=ring(1, 2), world=world) is anew


@given(today=days, have=st.sets(st.integers(-3, 12)), ahead=st.integers(0, 10))
def test_exactly_the_missing_days_ahead_are_needed(today: date, have: set[int], ahead: int) -> None:
    there = {today + timedelta(days=after) for after in have}
    needed = intake_keys_needed(today=today, have=there, ahead=ahead)
    assert {(day - today).days for day in needed} == set(range(ahead + 1)) - have
    assert list(needed) == sorted(needed)


def test_a_mailbox_without_any_pair_needs_today_and_a_week() -> None:
    assert intake_keys_needed(today=MONDAY, have=()) == tuple(
        MONDAY + timedelta(days=after) for after in range(8)
    )
