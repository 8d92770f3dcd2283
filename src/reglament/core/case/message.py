"""What became of each message of a case: which marks it carries, who sent it, how far it got, whether it came back."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessageState:
    """`stages`: first moment of `handed over`, `delivered`, `bounced`, `failed`; a bounce wipes the two before it."""

    marks: tuple[str, ...]
    party: str
    sent_at: int | None
    stages: Mapping[str, int]
    bounced: bool

    @property
    def handed_over_at(self) -> int | None:
        """Moment at which it left our hands and has not come back; delivery says so too."""
        moments = [self.stages[stage] for stage in ("handed over", "delivered") if stage in self.stages]
        return min(moments) if moments else None
