"""The located tree: what YAML says, with every scalar still a string and every node with its place."""

from dataclasses import dataclass

from reglament.core.regulation.place import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as written. `quoted` tells `""` from nothing at all."""

    text: str
    place: Place
    quoted: bool = False

    @property
    def empty(self) -> bool:
        """Nothing was written: `key:` and then the next line."""
        return not self.text and not self.quoted


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, block or flow."""

    items: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Key and value pairs in the order of the text; keys differ from each other."""

    pairs: "tuple[tuple[Scalar, Node], ...]"
    place: Place


Node = Scalar | Sequence | Mapping
