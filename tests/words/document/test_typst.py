"""The Typst source: texts are strings and nothing else, whatever they hold; the literal gives the same values back."""

import json

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from reglament.words.document.block import Link, StoryMoment
from reglament.words.document.typst import literal, quoted

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
HOSTILE = (
    '"; #panic("out")',
    '\\"; panic("out") //',
    "\\",
    "#panic()",
    "*bold* _under_ @label <label> $x^2$ = Heading // comment /* */",
    "\\u{41}",
    "`raw` ```raw``` ~ -- ---",
    "\u2028\u2029\u0000\u001b\u202e",
    '#import "@preview/x:1.0.0"',
    '#read("/etc/passwd")',
)


def evaluated(source: str) -> object:
    """What Typst itself makes of a literal."""
    return json.loads(typst.eval(b"", source, ignore_system_fonts=True))


def shown(text: str) -> str:
    """What of a text is printed: controls become spaces."""
    return "".join(letter if letter.isprintable() or letter == "\u00ad" else " " for letter in text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_comes_back_as_a_text(text: str) -> None:
    assert evaluated(quoted(text)) == shown(text)


@settings(max_examples=40)
@given(any_text)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert evaluated(quoted(text)) == shown(text)


@settings(max_examples=20)
@given(any_text, any_text, st.lists(any_text, max_size=3).map(tuple))
def test_a_block_comes_back_with_every_part_in_its_place(at: str, one: str, several: tuple[str, ...]) -> None:
    found = evaluated(literal(StoryMoment(at, (one,), several)))
    expected = {
        "kind-of": "StoryMoment",
        "at": shown(at),
        "happens": [shown(one)],
        "stands": [shown(text) for text in several],
    }
    assert found == expected


def test_numbers_and_truth_are_literals_too() -> None:
    assert evaluated(literal((1, True, False, "x"))) == [1, True, False, "x"]


def test_names_are_written_as_typst_writes_them() -> None:
    assert literal(Link("a", "b")) == '(kind-of: "Link", text: "a", anchor: "b")'


def test_a_value_of_another_kind_is_a_bug_that_shows() -> None:
    with pytest.raises(TypeError):
        literal({"a": 1})
