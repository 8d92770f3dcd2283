"""What the regulation files of this tree declare: their nouns and their clause numbers, read without our own reader."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import yaml

from tests.architecture.tree import ROOT, files

# Top-level sections whose keys are nouns, and below which keys further nouns stand.
SECTIONS = (
    "calendars",
    "tiers",
    "axes",
    "roles",
    "channels",
    "fields",
    "metrics",
    "marks",
    "pauses",
    "grounds",
    "counters",
    "terms",
)
WITH_VALUES = ("axes", "fields", "terms")


@cache
def regulations() -> tuple[dict[str, Any], ...]:
    """Every regulation of the tree, all scalars as text."""
    found = (
        path
        for path in files()
        if path.match("regulations/*/*.yaml") and not path.name.endswith(".examples.yaml")
    )
    in_tree = (path for path in found if "tests" not in path.relative_to(ROOT).parts)
    # The base loader makes nothing but texts, lists and maps.
    return tuple(yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader) for path in in_tree)  # noqa: S506


def nouns(texts: Iterable[dict[str, Any]]) -> frozenset[str]:
    """Every name that these regulations declare."""
    return frozenset(str(name).lower() for text in texts for name in _declared(text))


def _declared(text: dict[str, Any]) -> Iterator[str]:
    for section in SECTIONS:
        yield from text.get(section, ())
    for section in WITH_VALUES:
        for declared in text.get(section, {}).values():
            yield from declared.get("values", ())
    for tier in text.get("tiers", {}).values():
        yield from tier.get("was", ())
    for clause in text.get("clauses", ()):
        for rule in clause.get("rules", {}).values():
            criteria = rule.get("criteria", ())
            yield from criteria if isinstance(criteria, dict) else ()


def clause_numbers(texts: Iterable[dict[str, Any]]) -> frozenset[str]:
    return frozenset(clause["clause"] for text in texts for clause in text.get("clauses", ()))


@cache
def core_words() -> frozenset[str]:
    """The closed vocabulary of the file format: every phrase that its grammar prints as code outside the worked examples.

    The words of a phrase belong to it: who may `add contact` may speak of a contact.
    """
    grammar = (ROOT / "docs" / "regulation" / "grammar.md").read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```", "", grammar, flags=re.MULTILINE | re.DOTALL)
    # A figure's table is shown with nouns in it, as an example.
    printed = (code for code in re.findall(r"`([^`]+)`", prose) if not code.startswith("{by:"))
    phrases = (phrase for code in printed for phrase in re.split(r"[^\w -]+", re.sub(r"<[^>]*>", "|", code)))
    spoken = {phrase.strip().lower() for phrase in phrases if phrase.strip()}
    return frozenset(spoken | {word for phrase in spoken for word in phrase.split()})
