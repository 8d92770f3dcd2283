"""Lists whose items begin with a moment: `- 2026-11-03 15:00: …`, perhaps with a case's letter behind it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape, refuse_form
from reglament.core.regulation.shape.scalar import Parsed
from reglament.core.regulation.source.node import Mapping, Node, Sequence

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Timed(Generic[K, T]):
    """An item under its key."""

    key: K
    value: T
    place: Place


class TimedList(Shape[tuple[Timed[K, T], ...]], Generic[K, T]):
    """A list of mappings with one key each. All items are read, so that all faults are told."""

    wanted = "list"

    def __init__(self, key: Parsed[K], value: Shape[T]) -> None:
        self._key = key
        self._value = value
        self.says = f"a list, each item {key.says} and behind it {value.says}"

    def read(self, node: Node, gathering: Gathering) -> tuple[Timed[K, T], ...] | Missing:
        if not isinstance(node, Sequence):
            return refuse_form(node, self.wanted, gathering)
        items = [self._item(item, gathering) for item in node.items]
        kept = tuple(item for item in items if not isinstance(item, Missing))
        return kept if len(kept) == len(items) else MISSING

    def _item(self, node: Node, gathering: Gathering) -> Timed[K, T] | Missing:
        if not isinstance(node, Mapping):
            return refuse_form(node, "mapping", gathering)
        if len(node.pairs) != 1:
            gathering.fault("story/list-of-one", node.place, found=str(len(node.pairs)))
            return MISSING
        written, body = node.pairs[0]
        key, value = self._key.read(written, gathering), self._value.read(body, gathering)
        if isinstance(key, Missing) or isinstance(value, Missing):
            return MISSING
        return Timed(key, value, written.place)

    def schema(self, definitions: Definitions) -> Schema:
        item: Schema = {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": self._value.schema(definitions),
        }
        return {"type": "array", "items": item}
