"""`lint`: faults as code frames, a line for each file, exit codes, JSON; whatever the file is, never a traceback."""

import json
from pathlib import Path

import pytest

from tests.cli.run import edition, reglament
from tests.core.replay.small import REGULATION


def test_a_regulation_in_order_has_one_line(tmp_path: Path) -> None:
    path = edition(tmp_path)
    told = reglament("lint", path)
    assert (told.exit_code, told.output.splitlines()) == (
        0,
        [f"{path}  4 clauses: 4 executed, 0 prose, 0 readings"],
    )


def test_a_fault_is_shown_in_its_line_with_carets_and_what_to_write(tmp_path: Path) -> None:
    path = edition(tmp_path, regulation=REGULATION.replace("met by: reply", "met by: replly"))
    told = reglament("lint", path)
    line = REGULATION[: REGULATION.index("met by: reply")].count("\n") + 1
    assert told.exit_code == 1
    frame = told.output.splitlines()
    assert frame[0].startswith("error[")
    assert f"--> {path}:{line}:17" in frame[1]
    assert next(text.rstrip() for text in frame if "^" in text) == "   |                 ^^^^^^"
    assert any("reply" in text and text.lstrip().startswith("=") for text in frame)
    assert frame[-1] == f"{path}  1 error"


def test_a_note_takes_one_line_and_is_no_failure(tmp_path: Path) -> None:
    path = edition(
        tmp_path,
        regulation=REGULATION.replace("      order: {rank: [{if: {urgency: high}}]}\n", "").replace(
            "for: {urgency: high}, ", ""
        ),
    )
    told = reglament("lint", path)
    lines = told.output.splitlines()
    assert told.exit_code == 0
    assert lines[0].startswith(f"note[idle/axes] {path}:13:")
    assert (len(lines), lines[1].endswith("1 note")) == (2, True)


def test_sentences_are_russian_where_russian_is_asked_for(tmp_path: Path) -> None:
    told = reglament("lint", "--language", "ru", edition(tmp_path))
    assert told.output.endswith("4 пункта: 4 исполняется, 0 прозой, 0 толкований\n")


def test_readings_are_listed_short_and_in_full_on_request(tmp_path: Path) -> None:
    reading = 'reading: {of: within, says: {ru: "Часы рабочие", en: "The hours are working hours"}, instead: 4 clock hours}'
    path = edition(
        tmp_path, regulation=REGULATION.replace("        warn: {50", f"        {reading}\n        warn: {{50")
    )
    short, full = reglament("lint", path), reglament("lint", "--readings", path)
    assert "within — The hours are working hours" in short.output
    assert ("4 clock hours" in short.output, "instead of: 4 clock hours" in full.output) == (False, True)


def test_json_holds_everything_and_nothing_else(tmp_path: Path) -> None:
    path = edition(tmp_path, regulation=REGULATION.replace("zone: Europe/Moscow", "zone: Moskau!", 1))
    told = reglament("lint", "--format", "json", path)
    file = json.loads(told.output)["files"][0]
    fault = file["faults"][0]
    assert told.exit_code == 1
    assert (file["file"], fault["severity"], fault["places"][0]["line"]) == (str(path), "error", 5)
    assert fault["message"]


def test_an_examples_file_is_checked_in_the_nouns_of_its_regulation(tmp_path: Path) -> None:
    path = edition(tmp_path, examples="examples:\n  - story: One\n    when: []\n    then: [x]\n")
    told = reglament("lint", path, path.with_name("1.examples.yaml"))
    assert (told.exit_code, "1.examples.yaml:4" in told.output) == (1, True)


def test_examples_of_a_regulation_with_errors_are_no_success(tmp_path: Path) -> None:
    path = edition(tmp_path, regulation="regulation: [")
    told = reglament("lint", path.with_name("1.examples.yaml"))
    assert (told.exit_code, told.output) == (
        1,
        f"{path.with_name('1.examples.yaml')}  not examined: its regulation {path} has errors\n",
    )


def test_a_file_without_end_is_read_no_further_than_the_bound() -> None:
    told = reglament("lint", "/dev/zero")
    assert (told.exit_code, "/dev/zero is longer than" in told.output) == (2, True)


@pytest.mark.parametrize(
    ("name", "says"),
    [("missing.yaml", "There is no file"), ("folder", "is a directory"), ("no/where.yaml", "no directory")],
)
def test_a_file_that_cannot_be_read_is_a_sentence_and_exit_code_2(
    tmp_path: Path, name: str, says: str
) -> None:
    (tmp_path / "folder").mkdir()
    told = reglament("lint", tmp_path / name)
    assert (told.exit_code, says in told.output, "Traceback" in told.output) == (2, True, False)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01\x02", b"\xff\xfea\x00", b"%PDF-1.7\n", b"{[", b"a: &b [*b]", "текст".encode("cp1251")],
)
def test_whatever_a_file_holds_it_has_faults_and_no_traceback(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(data)
    told = reglament("lint", path)
    assert (told.exit_code, "error[" in told.output) == (1, True)


def test_no_file_at_all_is_a_usage_error() -> None:
    assert reglament("lint").exit_code == 2
