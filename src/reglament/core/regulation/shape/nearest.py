"""The known word nearest to an unknown one, for hints."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

_LONGEST = 60
_LIKENESS = 0.6
_MOST = 200


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word the writer probably meant, or nothing. Case, underscores and hyphens are forgiven first.

    Only the first two hundred known words are looked at: a hint must not cost more than the reading.
    """
    if len(word) > _LONGEST:
        return None
    plain = {_plain(candidate): candidate for candidate in islice(known, _MOST)}
    found = get_close_matches(_plain(word), plain, n=1, cutoff=_LIKENESS)
    return plain[found[0]] if found else None


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())
