"""Two editions compared: what was added, removed, moved or changed, clause by clause and value by value. Said in `words`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

from reglament.core.regulation.model.figure import Table
from reglament.core.regulation.model.regulation import AnyRule, Clause, Regulation

Kind = Literal["added", "removed", "moved", "changed"]

HEAD = ("title", "effective_on", "published_on", "zone", "languages")
DECLARED = (
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
# Where a value stands says nothing about what it says; the last two name a rule rather than belong to it.
SILENT = frozenset({"place", "id", "clause"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `section`: head, a declared section's name, or clauses; `clause` and `rule` where they apply.

    `path` leads to the value inside (names of declared nouns, fields of a value, facts of a table row); `before` and `after`
    are the typed values, None where there was or is nothing.
    """

    kind: Kind
    section: str
    path: tuple[str, ...]
    before: object
    after: object
    clause: str | None = None
    rule: str | None = None


def compare(old: Regulation, new: Regulation) -> tuple[Difference, ...]:
    """List what differs from `old` to `new`: the head, the declarations, then the clauses in the order of the new edition."""
    return (*_head(old, new), *_declarations(old, new), *_clauses(old, new))


def _head(old: Regulation, new: Regulation) -> Iterator[Difference]:
    for name in HEAD:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Difference("changed", "head", (name,), before, after)


def _declarations(old: Regulation, new: Regulation) -> Iterator[Difference]:
    for section in DECLARED:
        for path, before, after in _inside(getattr(old, section), getattr(new, section), ()):
            yield Difference(_kind(before, after), section, path, before, after)


def _clauses(old: Regulation, new: Regulation) -> Iterator[Difference]:
    former = {clause.number: clause for clause in old.clauses}
    present = {clause.number: clause for clause in new.clauses}
    kept = [number for number in former if number in present]
    moved = set(_moved(kept, [number for number in present if number in former]))
    for clause in new.clauses:
        was = former.get(clause.number)
        if was is None:
            yield Difference("added", "clauses", (), None, clause, clause.number)
            continue
        if clause.number in moved:
            yield Difference("moved", "clauses", (), was, clause, clause.number)
        yield from _clause(was, clause)
    for clause in old.clauses:
        if clause.number not in present:
            yield Difference("removed", "clauses", (), clause, None, clause.number)


def _clause(old: Clause, new: Clause) -> Iterator[Difference]:
    for name in ("title", "text", "prose", "carried_by"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Difference("changed", "clauses", (name,), before, after, new.number)
    former = {rule.id: rule for rule in old.rules}
    present = {rule.id: rule for rule in new.rules}
    for rule in (*new.rules, *(rule for rule in old.rules if rule.id not in present)):
        yield from _rule(former.get(rule.id), present.get(rule.id), new.number, rule.id)


def _rule(old: AnyRule | None, new: AnyRule | None, clause: str, rule: str) -> Iterator[Difference]:
    if old is None or new is None or type(old) is not type(new):
        if old is not None:
            yield Difference("removed", "clauses", (), old, None, clause, rule)
        if new is not None:
            yield Difference("added", "clauses", (), None, new, clause, rule)
        return
    for path, before, after in _inside(old, new, ()):
        yield Difference(_kind(before, after), "clauses", path, before, after, clause, rule)


def _inside(
    old: object, new: object, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], object, object]]:
    """Walk two values as deep as they are built alike; yield the smallest parts that differ."""
    pairs = _parts(old, new)
    if pairs is None:
        if not _same(old, new):
            yield path, old, new
        return
    for name, before, after in pairs:
        yield from _inside(before, after, (*path, name))


def _parts(old: object, new: object) -> list[tuple[str, object, object]] | None:
    """Give the named parts of two values built alike; None for values that are compared whole."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return [
            (str(key), old.get(key), new.get(key)) for key in (*new, *(key for key in old if key not in new))
        ]
    if isinstance(old, Table) and isinstance(new, Table) and old.by == new.by:
        before = {" · ".join(row.keys): row.value for row in old.rows}
        after = {" · ".join(row.keys): row.value for row in new.rows}
        return _parts(before, after)
    if is_dataclass(old) and type(old) is type(new) and _has_place(old):
        names = [each.name for each in fields(old) if each.name not in SILENT]
        return [(name, getattr(old, name), getattr(new, name)) for name in names]
    return None


def _has_place(value: object) -> bool:
    """Rules, readings and calendars carry their place and are walked; amounts, titles and conditions are compared whole."""
    return hasattr(value, "place")


def _same(old: object, new: object) -> bool:
    if isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        return all(not list(_inside(before, after, ())) for before, after in zip(old, new, strict=True))
    return old == new


def _kind(before: object, after: object) -> Kind:
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


def _moved(old: list[str], new: list[str]) -> list[str]:
    """Name what left its place: all that is outside the longest run of clauses still in their former order."""
    at = {number: place for place, number in enumerate(old)}
    best: list[list[str]] = []
    for number in new:
        reachable = [run for run in best if at[run[-1]] < at[number]]
        best.append([*_longest(reachable), number])
    kept = set(_longest(best))
    return [number for number in new if number not in kept]


def _longest(runs: list[list[str]]) -> list[str]:
    return max(runs, key=len, default=[])
