"""`examples`: a readable summary, a failing expectation as a diff with its place, and mutants hunted."""

import json
from pathlib import Path

import pytest

from tests.cli.run import STORY, edition, reglament
from tests.core.replay.small import REGULATION


def test_examples_that_hold_are_one_line(tmp_path: Path) -> None:
    path = edition(tmp_path)
    told = reglament("examples", path)
    assert (told.exit_code, told.output) == (0, f"{path}  1 example, 4 expectations: all hold\n")


def test_an_examples_file_given_by_a_pattern_is_no_regulation(tmp_path: Path) -> None:
    path = edition(tmp_path)
    told = reglament("examples", path.with_name("1.examples.yaml"), path)
    assert (told.exit_code, told.output.count("\n")) == (0, 1)


def test_an_expectation_that_fails_is_a_diff_with_its_place(tmp_path: Path) -> None:
    path = edition(tmp_path, examples=STORY.replace("2026-11-04 10:00", "2026-11-04 11:00"))
    told = reglament("examples", path)
    lines = [line.strip() for line in told.output.splitlines()]
    assert told.exit_code == 1
    assert lines[0] == "✗ A writer asks in the afternoon"
    assert lines[1].startswith(str(path.with_name("1.examples.yaml")) + ":7:")
    assert lines[2:4] == ["- answer: due: 2026-11-04 11:00", "+ answer: due: 2026-11-04 10:00"]
    assert lines[-1].endswith("1 fail")


def test_an_act_that_is_refused_says_by_what(tmp_path: Path) -> None:
    old = STORY.replace("{channel: email}", "{channel: email, fields: {version: old}}")
    told = reglament("examples", edition(tmp_path, examples=old))
    assert "- done" in told.output
    assert "+ old version · law/refused" in told.output
    assert "старые версии не поддерживаем" in told.output


def test_examples_with_faults_are_shown_as_frames(tmp_path: Path) -> None:
    path = edition(tmp_path, examples=STORY.replace("email", "emial"))
    told = reglament("examples", path)
    assert (told.exit_code, "1.examples.yaml:5:" in told.output) == (1, True)


def test_a_regulation_with_faults_is_told_in_a_line(tmp_path: Path) -> None:
    told = reglament("examples", edition(tmp_path, regulation="regulation: small\n"))
    assert (told.exit_code, "reglament lint" in told.output) == (1, True)


def test_a_regulation_without_examples_says_so(tmp_path: Path) -> None:
    told = reglament("examples", edition(tmp_path, examples=None))
    assert (told.exit_code, "no examples beside it" in told.output) == (0, True)


def test_a_calendar_nobody_can_use_is_told_and_no_traceback(tmp_path: Path) -> None:
    mars = STORY.replace(
        "    when:",
        '    contract: {calendars: {office: {zone: Mars/One, week: {mon: "09:00-18:00"}}}}\n    when:',
    )
    told = reglament("examples", edition(tmp_path, examples=mars))
    assert (told.exit_code, "office/zone" in told.output, "Traceback" in told.output) == (1, True, False)


def test_mutants_that_survive_are_listed_and_fail(tmp_path: Path) -> None:
    told = reglament("examples", "--mutate", edition(tmp_path))
    lines = told.output.splitlines()
    assert told.exit_code == 1
    assert " caught, " in lines[1]
    assert "  2/silence: removed" in lines
    assert "  1/answer: within plain one unit more" not in lines


def test_json_tells_stories_and_mutants(tmp_path: Path) -> None:
    told = reglament("examples", "--mutate", "--format", "json", edition(tmp_path))
    run = json.loads(told.stdout)[0]
    fates = {one["mutant"]: one["fate"] for one in run["mutants"]}
    assert [(one["story"], one["holds"]) for one in run["stories"]] == [
        ("A writer asks in the afternoon", True)
    ]
    assert (fates["1/answer: removed"], fates["2/silence: removed"]) == ("caught", "survived")


def test_the_regulation_of_these_tests_is_in_order(tmp_path: Path) -> None:
    assert reglament("lint", edition(tmp_path, regulation=REGULATION)).exit_code == 0


def test_further_stories_are_played_under_the_regulation_they_name(tmp_path: Path) -> None:
    path = edition(tmp_path)
    (tmp_path / "more").mkdir()
    further = STORY.replace("A writer asks", "Another asks")
    (tmp_path / "more" / "one.yaml").write_text("regulation: small\n" + further, encoding="utf-8")
    (tmp_path / "more" / "two.yaml").write_text("regulation: other\n" + further, encoding="utf-8")
    (tmp_path / "more" / "three.yaml").write_text("notes: []\n", encoding="utf-8")
    told = reglament("examples", "--stories", tmp_path / "more", path)
    assert (told.exit_code, told.output) == (0, f"{path}  2 examples, 8 expectations: all hold\n")


@pytest.mark.parametrize("text", ["", "examples: []\n", "- 1\n"])
def test_a_file_of_stories_that_names_no_regulation_is_not_passed_over(tmp_path: Path, text: str) -> None:
    nameless = tmp_path / "nameless.yaml"
    nameless.write_text(text, encoding="utf-8")
    told = reglament("examples", "--stories", nameless, edition(tmp_path))
    assert (told.exit_code, "regulation: NAME" in told.output) == (2, True)


def test_a_folder_without_stories_is_told(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    told = reglament("examples", "--stories", tmp_path / "none", edition(tmp_path))
    assert (told.exit_code, "No file in" in told.output) == (2, True)


def test_a_file_of_stories_under_a_regulation_that_is_not_tried_is_told(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text("regulation: other\n" + STORY, encoding="utf-8")
    told = reglament("examples", "--stories", elsewhere, edition(tmp_path))
    assert (told.exit_code, "told under other" in told.output) == (2, True)
