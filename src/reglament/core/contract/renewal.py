"""What an amendment says of a renewal that was signed before it and governs later (docs/algorithms/contract-text.md)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from reglament.core.contract.contract import Contract

Key = TypeVar("Key")
Value = TypeVar("Value")


def carried(renewal: Contract, *, former: Contract, amended: Contract) -> Contract:
    """Lay over a renewal what was changed between two texts of the contract in force, wherever the renewal says what the former said.

    What the renewal itself put otherwise stays so. Dates and hours of a contract belong to their period and are never carried.
    """
    held = {one.key: one for one in former.certificates}, {one.key: one for one in amended.certificates}
    certificates = _laid({one.key: one for one in renewal.certificates}, *held)
    return replace(
        renewal,
        number=_goes_on(renewal.number, former.number, amended.number),
        tier=_goes_on(renewal.tier, former.tier, amended.tier),
        zone=_goes_on(renewal.zone, former.zone, amended.zone),
        person=_goes_on(renewal.person, former.person, amended.person),
        revoked_at=_goes_on(renewal.revoked_at, former.revoked_at, amended.revoked_at),
        terms=_laid(renewal.terms, former.terms, amended.terms),
        figures=_laid(renewal.figures, former.figures, amended.figures),
        calendars=_laid(renewal.calendars, former.calendars, amended.calendars),
        certificates=tuple(certificates.values()),
    )


def _goes_on(renewal: Value, former: Value, amended: Value) -> Value:
    return amended if renewal == former else renewal


def _laid(
    renewal: Mapping[Key, Value], former: Mapping[Key, Value], amended: Mapping[Key, Value]
) -> dict[Key, Value]:
    """Name by name; what is not named by a text is the same as what another does not name."""
    names = dict.fromkeys((*renewal, *amended))
    laid = {name: _goes_on(renewal.get(name), former.get(name), amended.get(name)) for name in names}
    return {name: value for name, value in laid.items() if value is not None}
