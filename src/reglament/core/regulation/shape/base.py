"""What every shape can do: read a node, say what it is, and describe itself as JSON Schema."""

from abc import ABC, abstractmethod
from enum import Enum
from typing import Any, Generic, Literal, TypeVar

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.source.node import Mapping, Node, Scalar, Sequence

T_co = TypeVar("T_co", covariant=True)


class Missing(Enum):
    """The type of `MISSING`: nothing could be read, and the faults that say why are gathered."""

    MISSING = "missing"


MISSING: Literal[Missing.MISSING] = Missing.MISSING

Schema = dict[str, Any]
Definitions = dict[str, Schema]


class Shape(ABC, Generic[T_co]):
    """A form that a node may have. Shapes are values: built once, shared, never changed.

    `wanted` is a stable word for faults ("time of day"); `says` is one English line for documentation.
    """

    wanted: str
    says: str

    @abstractmethod
    def read(self, node: Node, gathering: Gathering) -> T_co | Missing:
        """The typed value, or MISSING once at least one error is gathered."""

    @abstractmethod
    def schema(self, definitions: Definitions) -> Schema:
        """The JSON Schema (2020-12) fragment; records put themselves into `definitions` and are referred to."""


def form(node: Node) -> str:
    """The form of a node, as faults name it: `value`, `list`, `mapping` or `nothing`."""
    match node:
        case Sequence():
            return "list"
        case Mapping():
            return "mapping"
        case Scalar():
            return "nothing" if node.empty else "value"


def refuse_form(node: Node, wanted: str, gathering: Gathering) -> Missing:
    """Gather that the node has the wrong form for what is wanted."""
    gathering.fault("shape/wrong-form", node.place, found=form(node), wanted=wanted)
    return MISSING


def document(shape: Shape[object], *, title: str, address: str) -> Schema:
    """A whole JSON Schema document for files of this shape."""
    definitions: Definitions = {}
    body = shape.schema(definitions)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address, "title": title}
    return {**head, **body, "$defs": dict(sorted(definitions.items()))}
