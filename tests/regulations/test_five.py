"""The five editions of this tree are in order: no error, no warning; readings and idle nouns are notes."""

from pathlib import Path

import pytest

from tests.regulations.expects import faults_of

ROOT = Path(__file__).parents[2]
EDITIONS = sorted(
    path for path in ROOT.glob("regulations/*/*.yaml") if not path.name.endswith(".examples.yaml")
)


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: path.parent.name)
def test_an_edition_of_this_tree_lints_clean(path: Path) -> None:
    found = [fault for fault in faults_of(path.read_bytes()) if fault.severity != "note"]
    assert [(fault.severity, fault.code, fault.place.line, fault.values) for fault in found] == []


def test_there_are_five_of_them() -> None:
    assert len(EDITIONS) >= 5
