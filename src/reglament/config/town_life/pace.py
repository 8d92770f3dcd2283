"""How soon somebody does the next thing: a spread around a middle, in the hours of whoever does it."""

from math import exp
from random import Random

from reglament.cli.span import seconds_of
from reglament.core.hours.hours import Hours

# Working seconds until staff do it, or clock seconds until a customer does.
MIDDLES = {
    "take": 600, "register": 1500, "write": 3600, "classify": 900, "reply": 4 * 3600, "close": 5400, "work": 900,
    "note": 1200, "estimate": 5400, "accept": 6 * 3600, "log": 7200,
}  # fmt: skip
OTHERWISE = 3600
WIDTH = 0.55
MORNING = 5400


def delay(chance: Random, do: str, after: str | None) -> int:
    """Give seconds until a step is done; what is said outright is kept to within a few per cent."""
    if after is not None:
        return max(1, int(seconds_of(after) * chance.uniform(0.95, 1.05)))
    return max(20, int(MIDDLES.get(do, OTHERWISE) * exp(chance.gauss(0.0, WIDTH))))


def worked_on(hours: Hours, at: int, seconds: int) -> int:
    """The moment after so many working seconds of staff."""
    return hours.reach(at, seconds)


def waited(hours: Hours, at: int, seconds: int, chance: Random) -> int:
    """The moment after so many seconds by the clock, or some time in the morning after that."""
    then = at + seconds
    return then if hours.is_open(then) else hours.reach(then, int(chance.random() * MORNING))
