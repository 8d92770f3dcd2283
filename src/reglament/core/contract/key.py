"""Certificate keys: made from random bytes, read as people write them, compared without telling how far they agree."""

import unicodedata
from hmac import compare_digest

# Digits and capitals without I, L, O and U: nothing that a person reads aloud or retypes is taken for something else.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS_PER_SIGN = 5
SIGNS = 25
GROUP = 5
RANDOM_BYTES = 16


def new_key(random_bytes: bytes) -> str:
    """Write 125 bits of `random_bytes` (at least 16, from the caller's generator) as `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`."""
    if len(random_bytes) < RANDOM_BYTES:
        raise ValueError(f"a key needs {RANDOM_BYTES} random bytes, got {len(random_bytes)}")
    number = int.from_bytes(random_bytes[:RANDOM_BYTES], "big")
    signs = [ALPHABET[number >> BITS_PER_SIGN * place & 31] for place in range(SIGNS)]
    return "-".join("".join(signs[start : start + GROUP]) for start in range(0, SIGNS, GROUP))


def normalise_key(text: str) -> str:
    """Give the letters and digits of a key in capitals, whatever case, spaces, dashes and look-alike widths it was typed in."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())


def same_key(one: str, other: str) -> bool:
    """Say whether two writings name one key, in time that does not depend on where they differ. An empty key is no key."""
    first, second = normalise_key(one).encode(), normalise_key(other).encode()
    return compare_digest(first, second) and bool(first)
