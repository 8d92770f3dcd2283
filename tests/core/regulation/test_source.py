"""The first pass: what a well-formed text becomes, and the exact fault of every text that is not."""

import pytest

from reglament.core.regulation.codes import SOURCE_CODES
from reglament.core.regulation.place import Place
from reglament.core.regulation.source.node import Mapping, Node, Scalar, Sequence
from reglament.core.regulation.source.read import read_source

# Text, code, line and column of every place, values.
BAD_TEXTS: tuple[tuple[str, str, tuple[tuple[int, int], ...], dict[str, str]], ...] = (
    ("a: 1\na: 2", "source/duplicate-key", ((2, 1), (1, 1)), {"key": "a"}),
    ("b: {a: 1, 'a': 2}", "source/duplicate-key", ((1, 11), (1, 5)), {"key": "a"}),
    ("a: &x b", "source/anchor", ((1, 4),), {"name": "x"}),
    ("a: &", "source/anchor", ((1, 5), (1, 4)), {"name": ""}),
    ("a: *x", "source/alias", ((1, 4),), {"name": "x"}),
    ("a: !x b", "source/tag", ((1, 4),), {"tag": "!x"}),
    ("a: !!int 5", "source/tag", ((1, 4),), {"tag": "tag:yaml.org,2002:int"}),
    ("!x!y a", "source/tag", ((1, 1),), {"tag": "!x!y"}),
    ("{a: one, two, three, b: c}", "source/comma-in-text", ((1, 5),), {}),
    ("<<: {a: b}", "source/merge-key", ((1, 1),), {}),
    ("? [a]\n: b", "source/complex-key", ((1, 3),), {}),
    ("a: ? b", "source/complex-key", ((1, 4),), {}),
    ("'': b", "source/empty-key", ((1, 1),), {}),
    (": b", "source/empty-key", ((1, 1),), {}),
    ("a: b\n---\nc: d", "source/second-document", ((2, 1),), {}),
    ("a: b\n...\nc: d", "source/second-document", ((2, 1),), {}),
    ("%YAML 1.2\n---\na: b", "source/directive", ((1, 1),), {}),
    ("# why\n%TAG ! x\n---\na: b", "source/directive", ((2, 1),), {}),
    ("---\n%x: 1", "source/directive", ((2, 3), (2, 1)), {}),
    ("a:\tb", "source/tab", ((1, 3),), {}),
    ("a: b\x07", "source/unseen-character", ((1, 5),), {"found": "U+0007"}),
    ("a: b\x00", "source/unseen-character", ((1, 5),), {"found": "U+0000"}),
    ("a: b\rc: d", "source/unseen-character", ((1, 5),), {"found": "U+000D"}),
    ("a: \u202eb", "source/unseen-character", ((1, 4),), {"found": "U+202E"}),
    ("a: \ufeffb", "source/unseen-character", ((1, 4),), {"found": "U+FEFF"}),
    ('a: "\\0"', "source/unseen-character", ((1, 4),), {"found": "U+0000"}),
    ("", "source/empty", ((1, 1),), {}),
    ("# nothing\n", "source/empty", ((1, 1),), {}),
    ("a: @b", "source/odd-character", ((1, 4),), {"character": "@"}),
    ("a: `b`", "source/odd-character", ((1, 4),), {"character": "`"}),
    ("a: b: c", "source/colon-in-value", ((1, 5),), {}),
    ("a: - b", "source/dash-out-of-place", ((1, 4),), {}),
    ("a:\n  b: 1\n c: 2", "source/indentation", ((3, 2), (1, 1)), {}),
    ("- a\nb: c", "source/indentation", ((2, 1), (1, 1)), {}),
    ("a: [b, c\nd: e", "source/unclosed-bracket", ((1, 4), (2, 2)), {}),
    ("a: {b: c\nd: e", "source/unclosed-bracket", ((1, 4), (2, 2)), {}),
    ('a: "b\nc: d\n', "source/unclosed-quote", ((1, 4), (3, 1)), {}),
    ("a: 'b", "source/unclosed-quote", ((1, 4), (1, 6)), {}),
    ('a: "\\q"', "source/escape", ((1, 5), (1, 4)), {}),
    ("a: |x\n b", "source/block-text", ((1, 5), (1, 4)), {}),
    ("[a]]", "source/after-the-end", ((1, 4),), {}),
    ("]", "source/value-expected", ((1, 1),), {}),
    ("a:\n  b\n  c\nd", "source/missing-colon", ((4, 2), (4, 1)), {}),
    ("[" * 65, "source/too-deep", ((1, 65),), {"limit": "64"}),
    ("- a\n" * 100_001, "source/too-many-values", ((100_000, 3),), {"limit": "100000"}),
)

