"""Any bytes become text that can be stored and shown, and it is said whether something was lost."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reglament.desk.content.text import FILE_NAME_LIMIT, LINE_LIMIT, file_name, one_line, storable

anything = st.one_of(
    st.binary(),
    st.text(st.characters(exclude_categories=())),
    st.lists(
        st.sampled_from(
            ["\0", "\ud800", "\u202e", "\u2066", "\n", "\r\n", "\t", "\x1b[2J", "ё", "/", ".", " ", "😀"]
        )
    ).map("".join),
)
HOSTILE = [
    b"\0", b"\xff\xfe", b"a\x80b", "\ud83d", "\udce4", "\u202etxt.exe", "\u2066x", "\x1b[31m", "\x85", b"\xed\xa0\x80",
]  # fmt: skip


def fits_postgresql(text: str) -> bool:
    return "\0" not in text and text.encode("utf-8").decode("utf-8") == text


@given(anything)
def test_any_text_can_be_stored_and_says_whether_it_is_all(raw: bytes | str) -> None:
    made = storable(raw=raw)
    assert fits_postgresql(made.text)
    assert made.lossless == ((made.text.encode() if isinstance(raw, bytes) else made.text) == raw)


@given(anything)
def test_what_was_made_storable_once_stays_as_it_is(raw: bytes | str) -> None:
    for make in (storable, one_line, file_name):
        once = make(raw=raw).text
        assert make(raw=once).text == once
        assert make(raw=once).lossless


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf"))))
def test_ordinary_text_goes_through_untouched(raw: str) -> None:
    assert (storable(raw=raw).text, storable(raw=raw.encode()).text) == (raw, raw)
    assert storable(raw=raw.encode()).lossless


def test_line_ends_and_tabs_are_text() -> None:
    raw = "Привет,\r\n\tмир\nи ёлка\n"
    assert storable(raw=raw.encode()).text == raw


@pytest.mark.parametrize("raw", HOSTILE, ids=repr)
def test_what_cannot_be_shown_is_replaced_and_said(raw: bytes | str) -> None:
    made = storable(raw=raw)
    assert "\ufffd" in made.text
    assert not made.lossless


@given(anything)
def test_one_line_is_one_line_without_disguise_and_within_its_limit(raw: bytes | str) -> None:
    for made, limit in ((one_line(raw=raw), LINE_LIMIT), (file_name(raw=raw), FILE_NAME_LIMIT)):
        assert fits_postgresql(made.text)
        assert len(made.text) <= limit
        assert made.text == made.text.strip()
        assert len(made.text.splitlines()) <= 1
        kinds = {unicodedata.bidirectional(sign) for sign in made.text}
        assert not kinds & {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(anything)
def test_the_name_of_a_file_is_never_a_path_and_never_empty(raw: bytes | str) -> None:
    name = file_name(raw=raw).text
    assert name not in ("", ".", "..")
    assert not set('/\\:*?"<>|') & set(name)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("отчёт.pdf", "отчёт.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Анна\\log.txt", "log.txt"),
        ("invoice\u202efdp.exe", "invoice\ufffdfdp.exe"),
        (b"log\0.txt", "log\ufffd.txt"),
        ("a\r\nContent-Type: text/html", "html"),
        ("con\u200bfig .yaml ", "config .yaml"),
        ("...", "file"),
        ("", "file"),
        ('a"b<c>.har', "a_b_c_.har"),
    ],
)
def test_names_of_files_are_shown_so(raw: bytes | str, shown: str) -> None:
    assert file_name(raw=raw).text == shown


def test_a_long_name_of_a_file_keeps_its_suffix() -> None:
    made = file_name(raw="я" * 300 + ".tar.gz")
    assert (len(made.text), made.text[-5:], made.lossless) == (FILE_NAME_LIMIT, "я….gz"[-5:], False)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("  Не  работает\r\n вход ", "Не работает вход"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("Иван\u202eнави", "Иван\ufffdнави"),
        ("\ufeffТема\u200b", "Тема"),
        (b"\xcf\xf0\xe8", "\ufffd\ufffd\ufffd"),
    ],
)
def test_lines_are_shown_so(raw: bytes | str, shown: str) -> None:
    assert one_line(raw=raw).text == shown


def test_a_cut_line_ends_with_an_ellipsis_and_not_inside_a_sign() -> None:
    assert one_line(raw="абвгд", limit=4).text == "абв…"
    assert one_line(raw="абе\u0308вгд", limit=5).text == "абе\u0308…"
    assert one_line(raw="абе\u0308вгд", limit=4).text == "аб…"
    assert one_line(raw="абвг", limit=4).lossless


@pytest.mark.parametrize(
    "sign", [b"\0", b"x", b" ", b"\xff", "ё".encode(), "\u202e".encode(), "\u0301".encode()], ids=repr
)
def test_a_subject_of_a_megabyte_costs_little(sign: bytes) -> None:
    raw = sign * (1 << 20)
    began = time.process_time()
    for make in (storable, one_line, file_name):
        make(raw=raw)
    # Any step that grew with the square of the length would take minutes.
    assert time.process_time() - began < 5
