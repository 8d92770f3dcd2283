"""The loop of a worker: it rests between turns, waits for a database that is away, gives up after a minute, stops when told."""

from collections.abc import Callable, Iterator

import pytest
from django.db import OperationalError

from reglament.config.loops import GAVE_UP, PATIENCE, STOPPED, Loop
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.transaction import Busy


class Night:
    """A sleeper whose sleep moves the world's clock; after so many sleeps it is time to stop."""

    def __init__(self, world: VirtualWorld, sleeps: int) -> None:
        self.world, self.sleeps = world, sleeps
        self.slept: list[float] = []
        self.let_go_of = 0

    def let_go(self) -> None:
        self.let_go_of += 1

    def sleep(self, seconds: float) -> bool:
        self.slept.append(seconds)
        self.world.at += round(seconds)
        return len(self.slept) < self.sleeps


@pytest.fixture
def night() -> Night:
    return Night(VirtualWorld(1000), 50)


def turns(*results: float | Exception) -> Callable[[], float]:
    coming: Iterator[float | Exception] = iter(results)

    def turn() -> float:
        result = next(coming)
        if isinstance(result, Exception):
            raise result
        return result

    return turn


def test_a_worker_rests_as_long_as_its_turn_says_and_stops_when_told(night: Night) -> None:
    night.sleeps = 3
    assert Loop("watch", turns(0.0, 1.0, 0.5), night.world, night.sleep, night.let_go).run() == STOPPED
    assert night.slept == [0.0, 1.0, 0.5]


def test_records_that_others_hold_are_tried_again_after_a_little(night: Night) -> None:
    night.sleeps = 3
    course = turns(Busy("others change the same records"), 1.0, 1.0)
    assert Loop("post", course, night.world, night.sleep, night.let_go).run() == STOPPED
    assert (night.slept, night.let_go_of) == ([0.25, 1.0, 1.0], 0)


def test_a_database_that_comes_back_is_waited_for_with_growing_waits(night: Night) -> None:
    away = OperationalError("away")
    night.sleeps = 5
    assert (
        Loop("watch", turns(away, away, away, 1.0, away), night.world, night.sleep, night.let_go).run()
        == STOPPED
    )
    assert (night.slept, night.let_go_of) == ([0.25, 0.5, 1.0, 1.0, 0.25], 4)


def test_a_database_that_stays_away_for_a_minute_ends_the_worker(
    night: Night, capsys: pytest.CaptureFixture[str]
) -> None:
    def away() -> float:
        raise OperationalError("the server is gone")

    assert Loop("watch", away, night.world, night.sleep, night.let_go).run() == GAVE_UP
    assert PATIENCE <= night.world.at - 1000 < PATIENCE + 6
    assert "watch: the database has been away for 62 s: the server is gone" in capsys.readouterr().err


def test_what_is_wrong_with_the_program_is_not_taken_for_a_database_that_is_away(night: Night) -> None:
    with pytest.raises(ZeroDivisionError):
        Loop("watch", turns(ZeroDivisionError()), night.world, night.sleep, night.let_go).run()
