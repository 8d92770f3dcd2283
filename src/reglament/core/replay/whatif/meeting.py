"""Which cases of a contract met at its limits: they are led together, group by group, and nobody else is."""

from collections.abc import Callable, Sequence
from heapq import heappop, heappush

from reglament.core.replay.whatif.led import Led

# Groups that still grow after so many rounds are led as one.
ROUNDS = 4
Groups = dict[tuple[int, ...], list[Led]]


def lead_who_met(
    begins: Sequence[int],
    ends: list[int],
    room: int,
    *,
    lead: Callable[[Sequence[int]], list[Led]],
    until: int,
) -> Groups:
    """Give groups of cases, by their places among `begins`, with how they went; who is in none fares as if alone.

    Where cases of two groups are there at once, no more are there than there is `room` for, so neither is in the other's way.
    Waiting makes a stay longer: whoever comes in its way then joins the group, which is led anew. Raises what `lead` does.
    """
    leaders = list(range(len(begins)))
    order = sorted(leaders, key=begins.__getitem__)
    led: Groups = {}
    for _ in range(ROUNDS):
        _join(leaders, order, begins, ends, room)
        groups = _groups(leaders)
        fresh = [group for group in groups if group not in led]
        if not fresh:
            return {group: led[group] for group in groups}
        for group in fresh:
            led[group] = lead(group)
            for place, one in zip(group, led[group], strict=True):
                ends[place] = until if one.places else one.last_at
    everybody = tuple(range(len(begins)))
    return {everybody: lead(everybody)}


def _join(
    leaders: list[int], order: Sequence[int], begins: Sequence[int], ends: Sequence[int], room: int
) -> None:
    """Join whoever is there at a moment at which more are there than there is room for."""
    there: list[tuple[int, int]] = []
    joined = False
    for one in order:
        while there and there[0][0] < begins[one]:
            heappop(there)
        if len(there) >= room:
            for _, other in there[:1] if joined else there:
                leaders[_leader(leaders, other)] = _leader(leaders, one)
        # Some of these may go, but who stays is of one group still.
        joined = len(there) >= room
        heappush(there, (ends[one], one))


def _leader(leaders: list[int], one: int) -> int:
    while leaders[one] != one:
        leaders[one] = one = leaders[leaders[one]]
    return one


def _groups(leaders: list[int]) -> list[tuple[int, ...]]:
    """Give the groups of more than one."""
    found: dict[int, list[int]] = {}
    for one in range(len(leaders)):
        found.setdefault(_leader(leaders, one), []).append(one)
    return [tuple(group) for group in found.values() if len(group) > 1]
