"""Certificate keys: strong, and read however people write them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.core.contract.contract import Certificate
from reglament.core.contract.key import (
    ALPHABET,
    NO_KEY,
    digest_of_key,
    is_key_of,
    key_tag,
    new_key,
    normalise_key,
    written_keys,
)

RANDOM = st.binary(min_size=16, max_size=24)


def test_a_key_carries_at_least_a_hundred_bits_in_letters_and_digits() -> None:
    signs = normalise_key(new_key(bytes(range(16))))
    assert set(signs) <= set(ALPHABET)
    assert len(signs) * 5 >= 100
    assert len(ALPHABET) == 32


@given(one=RANDOM, other=RANDOM)
def test_other_random_bits_give_another_key(one: bytes, other: bytes) -> None:
    mask = (1 << 125) - 1
    same_bits = int.from_bytes(one[:16], "big") & mask == int.from_bytes(other[:16], "big") & mask
    assert (new_key(one) == new_key(other)) is same_bits


def test_a_key_is_written_in_groups_that_can_be_read_aloud() -> None:
    assert new_key(b"\xff" * 16) == "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ"
    assert new_key(bytes(15) + b"\x01") == "10000-00000-00000-00000-00000"


def test_too_little_randomness_makes_no_key() -> None:
    with pytest.raises(ValueError, match="a key needs 16 random bytes, got 15"):
        new_key(bytes(15))


@pytest.mark.parametrize(
    "written",
    [
        "ABCDE-12345",
        "abcde12345",
        " abcde 12345 ",
        "AbCdE – 12345",
        "ABCDE\u00a012345",
        "abc\tde-12\n345",
        "ＡＢＣＤＥ１２３４５",
    ],
)
def test_case_spaces_dashes_and_wide_letters_do_not_matter(written: str) -> None:
    assert normalise_key(written) == "ABCDE12345"
    assert is_key_of(digest_of_key("ABCDE-12345"), written)
    assert is_key_of(digest_of_key(written), "ABCDE-12345")


@pytest.mark.parametrize("written", ["ABCDE-12346", "ABCDE-1234", "ABCDE-123450", "", "---"])
def test_another_key_is_another_key(written: str) -> None:
    assert not is_key_of(digest_of_key("ABCDE-12345"), written)


def test_no_key_is_no_key_even_beside_another_empty_one() -> None:
    assert digest_of_key(" - ") == NO_KEY
    assert not is_key_of(NO_KEY, "")
    assert not is_key_of(NO_KEY, " - ")


@given(RANDOM)
def test_a_seal_and_a_tag_are_the_same_for_every_writing_and_show_nothing_of_the_key(random: bytes) -> None:
    key = new_key(random)
    digest = digest_of_key(key)
    assert digest == digest_of_key(key.lower().replace("-", " ")) == digest_of_key(digest)
    assert key_tag(key) == key_tag(digest) == digest.removeprefix("sha256:")[:16]
    assert normalise_key(key)[:10] not in normalise_key(digest)


def test_who_has_read_a_seal_or_a_tag_does_not_get_in_with_it() -> None:
    digest = digest_of_key("ABCDE-12345")
    assert not is_key_of(digest, digest)
    assert not is_key_of(digest, key_tag(digest))


def test_a_certificate_never_holds_the_key_it_was_made_with() -> None:
    made = Certificate("ABCDE-12345", None, None)
    assert made.key == digest_of_key("abcde 12345")
    assert "ABCDE" not in repr(made)
    assert replace(made, granted=1).key == made.key


@given(
    keys=st.lists(RANDOM.map(new_key), max_size=3, unique=True),
    prose=st.text(st.sampled_from("аб .,!\n"), max_size=9),
    written=st.sampled_from(
        (str, str.lower, lambda key: key.replace("-", ""), lambda key: key.replace("-", " "))
    ),
)
def test_keys_are_found_in_prose_however_they_are_written(
    keys: list[str], prose: str, written: Callable[[str], str]
) -> None:
    text = f"{prose} «" + f"», {prose} «".join(written(key) for key in keys) + f"» {prose}"
    assert [normalise_key(found) for found in written_keys(text)] == [normalise_key(key) for key in keys]


def test_what_is_longer_shorter_or_has_other_signs_is_no_key() -> None:
    key = new_key(bytes(range(16)))
    for other in (f"A{key}", f"{key}1", key[:-1], key.replace(key[0], "I", 1), f"{key}я", ""):
        assert written_keys(f"ключ {other}") == ()
    assert written_keys(f"{key} {key.lower()}") == (key,)
