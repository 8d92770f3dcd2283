"""Where the keys of a regulation stand: a check knows names and keys, a fault must show lines."""

from reglament.core.regulation.place import BEGINNING, Place
from reglament.core.regulation.source.node import Mapping, Node, Scalar, Sequence


class Places:
    """Looks keys up in the located tree of a file; what is not written has the place of what it would stand in."""

    def __init__(self, root: Node) -> None:
        self._entries_of: dict[int, dict[str, tuple[Scalar, Node]]] = {}
        self._sections = self._entries(root)
        self._rules: dict[str, tuple[Scalar, Node]] = {}
        clauses = self._sections.get("clauses", (None, None))[1]
        for clause in clauses.items if isinstance(clauses, Sequence) else ():
            parts = self._entries(clause)
            number = parts.get("clause", (None, None))[1]
            if isinstance(number, Scalar):
                rules = self._entries(parts.get("rules", (None, None))[1])
                self._rules.update({f"{number.text}/{name}": entry for name, entry in rules.items()})

    def rule(self, rule_id: str, *keys: str) -> Place:
        """Place of a rule's name, or of one of its keys, or of a key inside that."""
        return self._along(self._rules.get(rule_id), keys)

    def written(self, rule_id: str, key: str) -> bool:
        """Whether the rule has this key."""
        return key in self._entries(self._rules[rule_id][1]) if rule_id in self._rules else False

    def declared(self, section: str, *keys: str) -> Place:
        """Place of a section, of a declared name in it, or of a key inside that."""
        return self._along(self._sections.get(section), keys)

    def _along(self, entry: tuple[Scalar, Node] | None, keys: tuple[str, ...]) -> Place:
        if entry is None:
            return BEGINNING
        place = entry[0].place
        for key in keys:
            inner = self._entries(entry[1]).get(key)
            if inner is None:
                return place
            entry, place = inner, inner[0].place
        return place

    def _entries(self, node: Node | None) -> dict[str, tuple[Scalar, Node]]:
        """The entries of a mapping by key, gathered once: a section may hold thousands."""
        if not isinstance(node, Mapping):
            return {}
        found = self._entries_of.get(id(node))
        if found is None:
            found = self._entries_of[id(node)] = {key.text: (key, value) for key, value in node.pairs}
        return found
