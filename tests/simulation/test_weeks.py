"""Weeks of the whole desk from seeds: no invariant breaks, faults were really put in, and a seed's books are always the same."""

import os

import pytest

from reglament.config.simulate.ground import Ground
from reglament.config.simulate.run import run

FIRST = int(os.environ.get("REGLAMENT_FIRST_SEED", "1"))
WEEKS = int(os.environ.get("REGLAMENT_WEEKS", "10"))
ENOUGH = 10  # weeks, for each of these to have come
OFTEN = {
    "death",
    "commit refused",
    "answer lost",
    "line cut",
    "restart",
    "others between",
    "cut after",
    "cut before",
    "outage",
}


def test_every_invariant_holds_through_weeks_of_faults(town: Ground) -> None:
    seen: set[str] = set()
    for seed in range(FIRST, FIRST + WEEKS):
        ran = run(town, seed)
        assert ran.broken is None, f"reglament simulate --seed {seed} --trace\n{ran.broken}"
        assert ran.cases > 10
        assert ran.letters > 10
        seen |= set(ran.faults)
    if WEEKS >= ENOUGH:
        assert seen >= OFTEN


@pytest.mark.parametrize("share", [0.0, 0.12])
def test_the_same_seed_gives_the_same_books_byte_for_byte(town: Ground, share: float) -> None:
    once, again, other = (run(town, seed, days=3, share=share) for seed in (7, 7, 8))
    assert once == again
    assert once.books != other.books
