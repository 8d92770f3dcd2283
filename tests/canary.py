"""The canary oracle: every text of every customer carries a token of its own, and whatever leaves the desk is searched for foreign ones."""

import base64
import binascii
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

# Letters and digits alone: no escaping, folding or full-text parser takes a token apart.
_TOKEN = re.compile(rb"qz([a-z]+?)(text|note)(\d+)zq")
_SOFT_BREAK = re.compile(rb"=\r?\n")
_BASE64 = re.compile(rb"[A-Za-z0-9+/\r\n]{24,}={0,2}")


@dataclass(frozen=True, slots=True, order=True)
class Token:
    """What a text carries: whose it is, whether it is a `note` of staff about him, and which."""

    owner: str
    kind: str
    number: int

    @property
    def text(self) -> str:
        return f"qz{self.owner}{self.kind}{self.number}zq"


class Canaries:
    """Gives tokens out, each once."""

    def __init__(self) -> None:
        self._given = 0

    def text(self, owner: str) -> str:
        return self._next(owner, "text").text

    def note(self, owner: str) -> str:
        return self._next(owner, "note").text

    def _next(self, owner: str, kind: str) -> Token:
        self._given += 1
        return Token(owner, kind, self._given)


def tokens(leaving: object) -> frozenset[Token]:
    """Give every token in bytes, text, or any value by its repr; as it stands, in base64, in quoted-printable, in UTF-16."""
    data = leaving if isinstance(leaving, bytes) else str(leaving).encode(errors="replace")
    return frozenset(
        Token(owner.decode(), kind.decode(), int(number))
        for shape in _shapes(data)
        for owner, kind, number in _TOKEN.findall(shape.lower())
    )


def foreign(leaving: object, *, owners: Collection[str], notes: bool) -> frozenset[Token]:
    """Give the tokens that must not be there for somebody who may see these owners' texts; `notes`: and notes about them."""
    return frozenset(
        token
        for token in tokens(leaving)
        if token.owner not in owners or (token.kind == "note" and not notes)
    )


def _shapes(data: bytes) -> Iterator[bytes]:
    yield data
    yield _SOFT_BREAK.sub(b"", data)
    yield data.replace(b"\0", b"")
    for run in _BASE64.findall(data):
        packed = re.sub(rb"[\r\n=]", b"", run)
        for shift in range(4):
            whole = packed[shift:]
            try:
                yield base64.b64decode(whole[: len(whole) // 4 * 4])
            except binascii.Error:
                continue
