"""What a decision answers: accepted with events, or refused with a code, the clause and the figures the sentence needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reglament.core.case.event import Event
from reglament.core.contract.event import ContractEvent


@dataclass(frozen=True, slots=True)
class Accepted:
    """Events for the case's stream in order, and for the contract's stream. `cautions`: things staff should see first.

    `party` of the events that a rule adds by itself is `system`: `automatic` counts how many at the end of `events` are so.
    `other`: events for the streams of other cases of the same act (link, split, merge), by case id, done by the same party.
    `new_case`: news on a closed case that stays closed: receive a new case with what this act brought, then link it to this
    one as `follow-up`.
    """

    events: tuple[Event, ...]
    contract: tuple[ContractEvent, ...] = ()
    automatic: int = 0
    cautions: tuple[str, ...] = ()
    new_case: bool = False
    other: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """The law says no. `code`: stable word rendered by `words`; `clause`: number; `rule`: id or empty; `values`: typed figures.

    `recorded`: events to keep all the same, where the law demands a record of the refusal; as in `Accepted`, the last
    `automatic` of them are the system's.
    """

    code: str
    clause: str
    rule: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    recorded: tuple[Event, ...] = ()
    automatic: int = 0


Answer = Accepted | Refused
