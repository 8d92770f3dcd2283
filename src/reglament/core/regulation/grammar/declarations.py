"""What a file declares, read off the bare tree, and the faults of all names used without being declared.

The tree is asked and not the typed values, so that a mistake inside a declaration does not make its name unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reglament.core.regulation.gathering import Gathering, Mention
from reglament.core.regulation.grammar.condition import TESTS
from reglament.core.regulation.grammar.vocabulary import ACTS, PARTIES, STRANGER, TABLE_FACTS
from reglament.core.regulation.model.happening import HAPPENING_WORDS
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.nearest import nearest
from reglament.core.regulation.source.node import Mapping, Node, Scalar, Sequence

# Kind of reference → the sections whose names it may be, and words that may stand there besides.
KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "calendar": (("calendars",), ()),
    "tier": (("tiers",), ()),
    "axis": (("axes",), ()),
    "channel": (("channels",), ()),
    "field": (("fields",), ()),
    "metric": (("metrics",), ()),
    "mark": (("marks",), ()),
    "pause": (("pauses",), ()),
    "ground": (("grounds",), ()),
    "counter": (("counters",), ()),
    "term": (("terms",), ()),
    "sender": (("roles",), (STRANGER,)),
    "party": (("roles",), PARTIES),
    "happening": (("marks",), tuple(sorted(HAPPENING_WORDS))),
    "act or mark": (("marks",), ACTS),
    "fact": (("axes",), TABLE_FACTS),
    "test": (("axes",), tuple(TESTS)),
    "notice": (("channels",), ("email", "phone")),
    "channel or field": (("channels", "fields"), ()),
    "rule": (("clauses",), ()),
}
# Kind of value → the section whose entries own such values.
VALUES = {"axis value": "axes", "field value": "fields", "term value": "terms"}


@dataclass(frozen=True, slots=True)
class Declared:
    """The names of one section, or the values of one entry, and where to look at them."""

    names: frozenset[str]
    place: Place | None


def tell_undeclared(root: Node, gathering: Gathering) -> None:
    """Add a fault for every mention of something that the file does not declare."""
    sections = {key.text: value for key, value in _pairs(root)}
    declared = {section: _section(section, node) for section, node in sections.items()}
    renamed = _renamed(sections.get("tiers"))
    known = {kind: _known(kind, declared) for kind in KINDS}
    owners = {kind: _values(sections.get(section)) for kind, section in VALUES.items()}
    for mention in gathering.mentions:
        found = owners[mention.kind].get(mention.owner) if mention.kind in VALUES else known[mention.kind]
        # A value of something undeclared is told once, at its owner; one without listed values may be anything.
        if found is not None and mention.name not in found.names:
            now = renamed.get(mention.name) if mention.kind == "tier" else None
            _tell(mention, found, gathering, now)


def _tell(mention: Mention, known: Declared, gathering: Gathering, now: str | None) -> None:
    """`now`: the name that it bears now, if it is an earlier one."""
    places = (mention.place, known.place) if known.place else (mention.place,)
    hint = None if gathering.full else now or nearest(mention.name, sorted(known.names))
    gathering.fault(
        "reference/undeclared", *places, hint=hint, kind=mention.kind, name=mention.name, owner=mention.owner
    )


def _known(kind: str, declared: dict[str, Declared]) -> Declared:
    sections, besides = KINDS[kind]
    there = [declared[section] for section in sections if section in declared]
    names = frozenset(besides).union(*(one.names for one in there))
    return Declared(names, there[0].place if there and kind != "rule" else None)


def _section(section: str, node: Node) -> Declared:
    if section == "clauses":
        return Declared(frozenset(_rule_ids(node)), None)
    keys = [key for key, _ in _pairs(node)]
    return Declared(frozenset(key.text for key in keys), keys[0].place if keys else None)


def _values(section: Node | None) -> dict[str, Declared]:
    """The listed values of every entry of a section that lists any; of yes and no where the entry says so."""
    found: dict[str, Declared] = {}
    for owner, entry in _pairs(section):
        entries = {key.text: value for key, value in _pairs(entry)}
        if "values" in entries:
            found[owner.text] = _section("values", entries["values"])
        elif isinstance(kind := entries.get("kind"), Scalar) and kind.text == "yes no":
            found[owner.text] = Declared(frozenset({"yes", "no"}), kind.place)
    return found


def _renamed(tiers: Node | None) -> dict[str, str]:
    """Earlier name of a tier → its name now."""
    found: dict[str, str] = {}
    for tier, entry in _pairs(tiers):
        for key, was in _pairs(entry):
            names = was.items if isinstance(was, Sequence) else (was,)
            if key.text == "was":
                found.update({name.text: tier.text for name in names if isinstance(name, Scalar)})
    return found


def _rule_ids(clauses: Node) -> Iterable[str]:
    for clause in clauses.items if isinstance(clauses, Sequence) else ():
        parts = {key.text: value for key, value in _pairs(clause)}
        number = parts.get("clause")
        if isinstance(number, Scalar):
            yield from (f"{number.text}/{rule.text}" for rule, _ in _pairs(parts.get("rules")))


def _pairs(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.pairs if isinstance(node, Mapping) else ()
