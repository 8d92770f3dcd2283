"""The hash that names a compiled calendar: its declaration, the production years it uses, the bytes of its zones."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from json import dumps
from typing import TypeAlias

Plain: TypeAlias = "str | int | bool | list[Plain] | None"


def digest_of(values: Iterable[object]) -> str:
    """Hash values made of dataclasses, tuples, dates, bytes and scalars; equal values give equal hashes, everywhere."""
    text = dumps([_plain(value) for value in values], ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        named: list[Plain] = [type(value).__name__]
        return named + [[field.name, _plain(getattr(value, field.name))] for field in fields(value)]
    raise TypeError(f"no canonical form for {type(value).__name__}")
