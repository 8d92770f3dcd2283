"""The terms a case is served under: edition, contract and compiled calendars, pinned together at receipt."""

from collections.abc import Mapping
from dataclasses import dataclass

from reglament.core.contract.contract import Contract
from reglament.core.hours.hours import Hours
from reglament.core.hours.zone import Zone
from reglament.core.regulation.model.regulation import Regulation


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything about the law that a decision or an evaluation needs. `contract` is None for a sender who has none.

    `calendars` holds every declared calendar by name, the customer's zone and the contract's own hours already put in.
    `home` is the regulation's zone, compiled; `zone` names the customer's side; `tzdata` is the version both were read from.
    Made by `compile_terms`.
    """

    regulation: Regulation
    contract: Contract | None
    calendars: Mapping[str, Hours]
    home: Zone
    zone: str
    tzdata: str
