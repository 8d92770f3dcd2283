"""A shape that is named before it is built: for grammars of these tests that contain themselves."""

from collections.abc import Callable
from typing import TypeVar

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.shape.base import Definitions, Missing, Schema, Shape
from reglament.core.regulation.source.node import Node

T_co = TypeVar("T_co", covariant=True)


class Later(Shape[T_co]):
    """Stands for a shape that is built after the one it is part of."""

    wanted = "value"
    says = "described elsewhere"

    def __init__(self, find: Callable[[], Shape[T_co]]) -> None:
        self._find = find

    def read(self, node: Node, gathering: Gathering) -> T_co | Missing:
        return self._find().read(node, gathering)

    def schema(self, definitions: Definitions) -> Schema:
        return self._find().schema(definitions)
