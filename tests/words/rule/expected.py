"""The keys by which rules, comparisons and documents are told: read from the calls in the source, and the closed lists behind the rest."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import get_args

from reglament.core.regulation.compare import DECLARED
from reglament.core.regulation.grammar.vocabulary import ACTS, CONTRACT_STATES, PERIODS
from reglament.core.regulation.model.declared import Axis, Counter, Field, Mark, Noun, Term, Tier
from reglament.core.regulation.model.regulation import AnyRule, NamedCalendar
from reglament.words.document.block import Labels
from reglament.words.rule.tell import TELLERS

WORDS = Path(__file__).resolve().parents[3] / "src" / "reglament" / "words"
SOURCES = (
    *sorted((WORDS / "rule").glob("*.py")),
    *sorted((WORDS / "document").glob("*.py")),
    WORDS / "compare.py",
)

# Keys put together from words of closed lists: what follows the first word.
LISTS: Mapping[str, tuple[str, ...]] = {
    "survives": ("closed", "refused", "held"),
    "rule target": ("each", "restarts", "every"),
    "rule refuse": ("by staff", "refused", "held", "told", "closed", "silent"),
    "outcome": ("refused", "held", "told", "closed", "silent"),
    "missing": ("hold", "ask", "note"),
    "per": ("at once", "contract", *PERIODS),
    "over": ("refuse", "wait", "charge"),
    "rule pool overrun": ("acceptance", "free"),
    "rule pool below zero": ("with a ground", "never"),
    "policy": ("reopen", "new linked case", "either", "never"),
    "contract state": CONTRACT_STATES,
    "counted": ("cases", "contacts", "teams", "hours", "events"),
    "term kind": ("yes no", "number", "choice", "list"),
    "message": ("out", "in"),
    "value": ("yes", "no"),
    "hours saturdays": ("served", "not served"),
    "hours short days": ("shortened", "full"),
    "kind": tuple(kind for kind, _ in TELLERS.values()),
    "section": ("head", *DECLARED),
    "clause": ("added", "removed", "moved"),
    "document": tuple(field.name for field in fields(Labels)),
    "document caption": ("tiers", "calendars", "axes"),
    "document section": ("tiers", "calendars", "axes", "clauses", "examples"),
    "document intro": ("tiers", "calendars", "axes", "clauses", "examples"),
    "kind permit": ("act",),
    "event": ("granted", "amended", "contact added", "contact removed", "team added", "corrected", "shared"),
}
VALUED: Mapping[str, str] = {
    **{f"share over {period}": "percent" for period in PERIODS},
    **dict.fromkeys((f"rule refuse {outcome}" for outcome in LISTS["rule refuse"]), "act ground"),
    **dict.fromkeys(("event estimated", "event work logged", "event refunded"), "hours"),
    **dict.fromkeys(("rule none one", "rule none several"), "metrics"),
    **dict.fromkeys(("rule pause ends by staff", "rule pause ends by staff too"), ""),
    **dict.fromkeys(("limit formula", "limit formula without base"), "base number each term"),
}
CONDITIONS: Mapping[str, str] = {
    "is": "fact values",
    "contract": "values",
    "status": "values",
    "product": "values",
    "marked": "marks",
    "marked any": "marks",
    "has": "fields",
    "has of several": "fields",
    "lacks": "fields",
    "lacks of several": "fields",
    "field": "name values",
    "term": "name values",
    "received during": "hours",
    "received outside": "hours",
    "over": "counter",
    "left": "counter",
}
NOT_TOLD = frozenset({"id", "clause", "place"})


def rule_keys() -> dict[str, tuple[str, ...]]:
    """Key → names of the values it may use."""
    found: dict[str, tuple[str, ...]] = {}
    found.update({f"{first} {rest}": () for first, several in LISTS.items() for rest in several})
    found.update({f"part {part}": () for part in parts()})
    for key, values in CONDITIONS.items():
        found[f"condition {key}"] = found[f"condition not {key}"] = tuple(values.split())
    found.update({"condition and": ("first", "last"), "condition or": ("first", "last")})
    found.update(dict(_said()))
    found.update({key: tuple(values.split()) for key, values in VALUED.items()})
    return found


def parts() -> frozenset[str]:
    """Every part of a rule or declared noun that two editions may differ in."""
    owners = (*get_args(AnyRule), Axis, Counter, Field, Mark, Noun, Term, Tier, NamedCalendar)
    named = {field.name for owner in owners for field in fields(owner)}
    of_clause = {"title", "text", "prose", "carried_by"}
    of_head = {"effective_on", "published_on", "zone", "languages"}
    return frozenset((named | of_clause | of_head) - NOT_TOLD)


def _said() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Sentences whose key stands in the source as it is."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == "say":
                values = tuple(word.arg for word in node.keywords if word.arg)
                yield from ((key, values) for key in _keys(node.args[0]) if not _elsewhere(key))
            elif called == "sentence":
                yield from ((key, _in_mapping(node)) for key in _keys(node.args[0]) if not _elsewhere(key))


def _keys(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_keys(node.body), *_keys(node.orelse))


def _in_mapping(call: ast.Call) -> tuple[str, ...]:
    given = call.args[2] if len(call.args) > 2 else None
    keys = given.keys if isinstance(given, ast.Dict) else ()
    return tuple(str(key.value) for key in keys if isinstance(key, ast.Constant))


def _elsewhere(key: str) -> bool:
    """Told by other parts of `words` too, and expected there."""
    return key.split(" ", maxsplit=1)[0] in ("act", "happening", "opening", "status", "cited") or key in ACTS
