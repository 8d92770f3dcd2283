"""Histories: any line is a case or a broken line with a code, never an exception."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.replay.history.past import BrokenLine, PastCase
from reglament.core.replay.history.read import Reader
from reglament.core.replay.whatif.judge import Judge
from reglament.core.replay.whatif.law import Law
from tests.core.replay.small import almanac, regulation
from tests.core.replay.whatif.past import UNTIL, deed, line, received

GOOD = line(
    "A",
    received("2026-11-03 10:00", axes={"urgency": "high"}, fields={"log": "x"}),
    deed("2026-11-03 11:00", "marked", mark="answered", message="x7"),
    deed("2026-11-03 12:00", "closed", ground="solved"),
)
_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=4),
    st.just("writer"),
)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


def places(plain: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place inside plain data."""
    inside = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    return [path, *(place for key, value in inside for place in places(value, (*path, key)))]


def exchanged(plain: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copied = dict(plain) if isinstance(plain, dict) else list(plain)
    copied[path[0]] = exchanged(plain[path[0]], path[1:], value)
    return copied


def read(text: bytes) -> PastCase | BrokenLine:
    return Reader((regulation(),), asked=frozenset(), until=UNTIL).read_text(1, text)


@given(st.sampled_from(places(GOOD)), _values)
def test_a_case_with_anything_anywhere_is_read_and_judged_or_named(path: tuple[Any, ...], value: Any) -> None:
    found = read(json.dumps(exchanged(GOOD, path, value)).encode())
    if isinstance(found, PastCase):
        Judge(Law(regulation(), almanac()), UNTIL).judge([found])
    else:
        assert found.code.startswith("history/")


@given(
    st.one_of(st.binary(max_size=200), st.integers(0, 400).map(lambda cut: json.dumps(GOOD).encode()[:cut]))
)
def test_any_bytes_are_named(text: bytes) -> None:
    found = read(text)
    assert isinstance(found, BrokenLine)
    assert found.code in {"history/not-json", "history/not-a-case", "history/key-missing", "history/bad-form"}
