"""The tutorial is true: its fragments stand in its files, the files are without fault, and their examples hold."""

import re

import pytest

from reglament.config.almanac import load_almanac
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.outcome import outcome
from reglament.core.replay.reading.examples import read_examples
from tests.architecture.tree import ROOT

PAGES = ROOT / "docs/regulation"
EDITION = PAGES / "acorn/2026-01.yaml"
EXAMPLES = PAGES / "acorn/2026-01.examples.yaml"


def fragments() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", (PAGES / "README.md").read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("fragment", fragments())
def test_every_fragment_of_the_tutorial_stands_in_its_files(fragment: str) -> None:
    assert fragment in EDITION.read_text("utf-8") + EXAMPLES.read_text("utf-8")


def test_the_edition_of_the_tutorial_has_no_fault_and_its_examples_hold() -> None:
    regulation, faults = read_regulation(EDITION.read_bytes())
    assert regulation is not None
    assert [fault.code for fault in faults if fault.severity != "note"] == []
    almanac = load_almanac()
    examples, _ = read_examples(EXAMPLES.read_bytes(), regulation, almanac)
    assert examples is not None
    found = [outcome(story, regulation, almanac) for story in examples.stories]
    assert [one.story.name for one in found if not one.holds] == []
