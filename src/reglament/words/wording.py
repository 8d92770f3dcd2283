"""Two texts compared word by word: what stayed, what went, what came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Fate = Literal["same", "gone", "new"]

# Texts beyond this many words are shown whole: the comparison would take longer than the reading.
MOST_WORDS = 4000
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words with one fate. The same and the gone make up the old text, the same and the new the new one."""

    fate: Fate
    text: str


def wording(old: str, new: str) -> tuple[Piece, ...]:
    """Compare two texts; a space that stands alone between changes counts as changed, so that phrases stay whole."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return tuple(piece for piece in (Piece("gone", old), Piece("new", new)) if piece.text)
    return tuple(_pieces(before, after))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    gone = new = ""
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (step, old_from, old_to, new_from, new_to) in enumerate(steps):
        was, now = "".join(before[old_from:old_to]), "".join(after[new_from:new_to])
        last = place == len(steps) - 1
        if step == "equal" and (was.strip() or last):
            yield from (piece for piece in (Piece("gone", gone), Piece("new", new)) if piece.text)
            gone = new = ""
            yield Piece("same", was)
        else:
            gone, new = gone + was, new + now
    yield from (piece for piece in (Piece("gone", gone), Piece("new", new)) if piece.text)
