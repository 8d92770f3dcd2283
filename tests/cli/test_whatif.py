"""`reglament history` and `reglament whatif` as somebody types them."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from reglament.cli import history, whatif
from reglament.cli.files import written_whole
from reglament.cli.outside import Outside
from tests.core.replay.small import REGULATION, almanac

ENGLISH = {"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8", "COLUMNS": "120"}
VERBS = {"history": history.command, "whatif": whatif.command}


def reglament(verb: str, *arguments: str | Path) -> Result:
    """Run a verb in English; `whatif` in this process, where it can be seen."""
    jobs = ("--jobs", "1") if verb == "whatif" else ()
    told = [*map(str, arguments), *jobs]
    return CliRunner(env=ENGLISH).invoke(VERBS[verb], told, obj=Outside(almanac=almanac))


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    path = tmp_path / "1.yaml"
    path.write_text(REGULATION, encoding="utf-8")
    return path


@pytest.fixture
def stricter(tmp_path: Path) -> Path:
    path = tmp_path / "2.yaml"
    text = REGULATION.replace("plain: 4 working hours", "plain: 1 working hours").replace(
        'edition: "1"', 'edition: "2"'
    )
    path.write_text(text, encoding="utf-8")
    return path


def made(edition: Path, name: str = "past.jsonl") -> Path:
    out = edition.with_name(name)
    result = reglament("history", "--cases", "60", "--seed", "5", "--regulation", edition, "--out", out)
    assert result.exit_code == 0, result.output
    return out


def compared(*arguments: str | Path) -> dict[str, Any]:
    result = reglament("whatif", *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_history_begins_with_its_heading_and_has_a_line_a_case(edition: Path) -> None:
    first, *lines = made(edition).read_text(encoding="utf-8").splitlines()
    assert json.loads(first)["regulation"] == "small"
    assert len(lines) == 60


def test_parquet_says_the_same_as_lines(edition: Path, stricter: Path) -> None:
    lines, table = compared(stricter, made(edition)), compared(stricter, made(edition, "past.parquet"))
    for one in (*lines["worst"], *table["worst"]):
        del one["line"]
    assert lines == table


def test_a_stricter_edition_makes_cases_late_and_none_timely(edition: Path, stricter: Path) -> None:
    found = compared(stricter, made(edition))
    answer = next(row for row in found["rows"] if row["metric"] == "answer" and "fact" not in row)
    assert answer["after"]["breached"] > answer["before"]["breached"]
    assert found["changes"]["answer"]["better"] == 0
    assert found["cases"] == 60


def test_the_edition_itself_changes_nothing(edition: Path) -> None:
    found = compared(edition, made(edition))
    assert all(row["before"] == row["after"] for row in found["rows"])


def test_the_table_names_targets_tiers_and_the_latest(edition: Path, stricter: Path, tmp_path: Path) -> None:
    picture = tmp_path / "chart.svg"
    result = reglament("whatif", stricter, made(edition), "--svg", picture)
    assert result.exit_code == 0
    assert "small 1 → small 2" in result.stdout
    assert "Answer" in result.stdout
    assert "Plain" in result.stdout
    assert "The latest after" in result.stdout
    assert picture.read_bytes().startswith(b"<?xml")


def test_what_nobody_did_is_told_apart_from_what_was_done_late(edition: Path) -> None:
    path = made(edition)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    silent = {
        **lines[1],
        "contract": "silent",
        "events": [one for one in lines[1]["events"] if one["event"] == "received"],
    }
    path.write_text("\n".join(json.dumps(line) for line in (*lines, silent)) + "\n", encoding="utf-8")
    found = compared(edition, path)["worst"]
    assert {one["contract"]: one["still owed"] for one in found} == {
        one["contract"]: one["contract"] == "silent" for one in found
    }
    assert found[0]["contract"] == "silent"
    table = reglament("whatif", edition, path).stdout.splitlines()
    assert [line for line in table if line.rstrip().endswith("not done")] == [
        line for line in table if " silent " in line
    ]


def test_a_file_whose_writing_is_stopped_stays_as_it_was_and_leaves_no_part(tmp_path: Path) -> None:
    path = tmp_path / "past.jsonl"
    path.write_text("whole", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), written_whole(path) as place:  # noqa: PT012 - both happen inside it
        place.write_text("ha", encoding="utf-8")
        raise KeyboardInterrupt
    assert (path.read_text(encoding="utf-8"), list(tmp_path.iterdir())) == ("whole", [path])


@pytest.mark.parametrize("name", ["none.jsonl", "none.parquet", "folder.jsonl"])
def test_a_history_that_cannot_be_read_is_a_sentence(edition: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    result = reglament("whatif", edition, tmp_path / name)
    assert (result.exit_code, "Errno" in result.output, str(tmp_path / name) in result.output) == (
        2,
        False,
        True,
    )


def test_broken_lines_are_named_and_the_rest_is_evaluated(edition: Path) -> None:
    path = made(edition)
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[3] = "{broken"
    lines[5] = '{"contract":"K","case":"A","terms":{},"events":[]}'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = reglament("whatif", edition, path)
    assert result.exit_code == 1
    assert "2 lines are broken" in result.stdout
    assert "4: history/not-json" in result.stdout
    assert "6: history/not-received: A" in result.stdout
    assert "58 cases" in result.stdout


def test_without_the_edition_of_the_history_one_has_to_be_named(edition: Path, stricter: Path) -> None:
    path = made(edition)
    edition.unlink()
    result = reglament("whatif", stricter, path)
    assert result.exit_code == 2
    assert "--against FILE" in result.output
    assert compared(stricter, path, "--against", stricter)["cases"] == 60


@pytest.mark.parametrize("text", ["", "no heading\n", '{"history": 2}\n', "[]\n"])
def test_a_file_that_is_no_history_is_refused_with_a_hint(edition: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text(text, encoding="utf-8")
    result = reglament("whatif", edition, path)
    assert result.exit_code == 2
    assert "docs/regulation/history.md" in result.output


def test_a_parquet_file_that_is_none_is_refused(edition: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.parquet"
    path.write_bytes(b"PAR1 or not")
    result = reglament("whatif", edition, path)
    assert result.exit_code == 2
    assert "cannot be read" in result.output


def test_a_parquet_file_without_the_columns_of_a_history_is_refused(edition: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.parquet"
    heading = {b"reglament history": b'{"history": 1, "until": 1790000000}'}
    pq.write_table(pa.table({"contract": ["K"]}).replace_schema_metadata(heading), path)
    result = reglament("whatif", edition, path)
    assert result.exit_code == 2
    assert "case, terms, events" in result.output
