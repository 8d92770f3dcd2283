"""Any bytes made text that PostgreSQL takes and a page can show; what cannot be shown becomes U+FFFD. The raw bytes stay elsewhere."""

import re
from dataclasses import dataclass

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
LINE_LIMIT = 500
FILE_NAME_LIMIT = 200
SUFFIX_LIMIT = 20
NAMELESS = "file"

# Controls but tab and line ends; lone surrogates; embeddings, overrides and isolates, by which text shows itself in another order.
_UNSHOWABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
# Marks of direction and of width zero have a use in prose; on one line they only disguise.
_DISGUISE = re.compile("[\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
_SEPARATOR = re.compile(r"[/\\]")
_RESERVED = re.compile(r'[<>:"|?*]')
# What belongs to the sign before it: a cut never falls between the two.
_CLINGING = re.compile("[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f]")


@dataclass(frozen=True, slots=True)
class Text:
    """`lossless`: the text in UTF-8 is exactly what was given; otherwise only the raw bytes say all."""

    text: str
    lossless: bool


def storable(*, raw: bytes | str) -> Text:
    """A text of many lines: a body, a log. Bytes are read as UTF-8; whoever knows another charset decodes first."""
    given = raw.decode("utf-8", errors="replace") if isinstance(raw, bytes) else raw
    text = _UNSHOWABLE.sub(REPLACEMENT, given)
    return Text(text, _is_all(text, raw))


def one_line(*, raw: bytes | str, limit: int = LINE_LIMIT) -> Text:
    """A subject or a name: any white space is one space, nothing disguises, at most `limit` characters with an ellipsis for the rest."""
    text = _cut(_line(raw), limit)
    return Text(text, _is_all(text, raw))


def file_name(*, raw: bytes | str) -> Text:
    """The name of a file to show and to offer for saving: the last part of a path, without what a file system reserves.

    Never a name to store under. A cut keeps the suffix, which says what the file is.
    """
    last = _SEPARATOR.split(_line(raw))[-1]
    text = _RESERVED.sub("_", last).strip(" .") or NAMELESS
    stem, dot, suffix = text.rpartition(".")
    if dot and len(suffix) <= SUFFIX_LIMIT:
        text = f"{_cut(stem, FILE_NAME_LIMIT - len(suffix) - 1)}.{suffix}"
    text = _cut(text, FILE_NAME_LIMIT)
    return Text(text, _is_all(text, raw))


def _line(raw: bytes | str) -> str:
    given = raw.decode("utf-8", errors="replace") if isinstance(raw, bytes) else raw
    # White space first: several of its characters are controls, and a line end is no loss to show.
    spaced = " ".join(given.split())
    return " ".join(_DISGUISE.sub("", _UNSHOWABLE.sub(REPLACEMENT, spaced)).split())


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    end = limit - 1
    while end and _CLINGING.match(text[end]):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def _is_all(text: str, raw: bytes | str) -> bool:
    return text == raw if isinstance(raw, str) else text.encode() == raw
