"""A machine is lost with all it held: the last backup and its tail give the desk back, up to its last second or to a moment."""

import shutil
from pathlib import Path

import psycopg
import pytest

from reglament.config.home import Home
from reglament.config.postgres import address, running
from reglament.config.verbs.restore import finish
from tests.running.desk import Up, left_behind, reglament, waits_for
from tests.running.loss import Loss

STREAMS = "select count(*) = 1 from pg_replication_slots where slot_name = 'reglament_tail' and active"


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
        assert "restored from of monday" in reglament(home, "doctor").stdout


def test_a_moment_is_restored_and_what_was_due_since_is_destroyed_before_anybody_is_served(
    loss: Loss,
) -> None:
    home, said = loss.restored("to a moment", "--to", loss.moment)
    assert "cases 2. Sending is held." in said
    assert "destroyed again: 0" not in said
    tails = loss.folder / "tails"
    with running(home), psycopg.connect(address(home, "postgres").dsn, autocommit=True) as mighty:
        assert cases(home) == ["MQ-1", "MQ-2"]
        assert reglament(home, "verify").returncode == 0
        left = "select count(c.text), count(*) filter (where c.text like '%Canary%') from stream s join content c on c.stream_id = s.id where s.name = '{}'"
        gone, there = (mighty.execute(left.format(name).encode()).fetchone() for name in ("MQ-1", "MQ-2"))
        assert gone == (0, 0)
        assert there is not None
        assert there[1] == 1
        # Another life: it keeps a tail of its own, and the first one's is left as it was.
        with Up(home, verb="tail", REGLAMENT_TAIL=str(tails)):
            waits_for(mighty, STREAMS)
        assert reglament(home, "tail", "--end").returncode == 0
    assert len(list(tails.iterdir())) == 2


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("2099-01-01", "and not to the moment asked for"),
        ("2001-01-01", "is before the end of this backup"),
        ("noon", "is no moment"),
    ],
)
def test_a_moment_that_cannot_be_had_is_said_and_nothing_is_made(loss: Loss, to: str, says: str) -> None:
    told = reglament(
        *(loss.folder, "restore", loss.folder / "of monday", "--into", loss.folder / "never"),
        *("--tail", loss.folder / "tails", "--to", to),
    )
    assert (told.returncode, says in told.stderr) == (2, True), told.stderr
    assert not (loss.folder / "never").exists()
    assert left_behind(loss.folder) == []


def test_a_folder_that_holds_another_tail_is_refused(loss: Loss, tmp_path: Path) -> None:
    told = reglament(
        *(loss.folder, "restore", loss.folder / "of monday", "--into", loss.folder / "never"),
        *("--tail", tmp_path),
    )
    assert (told.returncode, "does not join on to this backup" in told.stderr) == (2, True)


def test_a_home_restored_without_keys_does_not_run_before_they_are_there(loss: Loss) -> None:
    home = loss.folder / "keyless"
    told = reglament(loss.folder, "restore", loss.folder / "of monday", "--into", home)
    assert (told.returncode, f"Put their copy into {home / 'keys'}" in told.stderr) == (0, True)
    with running(home):
        told = reglament(home, "up", "--once")
        assert (told.returncode, f"Put the copy of the keys into {home / 'keys'}" in told.stderr) == (2, True)
        shutil.copytree(loss.folder / "keys", home / "keys", dirs_exist_ok=True)
        finish(Home(home))
        assert reglament(home, "sending", "release").returncode == 0
