"""How a case stands: the value that its visible entries fold to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reglament.core.case.event import Closed, Estimated, Excused, Extended, Held, Linked, Received, Refused
from reglament.core.case.mark import MarkUse
from reglament.core.case.message import MessageState
from reglament.core.case.pauses import OpenPause, PauseSpan
from reglament.core.hours.amount import Amount


@dataclass(frozen=True, slots=True)
class Closing:
    """How and when the case was closed, and by which party."""

    event: Closed
    at: int
    party: str


@dataclass(frozen=True)
class CaseState:
    """A case at one moment. Moments are UTC seconds, hours seconds; None or empty: has not happened.

    `status`: none, held, waiting, open, closed or refused. `axes` holds defaults too; `axes_set_by` names the rule, else the
    party, and nothing for a default; `changed_at` the moment an axis took its present value. `fields` are those given so far,
    with the case, later or with a mark. `contract`: its status as seen at receipt, or by a key that came later; `certificate`: the tag of that key, where a
    certificate has it. `asked`: fields asked for and not yet given → since. `queued`: the counter it waits
    for. `looked_at`: validity rule → moment at which it looks at the contract, where that is not the receipt.
    """

    status: str = "none"
    number: str | None = None
    received: Received | None = None
    received_at: int | None = None
    contract: str | None = None
    certificate: str | None = None
    registered_at: int | None = None
    identified_at: int | None = None
    entered_at: int | None = None
    begun_at: int | None = None
    axes: Mapping[str, str] = field(default_factory=dict)
    axes_set_by: Mapping[str, str] = field(default_factory=dict)
    changed_at: Mapping[str, int] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, tuple[MarkUse, ...]] = field(default_factory=dict)
    messages: Mapping[str, MessageState] = field(default_factory=dict)
    pauses: Mapping[str, OpenPause] = field(default_factory=dict)
    pause_spans: tuple[PauseSpan, ...] = ()
    asked: Mapping[str, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    held: Held | None = None
    queued: str | None = None
    queued_at: int | None = None
    refusal: Refused | None = None
    refused_at: int | None = None
    closing: Closing | None = None
    reopened: int = 0
    assignee: str | None = None
    snoozed_until: int | None = None
    participants: tuple[str, ...] = ()
    links: tuple[Linked, ...] = ()
    split_out_of: str | None = None
    moved_messages: tuple[str, ...] = ()
    merged_into: str | None = None
    taken_in: tuple[str, ...] = ()
    estimate: Estimated | None = None
    accepted_seconds: int | None = None
    accepted_term: Amount | None = None
    logged: int = 0
    charged: int | None = None
    refunded: int = 0
    extensions: tuple[Extended, ...] = ()
    excused: tuple[Excused, ...] = ()
    shared: tuple[str, ...] = ()
    looked_at: Mapping[str, int] = field(default_factory=dict)


_BEGINNING = vars(CaseState())


def beginning(**known: object) -> CaseState:
    """Give the state before anything happened, but for what is told. Without slots, for so it is made ten times as fast as by its constructor,
    and each evaluation makes one; what it has from the beginning is shared, as nobody writes into it.
    """
    state = object.__new__(CaseState)
    vars(state).update(_BEGINNING, **known)
    return state
