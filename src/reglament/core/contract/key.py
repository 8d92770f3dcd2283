"""Certificate keys: made from random bytes, read as people write them, kept and compared as digests that give no key away."""

import re
import unicodedata
from hashlib import sha256
from hmac import compare_digest

# Digits and capitals without I, L, O and U: nothing that a person reads aloud or retypes is taken for something else.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS_PER_SIGN = 5
SIGNS = 25
GROUP = 5
RANDOM_BYTES = 16
TAG = 16
MARK = "sha256:"

SAID = "tag:"

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)
_SAID = re.compile(rf"{SAID}[0-9a-f]{{{TAG}}}", re.ASCII)
_SIGN = "[0-9A-HJKMNP-TV-Z]"
# One of ours in the midst of prose: five groups of five, with a dash, a space or nothing between them.
_WRITTEN = re.compile(
    rf"(?<![^\W_])(?:{_SIGN}{{{GROUP}}}[-\u2010-\u2015 ]?){{4}}{_SIGN}{{{GROUP}}}(?![^\W_])"
)


def new_key(random_bytes: bytes) -> str:
    """Write 125 bits of `random_bytes` (at least 16, from the caller's generator) as `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`."""
    if len(random_bytes) < RANDOM_BYTES:
        raise ValueError(f"a key needs {RANDOM_BYTES} random bytes, got {len(random_bytes)}")
    number = int.from_bytes(random_bytes[:RANDOM_BYTES], "big")
    signs = "".join(ALPHABET[number >> BITS_PER_SIGN * place & 31] for place in range(SIGNS))
    return "-".join(signs[start : start + GROUP] for start in range(0, SIGNS, GROUP))


def normalise_key(text: str) -> str:
    """Give the letters and digits of a key in capitals, whatever case, width, spaces and dashes it was typed with."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())


def digest_of_key(text: str) -> str:
    """Give the only form in which a key is kept: a digest, the same for every writing of one key. A digest stays what it is."""
    return text if _DIGEST.fullmatch(text) else _digested(text)


def key_tag(text: str) -> str:
    """Give what books say of a key, or of its digest: enough to tell certificates apart, too little to be taken for the digest."""
    digest = digest_of_key(text)
    return digest[len(MARK) : len(MARK) + TAG]


def told_key(text: str) -> str:
    """Give what a field that asks for a key keeps of one, in whatever writing; what it keeps already stays what it is."""
    return text if _SAID.fullmatch(text) else SAID + key_tag(text)


def written_keys(text: str) -> tuple[str, ...]:
    """Find what may be keys of ours in prose, each once, in the order of their standing; linear in the text."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return tuple(dict.fromkeys(found[0] for found in _WRITTEN.finditer(plain)))


def is_key_of(digest: str, typed: str) -> bool:
    """Say whether the typed text is a writing of the key behind the digest, in time that tells nothing. An empty key is no key.

    What is typed is always taken for a key: who has read a digest in the books does not get in with it.
    """
    return compare_digest(digest, _digested(typed)) and not compare_digest(digest, NO_KEY)


def _digested(text: str) -> str:
    return MARK + sha256(normalise_key(text).encode()).hexdigest()


NO_KEY = _digested("")
