"""`rebuild`: what stands otherwise than the events say is named, put right, and named no more."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from reglament.config.postgres import address, running
from tests.running.conftest import Made, copied
from tests.running.desk import Up, drop, reglament

SPOILT = (
    "update \"case\" set rank = 99, status = 'closed' where number = 'MQ-1'",
    "update timer set due_at = due_at + 60 where stream_id = (select id from stream where name = 'MQ-1')",
    "delete from search_row where note is false",
)


@pytest.fixture
def spoilt(made: Made, tmp_path: Path) -> Iterator[Path]:
    """A home with one case whose row, alarm and words are wrong; its database runs."""
    with copied(made, tmp_path) as home, running(home):
        with Up(home, "--bare") as desk:
            drop(home, "first.txt")
            desk.until("open cases 1")
        assert reglament(home, "rebuild", "--check").returncode == 0
        with psycopg.connect(address(home, "postgres").dsn) as mighty:
            assert [mighty.execute(one.encode()).rowcount > 0 for one in SPOILT] == [True] * len(SPOILT)
        yield home


def test_what_was_spoilt_is_named_then_put_right_then_named_no_more(spoilt: Path) -> None:
    checked = reglament(spoilt, "rebuild", "--check")
    assert checked.returncode == 1
    for words in (
        "MQ-1: rank stood at 99, is",
        "MQ-1: status stood at closed, is open",
        "MQ-1: alarm stood at 20",
    ):
        assert words in checked.stdout
    assert "MQ-1: words of search differ in 4 texts" in checked.stdout
    assert reglament(spoilt, "rebuild", "--check").stdout == checked.stdout  # looking changed nothing
    mended = reglament(spoilt, "rebuild")
    assert (mended.returncode, "1 of 1 cases were put right" in mended.stdout) == (0, True)
    clean = reglament(spoilt, "rebuild", "--check")
    assert (clean.returncode, clean.stdout) == (0, "All 1 cases stand as their events say.\n")
    assert "100 %" in clean.stderr
