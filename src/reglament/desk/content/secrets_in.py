"""Finds what is probably a live secret in a text, a recorded browser session or a key file, and masks it for a preview.

Every search is linear in the text: pieces are taken possessively and never begin inside one another.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

MASK = "••••••••"


class SecretKind(Enum):
    AUTHORIZATION = "authorization"
    COOKIE = "cookie"
    PRIVATE_KEY = "private key"
    TOKEN = "token"  # noqa: S105 - the name of a kind
    PASSWORD = "password"  # noqa: S105 - the name of a kind


@dataclass(frozen=True, slots=True)
class FoundSecret:
    """Where a secret stands in a text: half-open, in characters."""

    kind: SecretKind
    begins: int
    ends: int


_STRING = r'"((?:[^"\\]++|\\.)*+)"'
_SENT = "proxy-authorization authorization x-api-key x-auth-token x-csrf-token set-cookie cookie".split()
_FORM = "access_token refresh_token id_token token password passwd client_secret code_verifier".split()
_NAME = f"(?i:({'|'.join((*_SENT, *_FORM))}))"

# A word and what it is set to: in a log, a dump, a setting, a form, a command line. Each word is taken once and whole.
_SAID = re.compile(r"""(?<![\w-])([\w-]++)\\?["']?[ \t]*+[:=][ \t]*+""")
# What a header carries reaches to the end of its quotes or of its line, what another word is set to ends sooner.
_CARRIED = re.compile(r""""(?:[^"\\\r\n]++|\\.)*+"|'[^'\r\n]*+'|[^\r\n]++""")
_SET_TO = re.compile(r"""\\?["']?([^\s"'\\&,;<>]{4,}+)""")
_HUSHED = re.compile(
    r"(?:passwords?|passwd|passphrase|pwd|secret|secret[_-]?(?:access[_-]?)?key|token|api[_-]?key|session[_-]?id"
    r"|client-key-data|парол[ья])\Z"
)
_LONGEST_WORD = 60

# The same in a recorded session: an object with name and value, in either order.
_NAMED_VALUE = re.compile(rf'"name"\s*+:\s*+"{_NAME}"\s*+,\s*+"value"\s*+:\s*+{_STRING}')
_VALUE_NAMED = re.compile(rf'"value"\s*+:\s*+{_STRING}\s*+,\s*+"name"\s*+:\s*+"{_NAME}"')
_COOKIES = re.compile(r'"cookies"\s*+:\s*+\[')
# A string that never ends reaches to the end of the text: otherwise each quote in it would be tried anew.
_COOKIE_STEP = re.compile(r'("value"\s*+:\s*+)?"((?:[^"\\]++|\\.)*+)(?:"|\\?\Z)|(\])', re.DOTALL)

_KEY_BEGINS = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-")
_KEY_ENDS = re.compile(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|Private-MAC: [0-9a-f]++")

# Tokens that show by their form what they are.
_TOKEN = re.compile(
    r"(?<![\w-])(?:"
    r"eyJ[\w-]{8,}+\.eyJ[\w-]++\.[\w-]*+"  # JSON Web Token
    r"|gh[pousr]_\w{20,}+|github_pat_\w{20,}+|glpat-[\w-]{16,}+"
    r"|xox[abeprs]-[\w-]{10,}+"
    r"|A(?:KIA|SIA)[0-9A-Z]{16}\b"
    r"|AIza[\w-]{30,}+"
    r"|sk_live_\w{16,}+"
    r"|\d{8,10}:[\w-]{35}(?![\w-])"  # a bot's
    r"|(?i:bearer) {1,4}+[\w.~+/=-]{16,}+"
    r")"
)
_IN_ADDRESS = re.compile(r"(?<=://)([^\s/:@\"'<>]{1,200}+:([^\s/@\"'<>]{1,200}+))@")


def secrets_in(*, text: str) -> tuple[FoundSecret, ...]:
    """Probable secrets in order of place, none inside another. A guess: it finds usual forms, it proves nothing absent."""
    found = sorted(_found(text), key=lambda one: (one.begins, -one.ends))
    kept: list[FoundSecret] = []
    for one in found:
        if not kept or one.begins >= kept[-1].ends:
            kept.append(one)
        elif one.ends > kept[-1].ends:
            kept[-1] = FoundSecret(kept[-1].kind, kept[-1].begins, one.ends)
    return tuple(kept)


def masked(*, text: str, secrets: Iterable[FoundSecret]) -> str:
    """The text with every secret replaced by one mask, whose length tells nothing."""
    pieces: list[str] = []
    after = 0
    for one in secrets:
        pieces += (text[after : one.begins], MASK)
        after = one.ends
    return "".join((*pieces, text[after:]))


def _found(text: str) -> Iterator[FoundSecret]:
    yield from _private_keys(text)
    yield from _cookie_lists(text)
    yield from _said(text)
    for pattern, name, value in ((_NAMED_VALUE, 1, 2), (_VALUE_NAMED, 2, 1)):
        for match in pattern.finditer(text):
            yield FoundSecret(_kind(match[name].lower()), *match.span(value))
    for match in _TOKEN.finditer(text):
        yield FoundSecret(SecretKind.TOKEN, *match.span())
    for match in _IN_ADDRESS.finditer(text):
        yield FoundSecret(SecretKind.PASSWORD, *match.span(2))


def _said(text: str) -> Iterator[FoundSecret]:
    """Headers, settings and fields of forms: the word before the sign says whether what follows is to be hushed."""
    at = 0
    while match := _SAID.search(text, at):
        at = match.end()
        word = match[1][-_LONGEST_WORD:].lower()
        if word in _SENT:
            value, kind, group = _CARRIED.match(text, at), _kind(word), 0
        elif _HUSHED.search(word):
            value, kind, group = _SET_TO.match(text, at), SecretKind.PASSWORD, 1
        else:
            continue
        if value:
            # Go on behind the value: what looks like another word inside it is hushed already.
            at = value.end()
            yield FoundSecret(kind, *value.span(group))


def _kind(name: str) -> SecretKind:
    if "cookie" in name:
        return SecretKind.COOKIE
    if "authorization" in name:
        return SecretKind.AUTHORIZATION
    return SecretKind.PASSWORD if "pass" in name else SecretKind.TOKEN


def _private_keys(text: str) -> Iterator[FoundSecret]:
    """Key blocks whole; one that is cut short reaches to the end of the text."""
    at = 0
    while begins := _KEY_BEGINS.search(text, at):
        ends = _KEY_ENDS.search(text, begins.end())
        at = ends.end() if ends else len(text)
        yield FoundSecret(SecretKind.PRIVATE_KEY, begins.start(), at)


def _cookie_lists(text: str) -> Iterator[FoundSecret]:
    """Values in the cookie lists of a recorded session, where the names may be anything."""
    at = 0
    while begins := _COOKIES.search(text, at):
        at = begins.end()
        while step := _COOKIE_STEP.search(text, at):
            at = step.end()
            if step[3]:
                break
            if step[1] and step[2]:
                yield FoundSecret(SecretKind.COOKIE, *step.span(2))
        else:
            return
