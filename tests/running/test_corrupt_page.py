"""A byte of a table turns on the disk: nobody takes it for an event, a backup of it is refused, and the one before gives all back."""

from pathlib import Path

import psycopg

from reglament.config.postgres import address, running
from tests.running.desk import reglament


def test_a_damaged_page_is_told_by_whoever_reads_it_and_the_backup_before_is_whole(
    home: Path, tmp_path: Path
) -> None:
    with running(home):
        assert reglament(home, "backup", tmp_path / "copy", "--with-keys").returncode == 0
        with psycopg.connect(address(home, "postgres").dsn) as mighty:
            (place,) = mighty.execute("select pg_relation_filepath('event')").fetchone() or ("",)
    turn_a_byte(home / "postgres" / "data" / place)
    with running(home):
        told = reglament(home, "verify")
        assert (told.returncode, "The data of the database are damaged" in told.stderr) == (2, True)
        told = reglament(home, "doctor")
        assert (told.returncode, "other bytes than were written, pages: " in told.stdout) == (1, True)
        told = reglament(home, "backup", tmp_path / "of the damaged")
        assert (told.returncode, "checksum" in told.stderr) == (2, True)
    assert not (tmp_path / "of the damaged").exists()
    new, keys = tmp_path / "new", tmp_path / "keys"
    # Restoring audits every event and every text.
    told = reglament(home, "restore", tmp_path / "copy", "--into", new, "--keys", keys)
    assert told.returncode == 0, told.stderr


def turn_a_byte(path: Path) -> None:
    """Of the first page, near its end, where rows are."""
    with path.open("r+b") as file:
        file.seek(8192 - 100)
        (byte,) = file.read(1)
        file.seek(8192 - 100)
        file.write(bytes([byte ^ 0xFF]))
