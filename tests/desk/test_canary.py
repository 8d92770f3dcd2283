"""The canary oracle finds tokens however they are wrapped, and knows whose they are."""

import base64
import gzip
import json
import quopri
from collections.abc import Callable

import pytest

from tests.canary import Canaries, Token, foreign, tokens

CANARIES = Canaries()
MINE, THEIRS, NOTE = CANARIES.text("ash"), CANARIES.text("birch"), CANARIES.note("ash")
WRAPPED: dict[str, Callable[[str], object]] = {
    "plain": lambda text: text.encode(),
    "in capitals": lambda text: text.upper().encode(),
    "in base64": lambda text: base64.encodebytes(f"Hello, {text}, and much more of it".encode()),
    "in base64 of an odd beginning": lambda text: b"x" + base64.b64encode(f"a line of it {text}".encode()),
    "in quoted-printable over a line's end": lambda text: quopri.encodestring(("я" * 11 + text).encode()),
    "in UTF-16": lambda text: text.encode("utf-16"),
    "in JSON": lambda text: json.dumps({"я": [text]}).encode(),
    "in a value": lambda text: Token(text, "x", 1),
}


@pytest.mark.parametrize("shape", WRAPPED)
def test_a_token_is_found_in_any_wrapping(shape: str) -> None:
    assert {one.text for one in tokens(WRAPPED[shape](THEIRS))} == {THEIRS}
    assert tokens(WRAPPED[shape]("nothing of anybody, and quite long")) == frozenset()


def test_what_is_foreign_is_what_is_of_others_and_notes_where_none_are_due() -> None:
    everything = f"{MINE} {THEIRS} {NOTE}"
    assert {one.text for one in foreign(everything, owners=["ash"], notes=True)} == {THEIRS}
    assert {one.text for one in foreign(everything, owners=["ash"], notes=False)} == {THEIRS, NOTE}
    assert {one.text for one in foreign(everything, owners=[], notes=False)} == {MINE, THEIRS, NOTE}
    assert foreign(everything, owners=["ash", "birch"], notes=True) == frozenset()


def test_packed_bytes_must_be_unpacked_before_they_are_searched() -> None:
    assert tokens(gzip.compress(THEIRS.encode())) == frozenset()
