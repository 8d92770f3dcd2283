"""Every target of every worked example is explained and drawn: in both languages, without a bare code, sound as XML."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reglament.core.contract.compile import Memo
from reglament.core.contract.terms import Terms
from reglament.core.regulation.read import read_regulation
from reglament.core.replay.outcome import outcome
from reglament.core.replay.reading.examples import read_examples
from reglament.core.replay.story import Story
from reglament.core.replay.view import look
from reglament.core.target.target import Target
from reglament.words.catalogue import LANGUAGES, Language
from reglament.words.explanation import explanation
from reglament.words.moment import LocalTime
from reglament.words.timesheet.sheet import timesheet_svg
from tests.core.hours.cast import almanac
from tests.words.cast import zone

REGULATIONS = Path(__file__).resolve().parents[2] / "regulations"
EXAMPLES = sorted(REGULATIONS.glob("*/*.examples.yaml"))
Asked = tuple[Target, Terms, LocalTime, int]


@cache
def asked(path: Path) -> tuple[Asked, ...]:
    """Every target at every question of the file."""
    edition = path.with_name(path.name.replace(".examples", ""))
    regulation, _ = read_regulation(edition.read_bytes())
    assert regulation is not None
    examples, faults = read_examples(path.read_bytes(), regulation, almanac())
    assert examples is not None, faults
    memo = Memo()

    def of_story(story: Story) -> Iterator[Asked]:
        played = outcome(story, regulation, almanac(), memo=memo).played
        assert played is not None
        for question in story.questions:
            seen = look(played, question.case, at=question.at, known_at=question.known_at, steps=True)
            yield from ((target, seen.terms, zone(story.zone), seen.at) for target in seen.targets)

    return tuple(one for story in examples.stories for one in of_story(story))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_target_of_the_examples_is_explained(path: Path, language: Language) -> None:
    for target, terms, here, at in asked(path):
        found = explanation(target, terms, language, here, at=at, years=almanac().years)
        assert found.lines
        assert [line for line in (found.short, *found.lines) if "`" in line or "None" in line] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_started_target_of_the_examples_is_drawn(path: Path) -> None:
    for target, terms, here, at in asked(path):
        if target.started_at is not None:
            drawn = timesheet_svg(target, terms, "ru", here, at=at, years=almanac().years, width=390)
            assert ET.fromstring(drawn).get("width") == "390"  # noqa: S314 - our own picture
