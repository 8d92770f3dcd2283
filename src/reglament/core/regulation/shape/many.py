"""Shapes of lists and of mappings whose keys the writer chooses."""

from typing import Generic, TypeVar

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape, refuse_form
from reglament.core.regulation.source.node import Mapping, Node, Sequence

T = TypeVar("T")
K = TypeVar("K")


class ListOf(Shape[tuple[T, ...]], Generic[T]):
    """A list, every item of the same shape. All items are read, so that all faults are told."""

    wanted = "list"

    def __init__(self, item: Shape[T], *, at_least: int = 0) -> None:
        self._item = item
        self._at_least = at_least
        self.says = f"a list, each item {item.says}"

    def read(self, node: Node, gathering: Gathering) -> tuple[T, ...] | Missing:
        if not isinstance(node, Sequence):
            return refuse_form(node, self.wanted, gathering)
        if len(node.items) < self._at_least:
            gathering.fault(
                "shape/too-few", node.place, least=str(self._at_least), found=str(len(node.items))
            )
            return MISSING
        values = [self._item.read(item, gathering) for item in node.items]
        kept = tuple(value for value in values if not isinstance(value, Missing))
        return kept if len(kept) == len(values) else MISSING

    def schema(self, definitions: Definitions) -> Schema:
        bound = {"minItems": self._at_least} if self._at_least else {}
        return {"type": "array", "items": self._item.schema(definitions), **bound}


class OneOrMany(Shape[tuple[T, ...]], Generic[T]):
    """One value, or a list, of at least one unless told otherwise; the same tuple for both."""

    def __init__(self, item: Shape[T], *, at_least: int = 1) -> None:
        self._item = item
        self._list = ListOf(item, at_least=at_least)
        self.wanted = item.wanted
        self.says = f"{item.says}, or a list of such"

    def read(self, node: Node, gathering: Gathering) -> tuple[T, ...] | Missing:
        if isinstance(node, Sequence):
            return self._list.read(node, gathering)
        value = self._item.read(node, gathering)
        return MISSING if isinstance(value, Missing) else (value,)

    def schema(self, definitions: Definitions) -> Schema:
        return {"anyOf": [self._item.schema(definitions), self._list.schema(definitions)]}


class MapOf(Shape[dict[K, T]], Generic[K, T]):
    """A mapping whose keys the writer chooses, in the order of the text."""

    wanted = "mapping"

    def __init__(self, key: Shape[K], value: Shape[T], *, at_least: int = 0) -> None:
        self._key = key
        self._value = value
        self._at_least = at_least
        self.says = f"a mapping from {key.says} to {value.says}"

    def read(self, node: Node, gathering: Gathering) -> dict[K, T] | Missing:
        if not isinstance(node, Mapping):
            return refuse_form(node, self.wanted, gathering)
        if len(node.pairs) < self._at_least:
            gathering.fault(
                "shape/too-few", node.place, least=str(self._at_least), found=str(len(node.pairs))
            )
            return MISSING
        values: dict[K, T] = {}
        whole = True
        for key, value in node.pairs:
            read_key, read_value = self._key.read(key, gathering), self._value.read(value, gathering)
            if isinstance(read_key, Missing) or isinstance(read_value, Missing):
                whole = False
            else:
                values[read_key] = read_value
        return values if whole else MISSING

    def schema(self, definitions: Definitions) -> Schema:
        told: Schema = {"type": "object", "additionalProperties": self._value.schema(definitions)}
        pattern = self._key.schema(definitions).get("pattern")
        if pattern:
            told["propertyNames"] = {"pattern": pattern}
        if self._at_least:
            told["minProperties"] = self._at_least
        return told
