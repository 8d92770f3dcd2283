"""The form of an act in a story: its own keys, what value a bare word stands for, and how the act is made of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reglament.core.case.act import Act
from reglament.core.contract.act import ContractAct
from reglament.core.regulation.shape.base import Shape
from reglament.core.replay.reading.keys import Given


@dataclass(frozen=True, slots=True)
class Form:
    """`main`: the key that `{act: value}` fills; `party`: who does such a thing when the story does not say."""

    make: Callable[[Given], Act | ContractAct]
    keys: Mapping[str, Shape[object]]
    main: str | None = None
    needed: tuple[str, ...] = ()
    party: str = "staff"


def pairs(given: Given, keys: Mapping[str, object]) -> dict[str, str]:
    """Those of the given values whose keys are among these."""
    return {key: str(value) for key, value in given.values.items() if key in keys}


def texts(value: object) -> dict[str, str]:
    """The values of a mapping of fields, nothing where none was given."""
    return {key: str(item) for key, item in value.values.items()} if isinstance(value, Given) else {}
