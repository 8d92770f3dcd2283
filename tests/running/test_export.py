"""`export`, `verify --receipt`, `renew-key`: a case leaves the desk with its proof, and Python alone checks it; keys are renewed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from reglament.config.connecting import connect_as
from reglament.config.home import Home
from reglament.config.postgres import running
from reglament.config.working import ROLE, open_working_desk
from reglament.desk.acts.seal import open_log_signer, seal_turn
from tests.running.conftest import Made, copied
from tests.running.desk import Up, drop, reglament


@dataclass(frozen=True)
class Served:
    """A home whose database runs; `letter` is the desk's answer to the one request there was, `number` its case."""

    home: Path
    letter: str
    number: str

    @property
    def receipt(self) -> str:
        return self.letter.partition("Квитанция: ")[2].partition("\n")[0]


@pytest.fixture(scope="module")
def served(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with copied(made, tmp_path_factory.mktemp("exported")) as home:
        with Up(home) as up:
            drop(home, "first.txt")
            if "letters to send 0" not in up.until("open cases 1"):
                up.until("letters to send 0")
        (letter,) = (home / "console" / "outbox").glob("*.txt")
        text = letter.read_text("utf-8")
        with running(home):
            yield Served(home, text, text.partition("Case: ")[2].partition("\n")[0])


def seal(home: Path) -> None:
    """Have what waits signed now and not in a minute."""
    place = Home(home)
    connect_as(place, ROLE)
    signer = open_log_signer(keys=place.log_keys, witness=place.witness)
    while seal_turn(desk=open_working_desk(place), signer=signer, at_once=True):
        pass
    connection.close()


def checked(folder: Path, *arguments: str) -> tuple[int, str]:
    """What a stranger does with the two files, and nothing of ours."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "standalone_verify.py", *arguments, "--lang", "en"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_a_letter_s_receipt_is_verified_before_and_after_it_is_sealed(served: Served) -> None:
    assert served.receipt.startswith(f"{served.number}/")
    told = reglament(served.home, "verify", "--receipt", served.receipt)
    assert (told.returncode, "receipts of letters compared: 1" in told.stdout) == (0, True), told.stdout
    other = served.receipt[:-4] + ("AAAA" if not served.receipt.endswith("AAAA") else "BBBB")
    found = reglament(served.home, "verify", "--receipt", other, "--receipt", served.receipt)
    assert (found.returncode, "another history" in found.stdout) == (1, True), found.stdout
    seal(served.home)
    assert reglament(served.home, "verify", "--receipt", served.receipt).returncode == 0


def test_what_is_no_receipt_is_refused_in_words(served: Served) -> None:
    told = reglament(served.home, "verify", "--receipt", "P-1")
    assert (told.returncode, "This is no receipt" in told.stderr) == (2, True)


def test_an_exported_case_is_checked_with_python_alone(served: Served, tmp_path: Path) -> None:
    seal(served.home)
    path = tmp_path / "case.json"
    told = reglament(served.home, "export", served.number.lower(), "--to", path)
    assert told.returncode == 0, told.stderr
    key = told.stdout.partition("--key '")[2].partition("'")[0]
    assert json.loads(path.read_text("utf-8"))["public_key"] == key
    code, said = checked(tmp_path, "case.json", "--key", key, "--receipt", served.receipt)
    assert (code, "the event of your receipt" in said) == (0, True), said
    path.write_text(path.read_text("utf-8").replace('"seq": 1,', '"seq": 2,', 1), encoding="utf-8")
    assert checked(tmp_path, "case.json", "--key", key)[0] == 1


def test_nothing_is_written_over_and_an_unknown_case_is_refused(served: Served, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("mine", encoding="utf-8")
    told = reglament(served.home, "export", served.number, "--to", path)
    assert (told.returncode, "was left alone" in told.stderr) == (2, True)
    assert path.read_text("utf-8") == "mine"
    nobody = reglament(served.home, "export", "MQ-999", "--to", tmp_path / "none.json", "--language", "ru")
    assert (nobody.returncode, "Обращения с номером MQ-999 нет" in nobody.stderr) == (2, True)
    nowhere = reglament(served.home, "export", served.number, "--to", tmp_path / "no" / "case.json")
    assert (nowhere.returncode, "cannot be written" in nowhere.stderr) == (2, True)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["mine.json"]


def test_a_key_is_renewed_only_by_who_says_yes_and_the_former_is_gone(served: Served) -> None:
    keys = served.home / "keys" / "content"
    before = sorted(one.name for one in keys.iterdir())
    asked = reglament(served.home, "renew-key")
    assert (asked.returncode, "older backups open nothing" in asked.stderr) == (2, True)
    assert sorted(one.name for one in keys.iterdir()) == before
    done = reglament(served.home, "renew-key", "--yes")
    assert (done.returncode, "The key is renewed" in done.stdout) == (0, True), done.stderr
    assert sorted(one.name for one in keys.iterdir()) == ["kek-0002"]
    assert reglament(served.home, "verify").returncode == 0


def test_a_new_key_that_signs_the_log_is_published_beside_the_former_one(served: Served) -> None:
    keys = served.home / "keys" / "log"
    former = (keys / "log.pub").read_text("ascii").split()
    told = reglament(served.home, "renew-key", "--of-log")
    assert told.returncode == 0, told.stderr
    both = (keys / "log.pub").read_text("ascii").split()
    assert (both[:-1], both[-1] in told.stdout) == (former, True)
    assert (keys / "log-0002").stat().st_mode & 0o777 == 0o600
    for key in both:
        assert reglament(served.home, "verify", "--key", key).returncode == 0