BAD_BYTES = (
    (b"\xff\xfea\x00:\x00", "source/not-utf-8", (1, 1), {"found": "UTF-16"}),
    ("a: b".encode("utf-16-be"), "source/not-utf-8", (1, 1), {"found": "UTF-16"}),
    ("я: b\nb: я".encode("cp1251"), "source/not-utf-8", (1, 1), {"found": "0xff"}),
    (b"\xef\xbb\xbf\xd1\x8f: b\nb: \xc3(", "source/not-utf-8", (2, 4), {"found": "0xc3"}),
    (b"a" * (4 * 1024 * 1024 + 1), "source/too-long", (1, 1), {"limit": "4194304", "found": "4194305"}),
)


def plain(node: Node | None) -> object:
    """The tree as bare Python values."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.text: plain(value) for key, value in node.pairs}
        case None:
            return None


def read_well(text: str) -> Node:
    node, faults = read_source(text.encode())
    assert faults == ()
    assert node is not None
    return node


def test_every_scalar_stays_the_text_that_was_written() -> None:
    text = "a: 18:00\nb: no\nc: 2025-01-15\nd: 1.10\ne: 0o17\nf: ~\ng: 1_000\nh:\n"
    expected = {
        "a": "18:00",
        "b": "no",
        "c": "2025-01-15",
        "d": "1.10",
        "e": "0o17",
        "f": "~",
        "g": "1_000",
        "h": "",
    }
    assert plain(read_well(text)) == expected


def test_lists_and_mappings_nest_in_block_and_in_flow() -> None:
    text = "a:\n  - b\n  - {c: d, e: [f, g]}\nh: {}\ni: []\n"
    assert plain(read_well(text)) == {"a": ["b", {"c": "d", "e": ["f", "g"]}], "h": {}, "i": []}


def test_a_place_counts_lines_and_columns_from_one_and_offsets_in_characters() -> None:
    node = read_well("имя: Иван\nсписок:\n  - 😀 да   # why\n")
    assert isinstance(node, Mapping)
    (key, value), (_, items) = node.pairs
    assert key.place == Place(line=1, column=1, start=0, end=3)
    assert value.place == Place(line=1, column=6, start=5, end=9)
    assert items.place == Place(line=3, column=3, start=20, end=26)
    assert node.place == Place(line=1, column=1, start=0, end=26)


def test_a_block_text_ends_where_its_last_word_ends() -> None:
    text = "a: |\n  one\n  two\n\n# why\nb: c\n"
    node = read_well(text)
    assert isinstance(node, Mapping)
    value = node.pairs[0][1]
    assert text[value.place.start : value.place.end] == "|\n  one\n  two"
    assert isinstance(value, Scalar)
    assert value.text == "one\ntwo\n"


def test_quotes_tell_an_empty_text_from_no_value() -> None:
    node = read_well("a: ''\nb:\n")
    assert isinstance(node, Mapping)
    assert [isinstance(value, Scalar) and value.empty for _, value in node.pairs] == [False, True]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa: b\r\nc: d\r\n", b"---\na: b\nc: d\n...\n# end\n"])
def test_a_byte_order_mark_windows_lines_and_document_marks_are_tolerated(data: bytes) -> None:
    node, faults = read_source(data)
    assert (plain(node), faults) == ({"a": "b", "c": "d"}, ())


@pytest.mark.parametrize(("text", "code", "places", "values"), BAD_TEXTS)
def test_a_bad_text_gets_its_fault_at_its_place(
    text: str, code: str, places: tuple[tuple[int, int], ...], values: dict[str, str]
) -> None:
    _, faults = read_source(text.encode())
    found = [
        (fault.code, tuple((at.line, at.column) for at in fault.places), fault.values) for fault in faults
    ]
    assert found == [(code, places, values)]


@pytest.mark.parametrize(("data", "code", "place", "values"), BAD_BYTES)
def test_bytes_that_are_no_text_get_one_fault_and_no_tree(
    data: bytes, code: str, place: tuple[int, int], values: dict[str, str]
) -> None:
    node, faults = read_source(data)
    found = [(fault.code, (fault.place.line, fault.place.column), fault.values) for fault in faults]
    assert (node, found) == (None, [(code, place, values)])


def test_every_code_of_the_first_pass_is_shown_by_an_example_with_the_values_it_declares() -> None:
    shown = {code: tuple(values) for _, code, _, values in BAD_TEXTS + BAD_BYTES}
    elsewhere = {"source/syntax", "source/too-many-faults"}
    assert shown.keys() | elsewhere == SOURCE_CODES.keys()
    assert shown == {code: names for code, names in SOURCE_CODES.items() if code not in elsewhere}


def test_several_faults_are_told_at_once_in_the_order_of_the_text() -> None:
    _, faults = read_source(b"a: &x 1\nb: !y 2\na: 3\n<<: 4\n")
    codes = ["source/anchor", "source/tag", "source/duplicate-key", "source/merge-key"]
    assert [fault.code for fault in faults] == codes


def test_of_two_equal_keys_the_first_stands_in_the_tree() -> None:
    node, _ = read_source(b"a: 1\na: 2\n")
    assert plain(node) == {"a": "1"}


def test_faults_past_the_hundredth_are_counted() -> None:
    _, faults = read_source(b"a: 1\n" * 1_001)
    last = faults[-1]
    assert (len(faults), last.code) == (101, "source/too-many-faults")
    assert last.values == {"kept": "100", "left_out": "900"}


def test_where_tabs_were_taken_out_the_parser_is_not_quoted() -> None:
    node, faults = read_source(b"a:\n\tb: 1\n  c: 2\n   d: 3\n")
    assert (node, [fault.code for fault in faults]) == (None, ["source/tab"])


def test_a_tab_has_spaces_as_its_hint() -> None:
    _, faults = read_source(b"a:\n\t\tb: c\n")
    assert [fault.hint for fault in faults] == ["    "]


def test_a_text_torn_by_commas_has_its_whole_in_quotes_as_its_hint() -> None:
    node, faults = read_source(b"{ru: it's one, two, three, en: four, five: six}")
    assert [(fault.place.start, fault.place.end, fault.hint) for fault in faults] == [
        (5, 25, "'it''s one, two, three'")
    ]
    assert plain(node) == {"ru": "it's one", "en": "four", "five": "six"}


def test_an_empty_value_after_a_colon_is_not_a_torn_text() -> None:
    assert plain(read_well("{a: one, b: , c: }")) == {"a": "one", "b": "", "c": ""}


def test_of_many_tabs_and_unseen_characters_the_first_twenty_are_told() -> None:
    _, faults = read_source(b"a:\tb\x07\n" * 50)
    codes = [fault.code for fault in faults if fault.code in ("source/tab", "source/unseen-character")]
    assert (codes.count("source/tab"), codes.count("source/unseen-character")) == (20, 20)
