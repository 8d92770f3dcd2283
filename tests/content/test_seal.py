"""A seal opens with its own key in its own place and nowhere else, and every changed octet is noticed."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.desk.content.seal import (
    NotOpened,
    UnknownEnvelope,
    associated,
    open_sealed,
    place_of_content,
    seal,
)
from reglament.desk.content.secret import Secret, new_secret
from tests.content.built import CASE, CUSTOMER, LETTER, SeededWorld, secret

keys = st.binary(min_size=32, max_size=32).map(Secret)
nonces = st.binary(min_size=12, max_size=12)
PLACE = place_of_content(customer=CUSTOMER, stream=CASE, content=LETTER)


@given(key=keys, payload=st.binary(), aad=st.binary(), nonce=nonces)
def test_what_is_sealed_opens(key: Secret, payload: bytes, aad: bytes, nonce: bytes) -> None:
    assert (
        open_sealed(key=key, sealed=seal(key=key, payload=payload, aad=aad, nonce=nonce), aad=aad) == payload
    )


@given(payload=st.binary(max_size=60), nonce=nonces, at=st.integers(0), change=st.integers(1, 255))
def test_no_octet_of_a_seal_can_be_changed(payload: bytes, nonce: bytes, at: int, change: int) -> None:
    sealed = bytearray(seal(key=secret(1), payload=payload, aad=PLACE, nonce=nonce))
    sealed[at % len(sealed)] ^= change
    with pytest.raises(NotOpened):
        open_sealed(key=secret(1), sealed=bytes(sealed), aad=PLACE)


@given(payload=st.binary(max_size=60), nonce=nonces, short=st.integers(1))
def test_no_end_of_a_seal_can_be_cut_off(payload: bytes, nonce: bytes, short: int) -> None:
    sealed = seal(key=secret(1), payload=payload, aad=PLACE, nonce=nonce)
    with pytest.raises(NotOpened):
        open_sealed(key=secret(1), sealed=sealed[: -1 - short % len(sealed)], aad=PLACE)


@given(key=keys, other=keys, payload=st.binary(max_size=60), nonce=nonces)
def test_another_key_does_not_open(key: Secret, other: Secret, payload: bytes, nonce: bytes) -> None:
    if key == other:
        return
    sealed = seal(key=key, payload=payload, aad=PLACE, nonce=nonce)
    with pytest.raises(NotOpened, match="another key"):
        open_sealed(key=other, sealed=sealed, aad=PLACE)


@pytest.mark.parametrize("moved", ["customer", "stream", "content"])
def test_content_moved_to_another_row_does_not_open(moved: str) -> None:
    ids = {"customer": CUSTOMER, "stream": CASE, "content": LETTER}
    sealed = seal(key=secret(1), payload=b"hush", aad=place_of_content(**ids), nonce=bytes(12))
    with pytest.raises(NotOpened):
        open_sealed(key=secret(1), sealed=sealed, aad=place_of_content(**{**ids, moved: UUID(int=99)}))


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_two_places_never_read_alike(one: list[bytes], other: list[bytes]) -> None:
    assert (associated(what="x", parts=one) == associated(what="x", parts=other)) == (one == other)


def test_an_envelope_of_a_later_version_is_named() -> None:
    sealed = b"\x02" + seal(key=secret(1), payload=b"hush", aad=b"", nonce=bytes(12))[1:]
    with pytest.raises(UnknownEnvelope, match="version 2, this program reads 1"):
        open_sealed(key=secret(1), sealed=sealed, aad=b"")


def test_the_form_of_the_envelope_stays_what_was_once_stored() -> None:
    sealed = seal(key=secret(1), payload=b"hush", aad=b"place", nonce=bytes(range(12)))
    assert sealed.hex() == "01000102030405060708090a0bd3d3e64e2f6b8463fbd1d8abf0c845a30e650b7b"
    assert open_sealed(key=secret(1), sealed=sealed, aad=b"place") == b"hush"


@pytest.mark.parametrize("octets", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(octets: int) -> None:
    with pytest.raises(ValueError, match=f"{octets} were given"):
        Secret(bytes(octets))


def test_a_nonce_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="8 were given"):
        seal(key=secret(1), payload=b"", aad=b"", nonce=bytes(8))


def test_a_secret_never_shows_itself() -> None:
    fresh = new_secret(world=SeededWorld())
    shown = f"{fresh} {fresh!r}"
    assert shown == "Secret() Secret()"
