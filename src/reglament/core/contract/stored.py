"""How a stream's events are kept in books: words with versions, records as plain canonical data, upcasters for old ones."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar, get_origin

from reglament.core.hours.amount import Amount
from reglament.core.hours.amount_text import read_amount, write_amount

Plain = dict[str, object]
Upcaster = Callable[[Plain], Plain]
Value = TypeVar("Value")
Reader = Callable[[object], Value]
Readers = Mapping[Any, Reader[Any]]
"""From the type a field is declared with to what reads its value; a reader raises ValueError that says what is expected."""


class Stored(Generic[Value]):
    """The events of one stream: the word of each kind, the version it is written in today, what lifts older facts.

    `versions` names only words whose version is not 1; `upcasters` lead from (word, version) to the facts of the next version.
    """

    __slots__ = ("_read", "_upcasters", "_versions", "_word_of")

    def __init__(
        self,
        words: Mapping[str, type[Value]],
        versions: Mapping[str, int],
        upcasters: Mapping[tuple[str, int], Upcaster],
        readers: Readers,
    ) -> None:
        self._read = {word: record(kind, readers) for word, kind in words.items()}
        self._word_of: Mapping[type, str] = {kind: word for word, kind in words.items()}
        self._versions = versions
        self._upcasters = upcasters

    def word_of(self, event: Value) -> str:
        """Give the stable type word under which the event is kept."""
        return self._word_of[type(event)]

    def version_of(self, event: Value) -> int:
        """Give the version in which the event is written today."""
        return self._versions.get(self.word_of(event), 1)

    def encode(self, event: Value) -> Plain:
        """Give the facts as plain JSON-able data, keys in order; what has its default is left out."""
        return _facts(event)

    def decode(self, word: str, version: int, facts: Mapping[str, object]) -> Value:
        """Read an event of any version ever written. ValueError names the type, the version and the key that is wrong."""
        read = self._read.get(word)
        newest = self._versions.get(word, 1)
        if read is None or not 1 <= version <= newest:
            raise ValueError(f"no event `{word}` of version {version} was ever written")
        lifted = dict(facts)
        for older in range(version, newest):
            lifted = self._upcasters[word, older](lifted)
        try:
            return read(lifted)
        except ValueError as wrong:
            raise ValueError(f"`{word}` of version {version}: {wrong}") from wrong


def write(value: object) -> object:
    """Give a value as strings, numbers, lists and mappings with keys in order."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Amount):
        return write_amount(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [write(item) for item in value]
    if isinstance(value, Mapping):
        return {key: write(value[key]) for key in sorted(value)}
    if is_dataclass(value):
        return _facts(value)
    raise TypeError(f"books keep no {type(value).__name__}")


def _facts(made: Any) -> Plain:
    facts: Plain = {}
    kind: type = type(made)
    for name, default in _in_order(kind):
        value = getattr(made, name)
        if value != default:
            facts[name] = write(value)
    return facts


@cache
def _in_order(kind: type) -> tuple[tuple[str, object], ...]:
    return tuple(sorted((field.name, _default(field)) for field in fields(kind)))


def _default(field: Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def record(kind: type[Value], readers: Readers, **own: Reader[Any]) -> Reader[Value]:
    """Give what reads a mapping of the fields of `kind`; `own` reads fields by name, before the readers by type.

    KeyError where a field has a type that nobody reads.
    """
    made: Any = get_origin(kind) or kind
    declared: tuple[Field[Any], ...] = fields(made)
    table = {field.name: own.get(field.name) or readers[field.type] for field in declared}
    needed = [field.name for field in declared if _default(field) is MISSING]

    def read(value: object) -> Value:
        if not isinstance(value, Mapping):
            raise ValueError(f"a mapping of {', '.join(sorted(table))} is expected")  # noqa: TRY004 - wrong data, no wrong call
        for key in value:
            if key not in table:
                raise ValueError(f"unknown key `{key}`")
        for name in needed:
            if name not in value:
                raise ValueError(f"key `{name}` is missing")
        whole: Value = made(**_each(value, table))
        return whole

    return read


def _each(value: Mapping[str, object], table: Mapping[str, Reader[Any]]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for name, item in value.items():
        try:
            read[name] = table[name](item)
        except ValueError as wrong:
            raise ValueError(f"key `{name}`: {wrong}") from wrong
    return read


def listed(reader: Reader[Value], what: str) -> Reader[tuple[Value, ...]]:
    """Give what reads a list; `what` names its items."""

    def read(value: object) -> tuple[Value, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError(f"a list of {what} is expected")  # noqa: TRY004 - wrong data, no wrong call
        items: list[Value] = []
        for place, item in enumerate(value, 1):
            try:
                items.append(reader(item))
            except ValueError as wrong:
                raise ValueError(f"item {place}: {wrong}") from wrong
        return tuple(items)

    return read


def mapped(reader: Reader[Value], what: str) -> Reader[dict[str, Value]]:
    """Give what reads a mapping from texts; `what` names what they lead to."""

    def read(value: object) -> dict[str, Value]:
        if not isinstance(value, Mapping):
            raise ValueError(f"a mapping of {what} is expected")  # noqa: TRY004 - wrong data, no wrong call
        return _each(value, {text(key): reader for key in value})

    return read


def or_none(reader: Reader[Value]) -> Reader[Value | None]:
    return lambda value: None if value is None else reader(value)


def text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("a text is expected")


def number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("a whole number is expected")


def amount(value: object) -> Amount:
    found = read_amount(text(value))
    if isinstance(found, Amount):
        return found
    raise ValueError(f"no amount: {found.hint}")
