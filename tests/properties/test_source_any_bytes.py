"""Whatever the bytes, reading them ends with a tree or with faults whose places lie in the text."""

from hypothesis import given
from hypothesis import strategies as st

from reglament.core.regulation.codes import SOURCE_CODES
from reglament.core.regulation.place import place_at
from reglament.core.regulation.source.frame import frames
from reglament.core.regulation.source.node import Mapping, Node, Scalar, Sequence
from reglament.core.regulation.source.read import read_source
from reglament.core.regulation.source.text import text_to_show

SAMPLE = """\
regulation: sample
edition: "2025-01"   # a comment with: colons, [brackets] and 'quotes'
calendars:
  office: {zone: Europe/Moscow, week: {mon-fri: ["08:30-12:00", '13:00-17:30']}}
clauses:
  - clause: "1.2"
    text: |
      Первая строка: ответ по существу.

      Вторая строка.
    rules:
      answer:
        target: answer
        within: {base: 1 working day of length, premium: 2 clock hours}
  - {clause: 1.3, text: >-
      folded
      text}
"""
INDICATORS = [
    "\n",
    " ",
    "  ",
    "\t",
    ":",
    ": ",
    "- ",
    "? ",
    "#",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!t ",
    "|",
    ">",
]
INDICATORS += [
    "'",
    '"',
    "\\",
    "%",
    "@",
    "`",
    "---\n",
    "...\n",
    "<<: ",
    "\r\n",
    "\x00",
    "\x85",
    "\u2028",
    "\ufeff",
    "😀",
]


def nodes_of(root: Node | None) -> list[Node]:
    found, waiting = [], [root] if root else []
    while waiting:
        node = waiting.pop()
        found.append(node)
        match node:
            case Sequence():
                waiting += node.items
            case Mapping():
                waiting += [part for pair in node.pairs for part in pair]
            case Scalar():
                pass
    return found


def check(data: bytes) -> None:
    root, faults = read_source(data)
    text = text_to_show(data)
    assert root is not None or faults
    for place in [node.place for node in nodes_of(root)] + [at for fault in faults for at in fault.places]:
        assert 0 <= place.start <= place.end <= max(len(text), 1)
        expected = place_at(text, place.start, place.end)
        assert (place.line, place.column) == (expected.line, expected.column)
    for fault in faults:
        assert set(fault.values) == set(SOURCE_CODES[fault.code])
        assert len(frames(text, fault)) == len(fault.places) > 0


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check(data)


@given(st.lists(st.sampled_from([*INDICATORS, "a", "b", "ключ", "1"]), max_size=60).map("".join))
def test_any_heap_of_indicators_is_read_or_refused(text: str) -> None:
    check(text.encode())


@given(
    st.lists(
        st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 12), st.sampled_from(["", *INDICATORS])),
        min_size=1,
        max_size=4,
    )
)
def test_a_regulation_damaged_anywhere_is_read_or_refused(edits: list[tuple[int, int, str]]) -> None:
    text = SAMPLE
    for at, cut, put in edits:
        text = text[:at] + put + text[at + cut :]
    check(text.encode())


@given(st.integers(0, len(SAMPLE.encode())), st.binary(min_size=1, max_size=3))
def test_a_regulation_with_foreign_bytes_is_read_or_refused(at: int, put: bytes) -> None:
    data = SAMPLE.encode()
    check(data[:at] + put + data[at:])
