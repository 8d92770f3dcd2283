"""Anchors: where in the document a clause stands, by its number."""

import re
from collections.abc import Iterable, Mapping

_STRANGE = re.compile(r"[^A-Za-z0-9.-]+")


def anchors(numbers: Iterable[str]) -> Mapping[str, str]:
    """An anchor for every clause number, made of plain letters and each its own."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for place, number in enumerate(numbers, start=1):
        anchor = f"clause-{_STRANGE.sub('-', number)}"
        while anchor in taken:
            anchor = f"{anchor}-{place}"
        taken.add(anchor)
        found.setdefault(number, anchor)
    return found
