"""Certificate keys: made from random bytes, read as people write them, compared without telling how far they agree."""

import unicodedata
from hashlib import sha256

# Digits and capitals without I, L, O and U: nothing that a person reads aloud or retypes is taken for something else.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS_PER_SIGN = 5
SIGNS = 25
GROUP = 5
RANDOM_BYTES = 16
TAG = 16


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


def key_tag(key: str) -> str:
    """Give what books say of a key instead of it: the same for every writing of one key, and no key can be read from it."""
    return sha256(normalise_key(key).encode()).hexdigest()[:TAG]


def same_key(one: str, other: str) -> bool:
    """Say whether two writings name one key, in time that does not depend on where they differ. An empty key is no key."""
    plain = normalise_key(one)
    # Digests are of one length and differ everywhere: comparing them whole tells nothing of where the keys part.
    difference = _digest(plain) ^ _digest(normalise_key(other))
    return difference == 0 and plain != ""


def _digest(plain: str) -> int:
    return int.from_bytes(sha256(plain.encode()).digest(), "big")
