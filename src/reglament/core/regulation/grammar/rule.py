"""What every rule has in common: conditions, readings, precedence, a note; and a rule that does not know its clause yet."""

import inspect
from collections.abc import Callable
from collections.abc import Mapping as Keys
from dataclasses import dataclass
from typing import Any

from reglament.core.regulation.gathering import Gathering, Mention
from reglament.core.regulation.grammar.condition import CONDITION, joined
from reglament.core.regulation.grammar.reading import READING, carried
from reglament.core.regulation.model.regulation import AnyRule
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Missing, Shape
from reglament.core.regulation.shape.either import Then
from reglament.core.regulation.shape.many import OneOrMany
from reglament.core.regulation.shape.record import Key, Record, argument, optional
from reglament.core.regulation.shape.scalar import text


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule all but its id and its clause, which come from where it stands."""

    make: Callable[..., AnyRule | Missing]
    values: dict[str, Any]

    def at(self, *, clause: str, name: str) -> AnyRule | Missing:
        return self.make(id=f"{clause}/{name}", clause=clause, **self.values)


def _overridden() -> Shape[str]:
    def note(written: str, place: Place, gathering: Gathering) -> str:
        gathering.mentions.append(Mention("rule", written, place))
        return written

    return Then(text(wanted="rule", says="the id of a rule: its clause, a slash, its name"), note)


_COMMON: dict[str, Key] = {
    "if": optional(CONDITION, None, "the rule applies only then"),
    "unless": optional(CONDITION, None, "the rule does not apply then"),
    "reading": READING,
    "overrides": optional(OneOrMany(_overridden()), (), "rules that give way to this one"),
    "note": optional(text(), "", "a remark for those who read the file"),
}
# What a rule of the model gets besides its own keys.
_GIVEN = {"id", "clause", "place", "condition", "readings", "overrides", "note"}


def rule(
    make: Callable[..., AnyRule | Missing],
    keys: Keys[str, Key | Shape[object]],
    *,
    name: str,
    model: Callable[..., AnyRule] | None = None,
) -> Record[Draft]:
    """The record of a rule: its own keys and the common ones. `make` gets the values of both by the model's names.

    A `make` that takes the `gathering` may refuse; one that hands most values on to a `model` names it, so that the keys
    can be held against both. Raises TypeError where they do not fit.
    """
    taken = inspect.signature(make).parameters
    known = taken.keys() | inspect.signature(model or make).parameters.keys()
    own = {argument(word, key if isinstance(key, Key) else optional(key)) for word, key in keys.items()} - {
        ""
    }
    needed = {
        word for word, one in taken.items() if one.default is one.empty and one.kind is not one.VAR_KEYWORD
    }
    if own - known or needed - own - _GIVEN - {"gathering"}:
        raise TypeError(f"rule {name!r}: {make!r} does not fit keys {sorted(own)}")
    refuses = "gathering" in taken

    def draft(
        *, place: Place, gathering: Gathering, written: tuple[str, ...], **values: Any
    ) -> Draft | Missing:
        readings = carried(values.pop("reading"), written, gathering)
        if isinstance(readings, Missing):
            return MISSING
        values["condition"] = joined(values.pop("if_"), values.pop("unless"))
        values["readings"] = readings
        values["place"] = place
        if refuses:
            values["gathering"] = gathering
        return Draft(make, values)

    return Record(draft, {**keys, **_COMMON}, name=name)


def key_needed(key: str, value: object, *, because: str, place: Place, gathering: Gathering) -> bool:
    """Whether a key is there that something else in its record calls for; else a fault."""
    if value is None:
        gathering.fault("grammar/key-needed", place, key=key, because=because)
    return value is not None


def key_idle(key: str, value: object, *, without: str, place: Place, gathering: Gathering) -> bool:
    """Whether a key that means nothing without something else is absent, as it should be; else a fault."""
    if value is not None:
        gathering.fault("grammar/key-idle", place, key=key, without=without)
    return value is None
