"""A desk with a backup, a tail and keys kept elsewhere, that is lost between one instruction and the next; made once for all tests that need it."""

import os
import shutil
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from reglament.config.postgres import address
from tests.running.desk import Up, drop, left_behind, reglament, waits_for


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
        return self.folder / name, told.stdout


def lose(home: Path, folder: Path) -> str:
    """Run a desk, back it up at one case, and take the machine away at three; give a moment with two."""
    with Up(home, "--bare", REGLAMENT_TAIL=str(folder / "tails")) as desk:
        desk.until("the desk is running")
        drop(home, "first.txt")
        desk.until("open cases 1")
        for code, says in ((0, "Pieces of the tail"), (2, "there already")):
            told = reglament(
                *(home, "backup", folder / "of monday", "--with-keys", "--trim-tail"),
                REGLAMENT_TAIL=str(folder / "tails"),
            )
            assert (told.returncode, says in told.stdout + told.stderr) == (code, True), told.stderr
        drop(home, "second.txt", subject="Canary")
        desk.until("open cases 2")
        moment = make_due_and_wait(home)
        drop(home, "third.txt", subject="Too late")
        desk.until("open cases 3")
        kill(home, desk)
    shutil.rmtree(home)
    return moment


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
