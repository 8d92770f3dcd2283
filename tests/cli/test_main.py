"""`reglament` alone helps a newcomer; a wrong verb is answered with the right one; verbs are imported only when used."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reglament.cli.front import Front
from reglament.cli.main import VERBS
from reglament.cli.trouble import Trouble
from tests.cli.run import reglament


def test_no_verb_helps_and_is_no_error() -> None:
    told = reglament()
    assert told.exit_code == 0
    assert "reglament lint regulations" in told.output
    assert [verb for verb in VERBS if verb not in told.output] == []


def test_a_wrong_verb_is_answered_with_the_right_one() -> None:
    told = reglament("exampels")
    assert (told.exit_code, "Did you mean examples?" in told.output) == (2, True)


def test_a_verb_like_none_is_answered_with_where_they_are_listed() -> None:
    told = reglament("zzz")
    assert (told.exit_code, "lists the verbs" in told.output) == (2, True)


@pytest.mark.parametrize(
    "verb", ["lint", "examples", "explain", "compare", "render", "schema", "history", "whatif"]
)
def test_every_verb_says_what_it_does_and_its_exit_codes(verb: str) -> None:
    told = reglament(verb, "--help")
    assert told.exit_code == 0
    assert "Usage: reglament" in told.output


def test_the_version_is_told() -> None:
    assert reglament("--version").output.startswith("reglament, version ")


def test_verbs_are_not_imported_before_they_are_used() -> None:
    asked = "import sys, reglament.config.command; print([one for one in sys.modules if one.startswith('reglament.cli')])"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "reglament.cli.main" in told.stdout
    assert "reglament.cli.lint" not in told.stdout


def test_a_full_disk_behind_the_output_is_a_sentence() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        told = subprocess.run(
            [sys.executable, "-m", "reglament", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (told.returncode, told.stderr) == (
        2,
        "Error: The output cannot be written: No space left on device.\n",
    )


def test_a_letter_the_terminal_lacks_is_written_out() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "reglament", "lint", "regulations/monq/2025-01.yaml", "--language", "ru"],
        env={"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr, "\\u043f" in told.stdout) == (0, "", True)


def test_the_module_is_the_same_door() -> None:
    told = subprocess.run([sys.executable, "-m", "reglament"], capture_output=True, text=True, check=False)
    assert (told.returncode, "Usage: reglament" in told.stdout) == (0, True)


def test_what_cannot_be_done_is_told_in_the_language_asked_for(tmp_path: Path) -> None:
    told = reglament("lint", tmp_path / "none.yaml", "--language", "ru")
    assert (told.exit_code, told.output) == (
        2,
        f"Ошибка: Файла {tmp_path / 'none.yaml'} нет. Проверьте путь.\n",
    )


def test_a_stop_from_the_keyboard_has_a_word_and_a_code_of_its_own() -> None:
    verbs = Front(verbs={"wait": ("tests.cli.stopped", "Wait.")}, name="reglament", help="")
    told = CliRunner(env={"LC_ALL": "en_US.UTF-8"}).invoke(verbs, ["wait"])
    assert (told.exit_code, told.output) == (130, "Stopped.\n")


def test_trouble_of_another_process_comes_back_whole() -> None:
    sent = Trouble("unreadable", path="past.parquet", reason="torn")
    back = pickle.loads(pickle.dumps(sent))  # noqa: S301 - our own bytes
    assert (type(back), str(back), back.exit_code) == (Trouble, "past.parquet cannot be read: torn.", 2)
