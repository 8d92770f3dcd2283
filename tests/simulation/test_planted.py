"""A simulation that finds nothing proves nothing: each of these known wrongs, planted into the desk, must be found."""

import os
from importlib import import_module
from pathlib import Path

import pytest

from reglament.config.simulate.ground import Ground
from reglament.config.simulate.run import run

HERE = Path(__file__).parent / "planted"
ALL = sorted(path.stem for path in HERE.glob("*.py"))
# By default those that the fewest seeds show; all of them in the long search.
SHORT = (
    "chain_without_places",
    "letter_is_claimed_after_sending",
    "number_opens_the_case",
    "purge_leaves_the_keys",
)
PLANTS = ALL if os.environ.get("REGLAMENT_PLANTS") == "all" else SHORT
MOST_SEEDS = 500
SHARE = 0.3


@pytest.mark.parametrize("name", PLANTS)
def test_what_is_planted_is_found(town: Ground, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import_module(f"tests.simulation.planted.{name}").plant(monkeypatch)
    for seed in range(1, MOST_SEEDS + 1):
        ran = run(town, seed, share=SHARE)
        if ran.broken is not None:
            print(f"{name}: found with {seed} seeds as {ran.broken.name}: {ran.broken.what[:200]}")  # noqa: T201
            return
    pytest.fail(f"{name} was not found with {MOST_SEEDS} seeds")


def test_every_plant_has_its_sign_and_there_are_a_dozen_of_them() -> None:
    assert len(ALL) >= 12
    assert set(SHORT) <= set(ALL)
