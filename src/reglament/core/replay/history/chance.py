"""Chance, handed in by whoever makes a history: the same seed, the same history."""

from collections.abc import Sequence
from math import cos, exp, log, pi, sqrt
from typing import Protocol, TypeVar

Value = TypeVar("Value")


class Chance(Protocol):
    """A source of numbers, evenly spread over [0, 1)."""

    def random(self) -> float: ...


def pick(chance: Chance, values: Sequence[Value]) -> Value:
    """Any of the values."""
    return values[int(chance.random() * len(values))]


def happens(chance: Chance, probability: float) -> bool:
    return chance.random() < probability


def spread(chance: Chance, middle: float, width: float) -> float:
    """A positive number around `middle`: its logarithm is normal, with this deviation (Box and Muller, 1958)."""
    one, other = 1.0 - chance.random(), chance.random()
    return middle * exp(width * sqrt(-2.0 * log(one)) * cos(2.0 * pi * other))
