"""Figures: one value for every case, or a table of values by facts of the case."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from reglament.core.regulation.gathering import Gathering, Mention
from reglament.core.regulation.grammar.reference import references
from reglament.core.regulation.grammar.vocabulary import ELSE, NONE
from reglament.core.regulation.model.figure import Figure, Flat, Row, Table
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape
from reglament.core.regulation.source.node import Mapping, Node, Scalar

T = TypeVar("T")

_BY = references("fact")
_KINDS = {"tier": "tier", "channel": "channel", "role": "sender"}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A part of a table still to be read: what stands under these keys."""

    keys: tuple[str, ...]
    node: Node


class FigureOf(Shape[Figure[T]], Generic[T]):
    """`none`, a value, or a mapping with `by`: rows keyed by the values of one fact, or nested for several.

    A row that stops before the last fact holds for all of its values.
    """

    def __init__(self, value: Shape[T]) -> None:
        self._value = value
        self.wanted = value.wanted
        self.says = f"{value.says}; or a table of such, with `by`"

    def read(self, node: Node, gathering: Gathering) -> Figure[T] | Missing:
        if isinstance(node, Mapping):
            by = next((value for key, value in node.pairs if key.text == "by"), None)
            if by is not None:
                return self._table(node, by, gathering)
        value = self._cell(node, gathering)
        return MISSING if isinstance(value, Missing) else Flat(value)

    def _cell(self, node: Node, gathering: Gathering) -> T | Missing | None:
        if isinstance(node, Scalar) and node.text == NONE:
            return None
        return self._value.read(node, gathering)

    def _table(self, node: Mapping, by: Node, gathering: Gathering) -> Figure[T] | Missing:
        facts = _BY.read(by, gathering)
        if isinstance(facts, Missing):
            return MISSING
        if len(set(facts)) != len(facts) or len(node.pairs) == 1:
            code = "figure/no-rows" if len(node.pairs) == 1 else "figure/fact-twice"
            gathering.fault(code, node.place, facts=", ".join(facts))
            return MISSING
        rows: list[Row[T]] = []
        whole = True
        waiting = [_Cell((), node)]
        while waiting:
            cell = waiting.pop()
            depth = len(cell.keys)
            if depth < len(facts) and isinstance(cell.node, Mapping):
                pairs = [pair for pair in cell.node.pairs if depth or pair[0].text != "by"]
                _mention(facts[depth], [key for key, _ in pairs], gathering)
                waiting += [_Cell((*cell.keys, key.text), value) for key, value in reversed(pairs)]
                continue
            value = self._cell(cell.node, gathering)
            if isinstance(value, Missing):
                whole = False
            else:
                rows.append(Row((*cell.keys, *[ELSE] * (len(facts) - depth)), value))
        return Table(facts, tuple(rows)) if whole else MISSING

    def schema(self, definitions: Definitions) -> Schema:
        value = self._value.schema(definitions)
        table = {"type": "object", "properties": {"by": _BY.schema(definitions)}, "required": ["by"]}
        return {"anyOf": [value, {"const": NONE}, table]}


def _mention(fact: str, keys: list[Scalar], gathering: Gathering) -> None:
    kind = _KINDS.get(fact, "axis value")
    owner = "" if fact in _KINDS else fact
    gathering.mentions += [Mention(kind, key.text, key.place, owner) for key in keys if key.text != ELSE]
