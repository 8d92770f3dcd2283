"""One key of a value exchanged, when only its name is known."""

from dataclasses import replace
from typing import Any, TypeVar

Value = TypeVar("Value")


def with_key(value: Value, key: str, changed: object) -> Value:
    """The frozen value with another one under `key`, whatever its class."""
    whole: Any = value
    made: Value = replace(whole, **{key: changed})
    return made
