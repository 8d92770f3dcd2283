"""A machine is lost with all it held: the last backup and its tail give the desk back, up to its last second or to a moment."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from reglament.config.postgres import address, running
from tests.running.conftest import Made, copied
from tests.running.desk import Up, left_behind, reglament
from tests.running.test_fetch import waits_for
from tests.running.test_up import drop


@dataclass(frozen=True)
class Loss:
    """What is left of a lost desk: a folder with a backup of one case, keys and tails; a moment with two, before the third."""

    folder: Path
    moment: str

    def restored(self, name: str, *more: str | Path) -> tuple[Path, str]:
        told = reglament(
            self.folder,
            *(
                "restore",
                self.folder / "of monday",
                "--into",
                self.folder / name,
                "--keys",
                self.folder / "keys",
            ),
            *("--tail", self.folder / "tails", *more),
        )
        assert told.returncode == 0, told.stdout + told.stderr
        print(told.stdout)  # noqa: T201 - the clock of the drill
        return self.folder / name, told.stdout


@pytest.fixture(scope="module")
def loss(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loss]:
    folder = tmp_path_factory.mktemp("loss")
    with copied(made, folder) as home:
        with Up(home, "--bare", REGLAMENT_TAIL=str(folder / "tails")) as desk:
            desk.until("the desk is running")
            drop(home, "first.txt")
            desk.until("open cases 1")
            told = reglament(
                *(home, "backup", folder / "of monday", "--with-keys", "--trim-tail"),
                REGLAMENT_TAIL=str(folder / "tails"),
            )
            assert (told.returncode, "Pieces of the tail" in told.stdout) == (0, True), told.stderr
            drop(home, "second.txt", subject="Canary")
            desk.until("open cases 2")
            moment = make_due_and_wait(home)
            drop(home, "third.txt", subject="Too late")
            desk.until("open cases 3")
            kill(home, desk)
        shutil.rmtree(home)
        yield Loss(folder, moment)


def make_due_and_wait(home: Path) -> str:
    """Have the first case's texts fall due for destruction, and let a second pass that no case arrives in; give it."""
    with psycopg.connect(address(home, "postgres").dsn, autocommit=True) as mighty:
        mighty.execute("set session_replication_role = replica")  # no trigger has a say in a spoilt row
        mighty.execute(
            "update content set purge_at = extract(epoch from now())::bigint where stream_id = (select id from stream where name = 'MQ-1')"
        )
        (now,) = mighty.execute("select date_trunc('second', now()) + interval '1 s'").fetchone() or ("",)
        waits_for(mighty, f"select now() > '{now}'::timestamptz + interval '1 s'")
    return f"{now:%Y-%m-%dT%H:%M:%S%z}"


def kill(home: Path, desk: Up) -> None:
    """The machine is gone between one instruction and the next."""
    for pid in (desk.process.pid, *(int(line.split()[0]) for line in left_behind(home))):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def cases(home: Path) -> list[str]:
    with psycopg.connect(address(home, "postgres").dsn) as mighty:
        return [
            number for (number,) in mighty.execute('select number from "case" order by received_at, number')
        ]


def test_the_last_second_before_the_loss_is_there_again(loss: Loss) -> None:
    home, said = loss.restored("to the end")
    assert "cases 3. Sending is held." in said
    assert left_behind(home) == []
    with running(home):
        assert cases(home) == ["MQ-1", "MQ-2", "MQ-3"]
        assert reglament(home, "verify").returncode == 0
        assert "restored from of monday" in reglament(home, "doctor").stdout


def test_a_moment_is_restored_and_what_was_due_since_is_destroyed_before_anybody_is_served(
    loss: Loss,
) -> None:
    home, said = loss.restored("to a moment", "--to", loss.moment)
    assert "cases 2. Sending is held." in said
    with running(home), psycopg.connect(address(home, "postgres").dsn) as mighty:
        assert cases(home) == ["MQ-1", "MQ-2"]
        assert reglament(home, "verify").returncode == 0
        texts: dict[str, int] = dict(
            mighty.execute(
                "select s.name, count(c.text) from stream s join content c on c.stream_id = s.id group by 1"
            ).fetchall()
        )
        assert (texts["MQ-1"], texts["MQ-2"] > 0) == (0, True)
        canary = "select count(*) from stream s join content c on c.stream_id = s.id where s.name = 'MQ-2' and c.text like '%Canary%'"
        assert mighty.execute(canary.encode()).fetchone() == (1,)
        # Another life: it keeps a tail of its own, and the first one's is left as it was.
        with Up(home, "--bare", REGLAMENT_TAIL=str(loss.folder / "tails")) as desk:
            desk.until("the desk is running")
    assert len(list((loss.folder / "tails").iterdir())) == 2


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--to", "2099-01-01"), "and not to the moment asked for"),
        (("--to", "2001-01-01"), "is before the end of this backup"),
        (("--to", "noon"), "is no moment"),
    ],
)
def test_a_moment_that_cannot_be_had_is_said_and_nothing_is_made(
    loss: Loss, more: tuple[str, ...], says: str
) -> None:
    told = reglament(
        loss.folder,
        *(
            "restore",
            loss.folder / "of monday",
            "--into",
            loss.folder / "never",
            "--tail",
            loss.folder / "tails",
        ),
        *more,
    )
    assert (told.returncode, says in told.stderr) == (2, True), told.stderr
    assert not (loss.folder / "never").exists()
    assert left_behind(loss.folder) == []


def test_a_folder_that_holds_another_tail_is_refused(loss: Loss, tmp_path: Path) -> None:
    told = reglament(
        loss.folder,
        *("restore", loss.folder / "of monday", "--into", loss.folder / "never", "--tail", tmp_path),
    )
    assert (told.returncode, "does not join on to this backup" in told.stderr) == (2, True)


def test_a_home_restored_without_keys_does_not_run_before_they_are_there(loss: Loss) -> None:
    home = loss.folder / "keyless"
    assert reglament(loss.folder, "restore", loss.folder / "of monday", "--into", home).returncode == 0
    with running(home):
        for verb in (("serve",), ("up", "--once")):
            told = reglament(home, *verb)
            assert (told.returncode, f"Put the copy of the keys into {home / 'keys'}" in told.stderr) == (
                2,
                True,
            )
        shutil.copytree(loss.folder / "keys", home / "keys", dirs_exist_ok=True)
        told = reglament(home, "up", "--once", "--bare")
        assert (told.returncode, "destroyed again" in told.stderr) == (0, True), told.stderr
    assert left_behind(home) == []
