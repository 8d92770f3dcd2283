"""Writing one value back into the bytes of a regulation file: everything around it, comments too, stays as it is."""

import re

from reglament.core.regulation.place import Place
from reglament.core.regulation.source.text import BYTE_ORDER_MARK, UNSEEN

# Texts that mean themselves when written bare, wherever they stand: no indicator of YAML in them, no blank at an end.
_BARE = re.compile(r"[^\W_](?:[\w.:/+%-]| (?! |$))*(?<!:)\Z")
_BARE_TROUBLE = re.compile(r": |:$| #|:(?=[,\[\]{}])")
_HEADER = re.compile(r"[|>][^\n]*\n")
_INDENT = re.compile(r"^( +)\S", re.MULTILINE)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def replace_value(data: bytes, place: Place, text: str) -> bytes:
    """The file with the scalar at `place` saying `text`, written in the manner of the old one where that can be.

    `data` must be a file that `read_source` could read, and `place` the place of one of its scalars. Characters a
    regulation may not hold are written as escapes, so that reading the result names the fault at its place.
    """
    mark = BYTE_ORDER_MARK if data.startswith(BYTE_ORDER_MARK) else b""
    whole = data.removeprefix(BYTE_ORDER_MARK).decode("utf-8")
    before, old, after = whole[: place.start], whole[place.start : place.end], whole[place.end :]
    new = _written(old, text, after)
    if not old and before[-1:] not in ("", " ", "\n"):
        new = f" {new}" if before[-1] in ":-?" else f": {new}"
    return mark + (before + new + after).encode("utf-8")


def _written(old: str, text: str, after: str) -> str:
    if old.startswith(("|", ">")):
        block = _block(old, text, after)
        if block is not None:
            return block
    plain = not UNSEEN.search(text) and not any(char in text for char in "\n\r\t")
    if old.startswith('"') or not plain:
        return _double_quoted(text)
    if old.startswith("'") or not _BARE.match(text) or _BARE_TROUBLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return text


def _block(old: str, text: str, after: str) -> str | None:
    """The text as a literal block with the indentation of the old one, or None where a block could not say it."""
    opening = _HEADER.match(old)
    indent = _INDENT.search(old, opening.end()) if opening else None
    lines = text.removesuffix("\n").split("\n")
    sayable = not UNSEEN.search(text) and "\t" not in text and "\r" not in text
    ends_well = bool(lines[-1].strip()) and bool(lines[0].strip()) and not lines[0].startswith(" ")
    if not indent or not sayable or not ends_well or not after.startswith(("\n", "\r\n")):
        return None
    header = "|" if text.endswith("\n") else "|-"
    body = "\n".join(indent.group(1) + line if line else "" for line in lines)
    return f"{header}\n{body}"


def _double_quoted(text: str) -> str:
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if UNSEEN.match(char) or "\ud800" <= char <= "\udfff":
        return f"\\u{ord(char):04x}"
    return char
