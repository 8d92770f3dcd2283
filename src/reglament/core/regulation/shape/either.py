"""Shapes that look at a node before they choose how to read it, and shapes that add something to another."""

from collections.abc import Callable
from collections.abc import Mapping as Options
from dataclasses import dataclass
from typing import Generic, TypeVar

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape, refuse_form
from reglament.core.regulation.shape.nearest import nearest
from reglament.core.regulation.source.node import Mapping, Node, Scalar, Sequence

T = TypeVar("T")
S = TypeVar("S")


class Either(Shape[T], Generic[T]):
    """A different shape for each form a node may have; a form without a shape is a fault."""

    def __init__(
        self,
        *,
        value: Shape[T] | None = None,
        sequence: Shape[T] | None = None,
        mapping: Shape[T] | None = None,
        wanted: str = "",
    ) -> None:
        self._shapes: dict[type[Node], Shape[T] | None] = {
            Scalar: value,
            Sequence: sequence,
            Mapping: mapping,
        }
        self._present = tuple(shape for shape in (value, sequence, mapping) if shape)
        self.wanted = wanted or " | ".join(shape.wanted for shape in self._present)
        self.says = ", or ".join(shape.says for shape in self._present)

    def read(self, node: Node, gathering: Gathering) -> T | Missing:
        shape = self._shapes[type(node)]
        return shape.read(node, gathering) if shape else refuse_form(node, self.wanted, gathering)

    def schema(self, definitions: Definitions) -> Schema:
        return {"anyOf": [shape.schema(definitions) for shape in self._present]}


class ByFirstKey(Shape[T], Generic[T]):
    """A mapping whose first key says what it is, as in `target: …` or `pause: …`."""

    def __init__(self, options: Options[str, Shape[T]], *, wanted: str) -> None:
        self._options = dict(options)
        self.wanted = wanted
        self.says = f"a {wanted}; its first key is one of: {', '.join(self._options)}"

    def read(self, node: Node, gathering: Gathering) -> T | Missing:
        if not isinstance(node, Mapping) or not node.pairs:
            return refuse_form(node, self.wanted, gathering)
        first = node.pairs[0][0]
        if shape := self._options.get(first.text):
            return shape.read(node, gathering)
        later = next((key for key, _ in node.pairs if key.text in self._options), None)
        hint = None if later or gathering.full else nearest(first.text, self._options)
        places = (first.place, later.place) if later else (first.place,)
        code = "shape/kind-not-first" if later else "shape/unknown-kind"
        meant = later.text if later else ""
        known = ", ".join(self._options)
        gathering.fault(
            code, *places, hint=hint, found=first.text, wanted=self.wanted, known=known, meant=meant
        )
        return MISSING

    def schema(self, definitions: Definitions) -> Schema:
        return {"anyOf": [shape.schema(definitions) for shape in self._options.values()]}


class ByKey(Shape[T], Generic[T]):
    """A mapping in which the presence of a key tells what it is; without any of them it is `otherwise`."""

    def __init__(self, options: Options[str, Shape[T]], *, otherwise: Shape[T]) -> None:
        self._options = dict(options)
        self._otherwise = otherwise
        self.wanted = otherwise.wanted
        self.says = f"{otherwise.says}, or a mapping with one of: {', '.join(self._options)}"

    def read(self, node: Node, gathering: Gathering) -> T | Missing:
        keys = [key.text for key, _ in node.pairs] if isinstance(node, Mapping) else []
        telling = next((self._options[key] for key in keys if key in self._options), self._otherwise)
        return telling.read(node, gathering)

    def schema(self, definitions: Definitions) -> Schema:
        shapes = (self._otherwise, *self._options.values())
        return {"anyOf": [shape.schema(definitions) for shape in shapes]}


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A value with the place it was read from, for checks that come later."""

    value: T
    place: Place


class Then(Shape[T], Generic[S, T]):
    """What another shape reads, handed on to `make` with its place; `make` may refuse by gathering a fault."""

    def __init__(self, shape: Shape[S], make: Callable[[S, Place, Gathering], T | Missing]) -> None:
        self._shape = shape
        self._make = make
        self.wanted = shape.wanted
        self.says = shape.says

    def read(self, node: Node, gathering: Gathering) -> T | Missing:
        value = self._shape.read(node, gathering)
        return MISSING if isinstance(value, Missing) else self._make(value, node.place, gathering)

    def schema(self, definitions: Definitions) -> Schema:
        return self._shape.schema(definitions)


def located(shape: Shape[T]) -> Shape[Located[T]]:
    """The same shape; its value keeps its place."""
    return Then(shape, lambda value, place, _gathering: Located(value, place))
