"""A term that a suspension moved names the suspension that moved it, and the clause that allows it."""

from pathlib import Path

import pytest

from reglament.core.regulation.read import read_regulation
from reglament.core.replay.outcome import outcome
from reglament.core.replay.reading.examples import read_examples
from reglament.core.replay.view import look
from reglament.words.catalogue import Language
from reglament.words.explanation import explanation
from tests.core.hours.cast import almanac
from tests.words.cast import zone

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "tests/scenarios/smart-monitor/SM-3.6.yaml"


@pytest.mark.parametrize(("language", "reason"), [("ru", "нечётко"), ("en", "unclear")])
def test_the_moved_deadline_names_the_pause_that_moved_it_and_its_clause(
    language: Language, reason: str
) -> None:
    regulation, _ = read_regulation((ROOT / "regulations/smart-monitor/2025-01.yaml").read_bytes())
    assert regulation is not None
    examples, _ = read_examples(STORY.read_bytes(), regulation, almanac())
    assert examples is not None
    story = examples.stories[0]
    played = outcome(story, regulation, almanac()).played
    assert played is not None
    last = story.questions[-1]
    seen = look(played, last.case, at=last.at, known_at=last.known_at, steps=True)
    moved = next(target for target in seen.targets if target.metric == "resolve")
    told = explanation(moved, seen.terms, language, zone(story.zone), at=last.at, years=almanac().years).lines
    (line,) = [line for line in told if reason.lower() in line.lower()]
    assert "1.2.5.1" in line
    assert "12:00" in line
    assert "15:00" in line
