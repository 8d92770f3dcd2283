"""A choice among words that the grammar itself knows."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape, refuse_form
from reglament.core.regulation.shape.nearest import nearest
from reglament.core.regulation.source.node import Node, Scalar

T = TypeVar("T")


class Choice(Shape[T], Generic[T]):
    """One of a few words, each standing for a value; any other text goes to `otherwise`, if there is such a shape."""

    def __init__(self, words: Mapping[str, T], *, otherwise: Shape[T] | None = None, says: str = "") -> None:
        self._words = dict(words)
        self._otherwise = otherwise
        known = ", ".join(self._words)
        self.wanted = f"{known} | {otherwise.wanted}" if otherwise else known
        self.says = says or f"one of: {self.wanted}"

    def read(self, node: Node, gathering: Gathering) -> T | Missing:
        if isinstance(node, Scalar) and node.text in self._words:
            return self._words[node.text]
        if self._otherwise:
            return self._otherwise.read(node, gathering)
        if not isinstance(node, Scalar) or node.empty:
            return refuse_form(node, self.wanted, gathering)
        hint = None if gathering.full else nearest(node.text, self._words)
        gathering.fault(
            "shape/no-such-word", node.place, hint=hint, found=node.text, known=", ".join(self._words)
        )
        return MISSING

    def schema(self, definitions: Definitions) -> Schema:
        words: Schema = {"enum": list(self._words), "description": self.says}
        return {"anyOf": [words, self._otherwise.schema(definitions)]} if self._otherwise else words


def words(*known: str, says: str = "") -> Choice[str]:
    """One of these words, standing for itself."""
    return Choice({word: word for word in known}, says=says)
