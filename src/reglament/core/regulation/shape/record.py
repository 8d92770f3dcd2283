"""Records: mappings whose keys the grammar knows, read into one typed value."""

import inspect
import keyword
from collections.abc import Callable, Iterable
from collections.abc import Mapping as Fields
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape, refuse_form
from reglament.core.regulation.shape.nearest import nearest
from reglament.core.regulation.shape.scalar import yes_no
from reglament.core.regulation.source.node import Mapping, Node, Scalar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: the shape of its value and, when it may be absent, what stands for it then.

    The value goes to the keyword argument `into`; to none when `into` is empty: some keys only name what a record is.
    """

    shape: Shape[object]
    needed: bool
    default: object = None
    says: str = ""
    into: str | None = None


def required(shape: Shape[object], says: str = "", *, into: str | None = None) -> Key:
    """A key that must be there."""
    return Key(shape=shape, needed=True, says=says, into=into)


def optional(shape: Shape[object], default: object = None, says: str = "", *, into: str | None = None) -> Key:
    """A key that may be absent; then `default` stands for it."""
    return Key(shape=shape, needed=False, default=default, says=says, into=into)


def flag(says: str = "", *, into: str | None = None) -> Key:
    """A key that says yes or no; no when absent."""
    return Key(shape=yes_no(), needed=False, default=False, says=says, into=into)


class Record(Shape[T], Generic[T]):
    """A mapping of known keys. `make` gets a keyword for every key: `met by` becomes `met_by`, `if` becomes `if_`.

    If `make` takes a `place`, it gets the record's own, and as `written` the keys that are there; if it takes the
    `gathering`, it may refuse by adding a fault and giving MISSING. A bare shape in `keys` is optional with None. A `make` that does not fit its keys is a mistake in the
    grammar and fails at once, not at the first file that uses the key.
    """

    def __init__(
        self,
        make: Callable[..., T | Missing],
        keys: Fields[str, Key | Shape[object]],
        *,
        name: str,
        says: str = "",
    ) -> None:
        self._make = make
        self._keys = {word: key if isinstance(key, Key) else optional(key) for word, key in keys.items()}
        self._needed = tuple(word for word, key in self._keys.items() if key.needed)
        self.name = name
        self.wanted = name
        self.says = says or name
        self._arguments = {word: argument(word, key) for word, key in self._keys.items()}
        self._extras = _extras(make, name, {into for into in self._arguments.values() if into})

    def read(self, node: Node, gathering: Gathering) -> T | Missing:
        if not isinstance(node, Mapping):
            return refuse_form(node, self.wanted, gathering)
        given = {key.text: value for key, value in node.pairs}
        self._tell_unknown((key for key, _ in node.pairs if key.text not in self._keys), gathering)
        for word in self._needed:
            if word not in given:
                gathering.fault("shape/missing-key", node.place, key=word, record=self.name)
        values: dict[str, Any] = {}
        whole = given.keys() <= self._keys.keys() and all(word in given for word in self._needed)
        for word, key in self._keys.items():
            value = key.shape.read(given[word], gathering) if word in given else key.default
            whole = whole and not isinstance(value, Missing)
            if into := self._arguments[word]:
                values[into] = value
        if not whole:
            return MISSING
        extras = {"place": node.place, "gathering": gathering, "written": tuple(given)}
        return self._make(**values, **{word: extras[word] for word in self._extras})

    def _tell_unknown(self, keys: Iterable[Scalar], gathering: Gathering) -> None:
        for key in keys:
            hint = None if gathering.full else nearest(key.text, self._keys)
            known = ", ".join(self._keys)
            gathering.fault(
                "shape/unknown-key", key.place, hint=hint, key=key.text, record=self.name, known=known
            )

    def schema(self, definitions: Definitions) -> Schema:
        if self.name not in definitions:
            told = definitions[self.name] = {"type": "object", "description": self.says}
            told["properties"] = {word: _described(key, definitions) for word, key in self._keys.items()}
            told["required"] = list(self._needed)
            told["additionalProperties"] = False
        return {"$ref": f"#/$defs/{self.name.replace(' ', '%20')}"}


def argument(word: str, key: Key) -> str:
    """The keyword argument for a key of the file: `met by` is `met_by`, `if` is `if_`."""
    if key.into is not None:
        return key.into
    plain = word.replace(" ", "_").replace("-", "_")
    return f"{plain}_" if keyword.iskeyword(plain) else plain


def _described(key: Key, definitions: Definitions) -> Schema:
    told = key.shape.schema(definitions)
    return {**told, "description": key.says} if key.says else told


def _extras(make: Callable[..., object], name: str, given: set[str]) -> tuple[str, ...]:
    """What `make` wants besides the keys; raises TypeError when its parameters and the keys differ."""
    parameters = inspect.signature(make).parameters
    extras = tuple(
        word for word in ("place", "gathering", "written") if word in parameters and word not in given
    )
    kinds = {word: one.kind for word, one in parameters.items()}
    takes_any = inspect.Parameter.VAR_KEYWORD in kinds.values()
    named = {word for word, kind in kinds.items() if kind is not inspect.Parameter.VAR_KEYWORD}
    wanted = {word for word in named if parameters[word].default is inspect.Parameter.empty}
    if (given - named and not takes_any) or wanted - given - set(extras):
        raise TypeError(f"record {name!r}: {make!r} does not fit keys {sorted(given)}")
    return extras
