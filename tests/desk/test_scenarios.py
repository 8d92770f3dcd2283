"""Every story of the pure core comes out the same through door, database and watch."""

from collections.abc import Iterator
from typing import Any

import pytest

from reglament.config.almanac import load_almanac
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.check import mismatches
from reglament.core.replay.reading.examples import read_examples
from reglament.core.replay.story import Story
from reglament.desk.record.desk import Desk
from reglament.desk.record.rebuild import rebuild
from tests.architecture.tree import ROOT
from tests.desk.play import play_through_desk


def stories() -> Iterator[Any]:
    almanac = load_almanac()
    for source in sorted((ROOT / "regulations").glob("*/*.yaml")):
        if source.name.endswith(".examples.yaml"):
            continue
        data = source.read_bytes()
        regulation, _ = read_regulation(data)
        assert regulation is not None
        for path in sorted((ROOT / "tests" / "scenarios" / source.parent.name).glob("*.yaml")):
            found, faults = read_examples(path.read_bytes(), regulation, almanac)
            assert found is not None, faults
            for story in found.stories:
                yield pytest.param(story, regulation, data, id=f"{path.stem}: {story.name}")


@pytest.mark.parametrize(("story", "regulation", "source"), list(stories()))
def test_a_story_comes_out_the_same_through_the_database(
    story: Story, regulation: Regulation, source: bytes, desk: Desk, almanac: Almanac
) -> None:
    played = play_through_desk(story, regulation, source, desk, almanac)
    assert list(played.surprises) == []
    assert list(mismatches(story, played)) == []
    assert [one for one in rebuild(desk=desk, write=False) if one] == []
