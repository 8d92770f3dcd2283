"""What an examination of a desk finds: a code with its values, said in words by the verb."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["trouble", "note"]
TROUBLE: Severity = "trouble"
NOTE: Severity = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """`code`: a phrase of the catalogue under `cli doctor`; `values` are put into it. A `note` needs nobody to act."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = TROUBLE
