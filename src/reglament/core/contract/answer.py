"""What a decision on a contract answers: accepted with events for the contract's stream, or refused with code and clause."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reglament.core.contract.event import ContractEvent


@dataclass(frozen=True, slots=True)
class ContractAccepted:
    """Events for the contract's stream, in order."""

    events: tuple[ContractEvent, ...]


@dataclass(frozen=True, slots=True)
class ContractRefused:
    """The law says no. `code`: stable word rendered by `words`; `clause` and `rule` empty where no rule but sense forbids it."""

    code: str
    clause: str = ""
    rule: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


ContractAnswer = ContractAccepted | ContractRefused
