"""Writing one value into a file changes that value alone."""

import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from reglament.core.regulation.source.node import Mapping, Node, Scalar, Sequence
from reglament.core.regulation.source.read import read_source
from reglament.core.regulation.source.replace import replace_value

FILE = """\
a: plain words   # first
'b': 'single ''quoted'''  # second
c: "double \\"quoted\\""
d:
e: [one, 'two', "three", {f: four, g: , h: five:six}, ]
i:
  - item
  -
  - |
    block text

    of lines
  - >-
      folded
      text
j: many
  lines of
  plain
k: {l}
# the end
m: last"""

VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text(
    " \n:#-,[]{}'\"|>&*!%@`?\\ab1я", max_size=30
)


def values_of(root: Node | None) -> list[Scalar]:
    """The scalars that are values, not keys, in the order of the text."""
    found: list[Scalar] = []
    waiting = [root] if root else []
    while waiting:
        node = waiting.pop(0)
        match node:
            case Scalar():
                found.append(node)
            case Sequence():
                waiting = [*node.items, *waiting]
            case Mapping():
                waiting = [*(value for _, value in node.pairs), *waiting]
    return found


OLD = values_of(read_source(FILE.encode())[0])


def sayable(text: str) -> bool:
    seen = not any(
        unicodedata.category(char) in ("Cc", "Cf", "Cn", "Zl", "Zp") and char != "\n" for char in text
    )
    return seen and "\ufffe" not in text and "\uffff" not in text


@given(st.integers(0, len(OLD) - 1), VALUES, st.sampled_from([b"", b"\xef\xbb\xbf"]), st.booleans())
def test_the_value_says_the_new_text_and_all_others_what_they_said(
    which: int,
    text: str,
    mark: bytes,
    windows: bool,  # noqa: FBT001 drawn, not called
) -> None:
    assume(sayable(text))
    data = mark + (FILE.replace("\n", "\r\n") if windows else FILE).encode()
    old = values_of(read_source(data)[0])
    changed = replace_value(data, old[which].place, text)
    root, faults = read_source(changed)
    expected = [text if at == which else scalar.text for at, scalar in enumerate(old)]
    assert (faults, [scalar.text for scalar in values_of(root)]) == ((), expected)


@given(st.integers(0, len(OLD) - 1), VALUES.filter(sayable))
def test_every_byte_before_and_after_the_value_stays(which: int, text: str) -> None:
    place = OLD[which].place
    changed = replace_value(FILE.encode(), place, text).decode()
    assert changed.startswith(FILE[: place.start])
    assert changed.endswith(FILE[place.end :])


@given(st.integers(0, len(OLD) - 1))
def test_writing_back_what_a_value_says_keeps_the_tree(which: int) -> None:
    changed = replace_value(FILE.encode(), OLD[which].place, OLD[which].text)
    assert [value.text for value in values_of(read_source(changed)[0])] == [value.text for value in OLD]


@given(st.integers(0, len(OLD) - 1), st.sampled_from(["\x00", "\x07", "\u202e", "\ufeff", "\x85", "\r"]))
def test_a_character_that_may_not_stand_there_becomes_a_fault_of_the_new_file(which: int, char: str) -> None:
    changed = replace_value(FILE.encode(), OLD[which].place, f"a{char}b")
    assert [fault.code for fault in read_source(changed)[1]] == ["source/unseen-character"]
