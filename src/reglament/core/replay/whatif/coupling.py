"""Whether cases of one contract may have been in each other's way: only then have they to be replayed together."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reglament.core.case.event import Closed, Refused
from reglament.core.hours.zone import Ints
from reglament.core.replay.history.past import PastCase
from reglament.core.replay.whatif.exact import Replayed
from reglament.core.replay.whatif.walk import Herd

Flags = NDArray[np.bool_]
NO_LIMIT = np.iinfo(np.int64).max


class Stay(NamedTuple):
    """Cases by their rows: from when to when each is there, and how often it used one of a period.

    A case is there from its receipt to its last step, or to the end of the history if it keeps a place: at no other
    moment does it ask for one, or stand in anybody's way.
    """

    rows: Ints
    begins: Ints
    ends: Ints
    uses: Ints


def stay_of_herd(herd: Herd, until: int) -> Stay:
    """Give the stay of a herd's cases."""
    number = len(herd.rows)
    end = np.full(number, until, np.int64) if herd.stage.keeps_place() else herd.columns[-1]
    return Stay(herd.rows, herd.columns[0], end, np.full(number, herd.stage.uses(), np.int64))


def stay_of_case(one: Replayed | None, row: int, past: PastCase, until: int) -> Stay:
    """Give the stay of a case that was replayed by itself; what is not known of it is the worst."""
    last = one.entries[-1] if one and one.entries else None
    gone = last is not None and isinstance(last.event, Closed | Refused)
    end = max(last.happened_at, *past.moments, *past.known) if last is not None and gone else until
    uses = one.uses if one else 0
    return Stay(*(np.array([value], np.int64) for value in (row, past.moments[0], end, uses)))


def all_stays(stays: list[Stay]) -> Stay:
    if not stays:
        return Stay(*(np.zeros(0, np.int64) for _ in Stay._fields))
    return Stay(*(np.concatenate([stay[place] for stay in stays]) for place in range(len(Stay._fields))))


def are_coupled(stays: Stay, contracts: Ints, rooms: list[int | None], *, uses: bool) -> Flags:
    """Say of each contract whether its cases may have met at a limit; `rooms` are the least limits, None for none.

    `contracts`: the number of each row's contract.
    """
    limits = np.array([NO_LIMIT if room is None else room for room in rooms], np.int64)
    if (limits == NO_LIMIT).all():
        return np.zeros(len(rooms), np.bool_)
    whose = contracts[stays.rows]
    coupled = most_at_once(whose, stays.begins, stays.ends, len(rooms)) > limits
    if uses:
        coupled |= np.bincount(whose, weights=stays.uses, minlength=len(rooms)) > limits
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
