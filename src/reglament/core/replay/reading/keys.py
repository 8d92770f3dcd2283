"""Mappings whose keys are partly declared by the regulation: every key keeps its own shape and its place."""

from collections.abc import Mapping as Shapes
from dataclasses import dataclass
from typing import TypeVar

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape, refuse_form
from reglament.core.regulation.shape.nearest import nearest
from reglament.core.regulation.source.node import Mapping, Node, Scalar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Given:
    """What a mapping said: typed values by key, and where each key stands."""

    values: Shapes[str, object]
    places: Shapes[str, Place]
    place: Place

    def one(self, key: str, kind: type[T]) -> T | None:
        """The value of a key, or None where it was not given. The key's shape must make values of this kind."""
        return None if self.values.get(key) is None else self.need(key, kind)

    def need(self, key: str, kind: type[T]) -> T:
        """The value of a key that the shape demands."""
        value = self.values[key]
        if not isinstance(value, kind):
            raise TypeError(f"the shape of {key!r} made {value!r}")
        return value

    def names(self, key: str) -> tuple[str, ...]:
        """A list of names, empty where none was given."""
        value = self.one(key, tuple)
        return () if value is None else tuple(str(item) for item in value)


class Keys(Shape[Given]):
    """A mapping of known keys. `closed` False: its JSON Schema cannot name every key, for want of a regulation."""

    def __init__(
        self,
        shapes: Shapes[str, Shape[object]],
        *,
        wanted: str,
        needed: tuple[str, ...] = (),
        closed: bool = True,
    ) -> None:
        self._shapes = dict(shapes)
        self._needed = needed
        self._closed = closed
        self.wanted = wanted
        self.says = f"a mapping with any of: {', '.join(self._shapes)}"

    def read(self, node: Node, gathering: Gathering) -> Given | Missing:
        if not isinstance(node, Mapping):
            return refuse_form(node, self.wanted, gathering)
        return self.read_pairs(node.pairs, node.place, gathering)

    def read_pairs(
        self, pairs: tuple[tuple[Scalar, Node], ...], place: Place, gathering: Gathering
    ) -> Given | Missing:
        """The same for some pairs of a larger mapping."""
        values: dict[str, object] = {}
        whole = True
        for key, node in pairs:
            shape = self._shapes.get(key.text)
            value = shape.read(node, gathering) if shape else self._unknown(key, gathering)
            if isinstance(value, Missing):
                whole = False
            else:
                values[key.text] = value
        given = {key.text for key, _ in pairs}
        for key_needed in self._needed:
            if key_needed not in given:
                gathering.fault("shape/missing-key", place, key=key_needed, record=self.wanted)
                whole = False
        return Given(values, {key.text: key.place for key, _ in pairs}, place) if whole else MISSING

    def _unknown(self, key: Scalar, gathering: Gathering) -> Missing:
        hint = None if gathering.full else nearest(key.text, self._shapes)
        known = ", ".join(self._shapes)
        gathering.fault(
            "shape/unknown-key", key.place, hint=hint, key=key.text, record=self.wanted, known=known
        )
        return MISSING

    def schema(self, definitions: Definitions) -> Schema:
        return {
            "type": "object",
            "properties": {key: shape.schema(definitions) for key, shape in self._shapes.items()},
            "required": list(self._needed),
            "additionalProperties": not self._closed,
        }
