"""Which cases fare alike whatever the clock shows: the same terms, the same deeds in the same order."""

from reglament.core.contract.known import calendar_of, tier_of
from reglament.core.contract.terms import Terms
from reglament.core.replay.history.past import PastCase
from reglament.core.replay.whatif.law import Law

Kin = tuple[object, tuple[int, ...], tuple[int, ...]]
"""The root they grow from, their deeds, and the places where a deed shares its second with the one before."""


def kin_of(past: PastCase, terms: Terms, law: Law, until: int) -> Kin | None:
    """Name what a case has in common with those that fare alike; None: it is like no other."""
    if past.odd:
        return None
    moments = past.moments
    season = law.season(past.contract, terms, moments[0])
    if season != law.season(past.contract, terms, until if law.looks_later else moments[-1]):
        return None
    arrival: tuple[bool | None, ...] = ()
    if law.arrival_calendars:
        tier = tier_of(terms.regulation, terms.contract)
        found = (calendar_of(terms, name, tier) for name in law.arrival_calendars)
        arrival = tuple(None if hours is None else hours.is_open(moments[0]) for hours in found)
    ties: tuple[int, ...] = ()
    if len(set(moments)) < len(moments):
        ties = tuple(place for place in range(1, len(moments)) if moments[place] == moments[place - 1])
    common, _ = law.common(past.contract, terms, moments[0])
    return (common, arrival), past.plot, ties


def stands_together(cases: list[PastCase], law: Law) -> bool:
    """Whether cases of a contract bear on each other whatever they do: they share hours, or the contract's text changed."""
    contract = cases[0].contract
    if contract.contract is None:
        return False
    granted = [*contract.contract.granted.values(), *(one.granted for one in contract.contract.certificates)]
    return (law.has_pools and any(granted)) or any(one.contract.key != contract.key for one in cases)
