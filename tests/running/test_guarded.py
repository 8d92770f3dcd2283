"""Work that fails is told among the desk's troubles, rests a minute, and is over when it works again."""

import pytest
from django.db import IntegrityError, OperationalError

from reglament.config.guarded import Guarded
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import Desk
from reglament.desk.watch.trouble import troubles


class Work:
    """Fails while it is told to."""

    def __init__(self) -> None:
        self.trouble: Exception | None = None
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        if self.trouble is not None:
            raise self.trouble
        return 7


def test_a_failure_is_told_once_rested_upon_and_taken_back(
    desk: Desk, world: VirtualWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    work = Work()
    guarded = Guarded("log", work, desk.world)
    assert guarded.turn() == 7
    work.trouble = OSError(28, "No space left on device")
    for moment in range(120):
        assert guarded.turn() == 0, moment
        world.at += 1
    assert work.times == 3  # the good one, the first failure, and one more after a minute
    assert [(one.key, "No space left" in one.detail) for one in troubles()] == [("log", True)]
    assert capsys.readouterr().err.count("No space left") == 1
    work.trouble = None
    assert guarded.turn() == 7
    assert troubles() == ()


def test_a_trouble_said_by_a_process_that_is_gone_is_taken_back_by_the_next_one(desk: Desk) -> None:
    work = Work()
    work.trouble = ValueError("odd")
    Guarded("log", work, desk.world).turn()
    assert len(troubles()) == 1
    work.trouble = None
    Guarded("log", work, desk.world).turn()
    assert troubles() == ()


def test_a_row_that_the_database_quotes_is_told_to_nobody(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    work = Work()
    work.trouble = IntegrityError("DETAIL:  Failing row contains (слова клиента).")
    Guarded("log", work, desk.world).turn()
    (trouble,) = troubles()
    assert trouble.detail.startswith("IntegrityError at ")
    assert "слова" not in capsys.readouterr().err


def test_a_database_that_is_away_is_not_its_own_trouble(desk: Desk) -> None:
    work = Work()
    work.trouble = OperationalError("away")
    with pytest.raises(OperationalError):
        Guarded("log", work, desk.world).turn()
