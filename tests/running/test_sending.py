"""The switch: a letter of a running desk waits while sending is held, and goes when it is let."""

from pathlib import Path

import psycopg

from reglament.config.postgres import address
from tests.running.desk import Up, drop, reglament

CLOCK_IN_DOUBT = (
    "insert into hold values ('clock', extract(epoch from now())::bigint, 'clock guard', 'it jumped')"
)


def test_nothing_goes_out_while_sending_is_held_and_all_of_it_when_it_is_released(home: Path) -> None:
    with Up(home, "--bare") as desk:
        desk.until("the desk is running")
        assert reglament(home, "sending", "hold", "a loop with a list").returncode == 0
        drop(home, "first.txt")
        desk.until("open cases 1")
        # Its answer waits while the desk goes round: `doctor` alone takes longer than one turn.
        assert "Sending is held (everything): a loop with a list" in reglament(home, "doctor").stdout
        assert list((home / "console" / "outbox").glob("*.txt")) == []
        with psycopg.connect(address(home, "postgres").dsn) as mighty:
            mighty.execute(CLOCK_IN_DOUBT)
        assert reglament(home, "sending", "release").returncode == 0
        desk.until("letters to send 0")
        assert len(list((home / "console" / "outbox").glob("*.txt"))) == 1
        assert reglament(home, "doctor").stdout == "All is well.\n"
