"""`compare`: two editions told apart clause by clause; exit codes 0, 1 and 2; JSON with the same content."""

import json
from pathlib import Path

import pytest

from tests.cli.run import edition, reglament
from tests.core.replay.small import REGULATION

SECOND = (
    REGULATION.replace('edition: "1"', 'edition: "2"')
    .replace("effective: 2026-01-01", "effective: 2027-01-01")
    .replace("plain: 4 working hours", "plain: 3 working hours")
    .replace("text: Отвечаем вовремя.", "text: Отвечаем очень вовремя.")
    .replace("email: {title: {ru: Почта, en: E-mail}}", "email: {title: {ru: Письмо, en: Letter}}")
)
LAST = "      storm: {excuse: [answer], ground: [storm]}\n"


def second(folder: Path, text: str = SECOND) -> Path:
    path = folder / "2.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_difference_stands_in_its_clause_with_both_values(tmp_path: Path) -> None:
    told = reglament("compare", edition(tmp_path), second(tmp_path))
    assert (told.exit_code, told.output.splitlines()) == (
        1,
        [
            "Small · 1 → Small · 2",
            "",
            "Head",
            "  ~ in force from: Thu 1 Jan 2026 → Fri 1 Jan 2027",
            "",
            "Channels",
            "  ~ “Letter” · title: “E-mail” → “Letter”",
            "",
            "cl. 1",
            "  ~ text: Отвечаем{+ очень+} вовремя.",
            "  ~ Term `1/answer` · how long (Tier — Plain): 4 working hours → 3 working hours",
            "",
            "Clauses: 1 changed, 0 added, 0 removed, 0 moved. Elsewhere (head and declarations): 2.",
        ],
    )


def test_clauses_that_came_went_and_moved_are_signed(tmp_path: Path) -> None:
    head, *clauses = REGULATION.split('  - clause: "')
    news = '9"\n    text: Новое.\n    prose: Слово.\n'
    text = head + "".join(f'  - clause: "{clause}' for clause in (clauses[2], clauses[0], *clauses[3:], news))
    told = reglament("compare", edition(tmp_path), second(tmp_path, text))
    lines = [line for line in told.output.splitlines() if line.startswith("  ")]
    assert (told.exit_code, lines[:2]) == (1, ["  ↕ clause moved", "  + new clause: Новое."])
    assert lines[2].startswith(
        "  - clause removed: Молчание закрывает обращение. Term of “Silence”: 2 working days"
    )


def test_a_declared_noun_that_came_is_named_once(tmp_path: Path) -> None:
    text = REGULATION.replace("channels:\n", "channels:\n  chat: {title: {ru: Чат, en: Chat}}\n")
    told = reglament("compare", edition(tmp_path), second(tmp_path, text))
    assert told.output.splitlines()[2:4] == ["Channels", "  + “Chat”"]


def test_editions_that_say_the_same_have_exit_code_0(tmp_path: Path) -> None:
    told = reglament("compare", edition(tmp_path), second(tmp_path, f"# remark\n{REGULATION}"))
    assert (told.exit_code, told.output.splitlines()[-1]) == (0, "The editions do not differ.")


def test_it_speaks_russian_where_asked(tmp_path: Path) -> None:
    told = reglament("compare", "--language", "ru", edition(tmp_path), second(tmp_path))
    assert (
        "  ~ Срок `1/answer` · сколько даётся (Уровень — Простой): 4 рабочих часа → 3 рабочих часа"
        in told.output
    )


def test_json_holds_every_change_with_its_address(tmp_path: Path) -> None:
    told = reglament("compare", "--format", "json", edition(tmp_path), second(tmp_path))
    found = json.loads(told.output)
    assert (told.exit_code, found["same"], found["old"]["edition"], found["new"]["edition"]) == (
        1,
        False,
        "1",
        "2",
    )
    assert found["changes"][-1] == {
        "kind": "changed",
        "section": "clauses",
        "clause": "1",
        "rule": "1/answer",
        "path": ["within", "plain"],
        "where": "cl. 1",
        "what": "Term `1/answer` · how long (Tier — Plain)",
        "before": "4 working hours",
        "after": "3 working hours",
        "wording": [],
    }
    assert found["changes"][-2]["wording"] == [
        {"fate": "same", "text": "Отвечаем"},
        {"fate": "new", "text": " очень"},
        {"fate": "same", "text": " вовремя."},
    ]


@pytest.mark.parametrize("missing", [0, 1])
def test_a_file_that_is_not_there_has_exit_code_2(tmp_path: Path, missing: int) -> None:
    paths = [edition(tmp_path), second(tmp_path)]
    paths[missing] = tmp_path / "none.yaml"
    told = reglament("compare", *paths)
    assert (told.exit_code, "There is no file" in told.output) == (2, True)


def test_a_file_with_faults_is_sent_to_lint(tmp_path: Path) -> None:
    told = reglament("compare", edition(tmp_path), second(tmp_path, "a: b\n"))
    assert (told.exit_code, "reglament lint" in told.output, "Traceback" in told.output) == (2, True, False)
