"""Shapes of single values: text, names, numbers, yes and no, and anything a function can parse."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape, refuse_form
from reglament.core.regulation.source.node import Node, Scalar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text could not be parsed: a fault without its place. `hint` is what was probably meant."""

    code: str = "shape/not-understood"
    hint: str | None = None
    values: dict[str, str] = field(default_factory=dict)


class Parsed(Shape[T], Generic[T]):
    """A single value made of its text by `parse`; `pattern` (for editors) accepts no less than `parse` does."""

    def __init__(
        self,
        parse: Callable[[str], T | Problem],
        *,
        wanted: str,
        says: str,
        pattern: str | None = None,
        numeric: bool = False,
        examples: tuple[str, ...] = (),
    ) -> None:
        self.parse = parse
        self.wanted = wanted
        self.says = says
        self._pattern = pattern
        self._numeric = numeric
        self._examples = examples

    def read(self, node: Node, gathering: Gathering) -> T | Missing:
        if not isinstance(node, Scalar) or node.empty:
            return refuse_form(node, self.wanted, gathering)
        value = self.parse(node.text)
        if isinstance(value, Problem):
            told = {"found": node.text, "wanted": self.wanted, **value.values}
            gathering.fault(value.code, node.place, hint=value.hint, severity="error", **told)
            return MISSING
        return value

    def schema(self, definitions: Definitions) -> Schema:  # noqa: ARG002 a value has no parts
        """Editors read `5` as a number and `yes` as a string, as YAML 1.2 does; here both are text."""
        kinds = ["string", "number"] if self._numeric else "string"
        told: Schema = {"type": kinds, "description": self.says}
        if self._pattern:
            told["pattern"] = self._pattern
        if self._examples:
            told["examples"] = list(self._examples)
        return told


def text(*, wanted: str = "text", says: str = "a text") -> Parsed[str]:
    """Any text with something in it; blanks around it are dropped (a block text ends with a newline)."""
    return Parsed(_text, wanted=wanted, says=says, numeric=True)


def _text(written: str) -> str | Problem:
    stripped = written.strip()
    return stripped or Problem("shape/blank")


# Lower-case letters of Latin and Cyrillic alphabets, and digits; words parted by one space or hyphen.
NAME_PATTERN = "^[a-z0-9ß-öø-ÿа-џ]+(?:[ -][a-z0-9ß-öø-ÿа-џ]+)*$"
_NAME = re.compile(NAME_PATTERN.replace("$", r"\Z"))
_LONGEST_NAME = 60


def name(
    *,
    wanted: str = "name",
    says: str = "a name: lower-case words and digits",
    reserved: frozenset[str] = frozenset(),
) -> Parsed[str]:
    """A noun of the regulation, such as `next business day`; `reserved` are words that mean something else already."""

    def parse(written: str) -> str | Problem:
        return Problem("shape/reserved-name") if written in reserved else parse_name(written)

    return Parsed(parse, wanted=wanted, says=says, pattern=NAME_PATTERN, numeric=True)


def parse_name(written: str) -> str | Problem:
    if len(written) <= _LONGEST_NAME and _NAME.match(written):
        return written
    meant = " ".join(written[: 2 * _LONGEST_NAME].lower().replace("_", " ").split())
    fits = len(meant) <= _LONGEST_NAME and _NAME.match(meant)
    return Problem("shape/name", hint=meant if fits else None)


def yes_no() -> Parsed[bool]:
    """`yes` or `no`, nothing else."""
    return Parsed(_yes_no, wanted="yes or no", says="yes or no", pattern="^(yes|no)$", examples=("yes", "no"))


_YES, _NO = ("yes", "y", "true", "on", "да"), ("no", "n", "false", "off", "нет")


def _yes_no(written: str) -> bool | Problem:
    if written in ("yes", "no"):
        return written == "yes"
    answer = written[:9].strip().lower()
    return Problem("shape/yes-or-no", hint="yes" if answer in _YES else "no" if answer in _NO else None)


_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,8})\Z")


def whole_number(least: int = 0, most: int = 999_999_999, *, says: str = "a whole number") -> Parsed[int]:
    """A whole number from `least` to `most`, both included."""

    def parse(written: str) -> int | Problem:
        if not _WHOLE.match(written):
            meant = written[:12].replace(" ", "").replace("_", "")
            return Problem("shape/whole-number", hint=meant if _WHOLE.match(meant) else None)
        number = int(written)
        if not least <= number <= most:
            return Problem("shape/out-of-range", values={"least": str(least), "most": str(most)})
        return number

    pattern = "^-?(0|[1-9][0-9]{0,8})$"
    return Parsed(parse, wanted="whole number", says=says, pattern=pattern, numeric=True)
