"""The tutorial is true: its fragments stand in its files; these and the further policies lint without error, their examples hold."""

import re
from pathlib import Path

import pytest

from reglament.config.almanac import load_almanac
from reglament.core.regulation.read import read_edition
from reglament.core.replay.outcome import outcome
from reglament.core.replay.reading.examples import read_examples
from tests.architecture.tree import ROOT

PAGES = ROOT / "docs/regulation"
EDITION = PAGES / "acorn/2026-01.yaml"
POLICIES = (
    EDITION,
    *sorted(
        path for path in (PAGES / "examples").glob("*/*.yaml") if not path.name.endswith(".examples.yaml")
    ),
)


def beside(edition: Path) -> Path:
    return edition.with_name(f"{edition.stem}.examples.yaml")


def fragments() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", (PAGES / "README.md").read_text("utf-8"), re.DOTALL)


def recipes() -> list[str]:
    """What the table of clocks says to write that stands in the tutorial's own file."""
    row = next(
        line for line in (PAGES / "README.md").read_text("utf-8").splitlines() if "an update every" in line
    )
    return re.findall(r"`([^`]+)`", row.partition(" Never ")[0])


@pytest.mark.parametrize("fragment", fragments())
def test_every_fragment_of_the_tutorial_stands_in_its_files(fragment: str) -> None:
    assert fragment in EDITION.read_text("utf-8") + beside(EDITION).read_text("utf-8")


@pytest.mark.parametrize("recipe", recipes())
def test_the_recipe_of_a_periodic_update_stands_in_the_tutorials_file(recipe: str) -> None:
    assert f"        {recipe}\n" in EDITION.read_text("utf-8")


def test_there_are_three_further_policies() -> None:
    assert [path.parent.name for path in POLICIES] == ["acorn", "birchcloud", "cedar-db", "dunelinux"]


@pytest.mark.parametrize("edition", POLICIES, ids=lambda path: path.parent.name)
def test_a_policy_lints_without_error_and_its_examples_hold(edition: Path) -> None:
    almanac = load_almanac()
    regulation, faults = read_edition(edition.read_bytes(), almanac)
    assert [fault.code for fault in faults if fault.severity != "note"] == []
    assert regulation is not None
    examples, _ = read_examples(beside(edition).read_bytes(), regulation, almanac)
    assert examples is not None
    found = [outcome(story, regulation, almanac) for story in examples.stories]
    assert [one.story.name for one in found if not one.holds] == []
