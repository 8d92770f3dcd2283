"""Whether cases of one contract may have been in each other's way: only then have they to be replayed together."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reglament.core.case.event import Closed, Refused
from reglament.core.contract.event import CaseCounted
from reglament.core.hours.zone import Ints
from reglament.core.replay.whatif.exact import Replayed
from reglament.core.replay.whatif.walk import Herd

Flags = NDArray[np.bool_]
NO_LIMIT = np.iinfo(np.int64).max


class Stay(NamedTuple):
    """Cases that took a place of a limit: which contract's, from when to when, and how often they used one of a period."""

    contracts: Ints
    begins: Ints
    ends: Ints
    uses: Ints


def stay_of_herd(herd: Herd, contracts: Ints, until: int) -> Stay | None:
    """Give the stay of a herd's cases, None where they took no place; from receipt on, whenever it was taken."""
    counted = [step for step, event in herd.stage.counted if isinstance(event, CaseCounted)]
    uses = herd.stage.uses()
    if not counted and not uses:
        return None
    ends = herd.stage.ends()
    gone = bool(ends) and ends[-1] >= max(counted, default=0)
    number = len(herd.rows)
    end = herd.columns[ends[-1]] if gone else np.full(number, until, np.int64)
    return Stay(contracts, herd.columns[0], end, np.full(number, uses, np.int64))


def stay_of_case(one: Replayed | None, begun: int, contract: int, until: int) -> Stay:
    """Give the stay of a case that was replayed by itself."""
    last = one.entries[-1] if one and one.entries else None
    gone = last is not None and isinstance(last.event, Closed | Refused)
    end = last.happened_at if last is not None and gone else until
    uses = one.uses if one else 0
    return Stay(*(np.array([value], np.int64) for value in (contract, begun, max(end, begun), uses)))


def are_coupled(stays: list[Stay], rooms: list[int | None], *, uses: bool) -> Flags:
    """Say of each contract whether its cases may have met at a limit; `rooms` are the least limits, None for none."""
    limits = np.array([NO_LIMIT if room is None else room for room in rooms], np.int64)
    if not stays or (limits == NO_LIMIT).all():
        return np.zeros(len(rooms), np.bool_)
    whose, begins, ends, used = (np.concatenate([stay[place] for stay in stays]) for place in range(4))
    coupled = most_at_once(whose, begins, ends, len(rooms)) > limits
    if uses:
        coupled |= np.bincount(whose, weights=used, minlength=len(rooms)) > limits
    return coupled


def most_at_once(contracts: Ints, begins: Ints, ends: Ints, number: int) -> Ints:
    """Count for each of `number` contracts the most cases that were there at one moment; who comes as one goes meets him."""
    most = np.zeros(number, np.int64)
    whose = np.concatenate((contracts, contracts))
    moments = np.concatenate((begins, ends))
    change = np.concatenate((np.ones(len(begins), np.int64), -np.ones(len(ends), np.int64)))
    order = np.lexsort((-change, moments, whose))
    # Every contract's changes add up to nothing, so the running sum begins anew with each.
    np.maximum.at(most, whose[order], np.cumsum(change[order]))
    return most
