"""`explain`: why a deadline is what it is, in words, as data and as a picture, at any moment as known at any other."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.run import STORY, edition, reglament

LATE = STORY.replace(
    "    then:",
    "      - 2026-11-05 10:00: {record: answered, message: m1, happened: 2026-11-03 17:00}\n    then:",
)
TWO = STORY + STORY.removeprefix("examples:\n").replace("A writer asks", "Another asks")


def stories(path: Path) -> Path:
    return path.with_name("1.examples.yaml")


def test_every_target_is_told_in_a_line_and_then_followed_with_its_clause(tmp_path: Path) -> None:
    told = reglament("explain", stories(edition(tmp_path)), "--at", "2026-11-03 16:00")
    assert told.exit_code == 0
    lines = told.output.splitlines()
    assert lines[0] == "A writer asks in the afternoon"
    answer = next(place for place, line in enumerate(lines) if line.startswith("Answer"))
    assert "Wed 4 Nov 2026 10:00" in lines[answer]
    assert "3 h left" in lines[answer]
    assert any("15:00" in line and "counted" in line for line in lines[answer + 1 :])


def test_what_was_known_later_is_another_answer(tmp_path: Path) -> None:
    path = stories(edition(tmp_path, examples=LATE))
    then = reglament("explain", path, "--at", "2026-11-04 12:00")
    now = reglament("explain", path, "--at", "2026-11-04 12:00", "--known-at", "2026-11-05 10:00")
    assert ("breached" in then.output, "breached" in now.output) == (True, False)


def test_json_has_moments_with_their_distance_from_utc(tmp_path: Path) -> None:
    told = reglament("explain", stories(edition(tmp_path)), "--at", "2026-11-03 16:00", "--format", "json")
    target = json.loads(told.output)["targets"][0]
    assert (target["due_at"], target["left"], target["amount"]) == (
        "2026-11-04T10:00:00+03:00",
        10800,
        "4 working hours",
    )
    assert {step["code"] for step in target["steps"]} >= {"started", "figure", "calendar", "due"}


def test_the_picture_is_well_formed_and_speaks(tmp_path: Path) -> None:
    svg = tmp_path / "line.svg"
    told = reglament(
        "explain", stories(edition(tmp_path)), "--at", "2026-11-03 16:00", "--svg", svg, "--language", "ru"
    )
    assert told.exit_code == 0
    root = ET.fromstring(svg.read_text(encoding="utf-8"))  # noqa: S314 - our own
    words = " ".join(text for text in root.itertext())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert ("Ответ" in words, "A writer asks in the afternoon" in words) == (True, True)


def test_a_story_may_be_named_by_its_line_or_its_first_words(tmp_path: Path) -> None:
    path = stories(edition(tmp_path, examples=TWO))
    by_line, by_words = reglament("explain", f"{path}:10"), reglament("explain", f"{path}:another")
    assert (
        by_line.output.splitlines()[0] == by_words.output.splitlines()[0] == "Another asks in the afternoon"
    )


def test_a_scenario_finds_the_regulation_it_names(tmp_path: Path) -> None:
    edition(tmp_path)
    scenario = tmp_path / "deep" / "inside" / "one.yaml"
    scenario.parent.mkdir(parents=True)
    scenario.write_text("regulation: small\n" + STORY, encoding="utf-8")
    assert reglament("explain", scenario).exit_code == 0


WRONG = {
    "several stories": (TWO, (), "Name one by its line"),
    "a moment that is none": (STORY, ("--at", "yesterday"), "write it as 2026-11-05 10:00"),
    "a case that is none": (STORY, ("--case", "Z"), "its cases: A"),
    "faults in the story": ("examples: []\n", (), "1.examples.yaml:1: "),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_explained_is_a_sentence_and_exit_code_2(tmp_path: Path, wrong: str) -> None:
    examples, options, says = WRONG[wrong]
    told = reglament("explain", stories(edition(tmp_path, examples=examples)), *options)
    assert (told.exit_code, says in told.output) == (2, True)


def test_a_regulation_taken_for_a_story_is_told_what_is_missing(tmp_path: Path) -> None:
    path = edition(tmp_path)
    told = reglament("explain", path, "--regulation", path)
    assert (told.exit_code, "holds no stories" in told.output, "`examples`" in told.output) == (2, True, True)


def test_a_story_without_a_regulation_near_says_what_to_do(tmp_path: Path) -> None:
    alone = tmp_path / "alone.yaml"
    alone.write_text(STORY, encoding="utf-8")
    told = reglament("explain", alone)
    assert (told.exit_code, "--regulation FILE" in told.output) == (2, True)
    assert reglament("explain", alone, "--regulation", edition(tmp_path)).exit_code == 0


def test_a_picture_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    told = reglament("explain", stories(edition(tmp_path)), "--svg", tmp_path / "no" / "line.svg")
    assert (told.exit_code, "cannot be written" in told.output) == (2, True)


def test_one_target_is_told_and_drawn_by_its_days(tmp_path: Path) -> None:
    svg = tmp_path / "days.svg"
    path = stories(edition(tmp_path))
    told = reglament("explain", path, "--at", "2026-11-03 16:00", "--target", "answer", "--svg", svg)
    assert told.exit_code == 0
    assert ET.fromstring(svg.read_text(encoding="utf-8")).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own
    unknown = reglament("explain", path, "--at", "2026-11-03 16:00", "--target", "lunch")
    assert (unknown.exit_code, "it has: answer" in unknown.output + unknown.stderr) == (2, True)
