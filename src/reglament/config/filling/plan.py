"""What happens to the cases that are lived, and when: plots a regulation allows, left open, spread over some days before now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from reglament.config.filling.cast import Served
from reglament.core.contract.terms import Terms
from reglament.core.replay.history.cause import CHANNEL, CUSTOMER, STAFF, Move
from reglament.core.replay.history.chance import spread
from reglament.core.replay.history.make import HOUR, PACE, SHAPE, WIDTH
from reglament.core.replay.history.plot import Plots

DAY = 86_400
SPAN = 12 * DAY
# Most letters came just now, so that something is still to be done about them in time; the rest over all the days.
LATELY, OF_LATE = 2400, 0.8
WORK = 2.0 * HOUR
PLOTS = 60
# What would end a case. Hearing of a message that no letter of ours carried needs a channel that says so.
ENDS = frozenset(("closed", "refused", "merged", "reopened"))
LONG_ROUNDS = 166


class Step(NamedTuple):
    """Something that is done to a case of a customer at a moment, UTC seconds; `case` counts over the customer's cases."""

    at: int
    order: int
    life: int
    case: int
    move: Move


@dataclass(frozen=True, slots=True)
class Size:
    """How many cases each customer has; every `long_every`-th customer has one of `rounds` questions and answers."""

    cases: int
    long_every: int = 5
    rounds: int = LONG_ROUNDS


def plan(served: Sequence[tuple[Served, Terms]], size: Size, *, until: int, chance: Random) -> list[Step]:
    """Give all steps in order of time, none at `until` (UTC seconds) or after."""
    found: list[Step] = []
    for life, (_, terms) in enumerate(served):
        plots = _plots(terms, until, chance)
        for case in range(size.cases):
            long = case == 0 and life % size.long_every == 0
            course = _long(plots, size.rounds, until, chance) if long else _short(plots, until, chance)
            found += [
                Step(at, len(found) + place, life, case, move) for place, (at, move) in enumerate(course)
            ]
    return sorted(step for step in found if step.at < until)


def _plots(terms: Terms, until: int, chance: Random) -> list[tuple[Move, ...]]:
    made = Plots(terms, chance)
    found: list[tuple[Move, ...]] = []
    while len(found) < PLOTS:
        plot = tuple(_open(made.plot(until - SPAN)))
        if plot:
            found.append(plot)
    return found


def _open(plot: Sequence[Move]) -> Iterator[Move]:
    """The moves of a plot that people make, up to its end."""
    for move in plot:
        if move.event in ENDS:
            return
        if move.by != CHANNEL and "notice" not in move.facts:
            yield move


def _short(plots: Sequence[tuple[Move, ...]], until: int, chance: Random) -> Iterator[tuple[int, Move]]:
    """A plot, or its beginning, from some working hour on."""
    plot = plots[int(chance.random() * len(plots))]
    at = _arrival(until, chance)
    for place, move in enumerate(plot[: 1 + int(chance.random() * len(plot))]):
        if place:
            middle = WORK if move.pace == "work" else PACE.get(move.pace, HOUR)
            at += 1 + int(spread(chance, middle, WIDTH.get(move.pace, 1.0)))
        yield at, move


def _long(
    plots: Sequence[tuple[Move, ...]], rounds: int, until: int, chance: Random
) -> Iterator[tuple[int, Move]]:
    """A case about which customer and staff write to each other all the time."""
    receipt = plots[int(chance.random() * len(plots))][0]
    at, pace = until - SPAN, SPAN // (2 * rounds + 2)
    yield at, receipt
    for number in range(2 * rounds):
        at += pace
        by, role = (STAFF, None) if number % 2 else (CUSTOMER, receipt.role)
        yield at, Move("replied", by, "answer", {"message": f"r{number}"}, role)


def _arrival(until: int, chance: Random) -> int:
    """A moment of the last minutes or days: few at night and on days off, as letters come."""
    span = LATELY if chance.random() < OF_LATE else SPAN
    while True:
        at = until - 1 - int(chance.random() * span)
        is_working_day = (at // DAY + 3) % 7 < 5
        if (is_working_day or chance.random() < 0.15) and chance.random() * 40 < SHAPE[at % DAY // HOUR]:
            return at
