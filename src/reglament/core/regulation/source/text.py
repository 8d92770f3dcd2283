"""Bytes to text: UTF-8 only, bounded, and without characters that a reader of the file could not see."""

import re

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.place import BEGINNING, place_at

LONGEST_SOURCE = 4 * 1024 * 1024
MOST_PER_KIND = 20

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

# Control characters, line separators other than a newline (editors and YAML count lines differently there),
# marks of width zero and of direction (text that reads otherwise than it runs), and non-characters.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)"
)
_TAB = re.compile(r"^[^\t\n]*(\t+)", re.MULTILINE)


def decoded(data: bytes, gathering: Gathering) -> str | None:
    """The text of a regulation file without its byte order mark, or nothing if it is no text at all.

    Characters that may not stand in a regulation are faults and become spaces, so that places stay and reading
    can go on.
    """
    if len(data) > LONGEST_SOURCE:
        limit, found = str(LONGEST_SOURCE), str(len(data))
        gathering.fault("source/too-long", BEGINNING, limit=limit, found=found)
        return None
    if data.startswith(_WIDE_MARKS) or b"\x00" in data[:2]:
        gathering.fault("source/not-utf-8", BEGINNING, found="UTF-16")
        return None
    body = data.removeprefix(BYTE_ORDER_MARK)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        at = len(body[: error.start].decode("utf-8"))
        found = f"0x{body[error.start]:02x}"
        gathering.fault("source/not-utf-8", place_at(text_to_show(data), at, at + 1), found=found)
        return None
    return _seen(text, gathering)


def text_to_show(data: bytes) -> str:
    """The text for code frames: the same offsets as `decoded`, never a refusal."""
    return data[:LONGEST_SOURCE].removeprefix(BYTE_ORDER_MARK).decode("utf-8", errors="replace")


def _seen(text: str, gathering: Gathering) -> str:
    for count, match in enumerate(UNSEEN.finditer(text)):
        if count == MOST_PER_KIND:
            break
        found = f"U+{ord(match.group()):04X}"
        gathering.fault("source/unseen-character", place_at(text, match.start(), match.end()), found=found)
    for count, match in enumerate(_TAB.finditer(text)):
        if count == MOST_PER_KIND:
            break
        start, end = match.span(1)
        gathering.fault("source/tab", place_at(text, start, end), hint=" " * (2 * (end - start)))
    return UNSEEN.sub(" ", text).replace("\t", " ")
