"""Signs of life: who is late with his, and how far the alarms are behind."""

from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import Desk
from reglament.desk.watch.pulse import Late, beat, ended, lag, late_pulses
from tests.books import MONDAY
from tests.desk.lab import HOUR, found_lab


def test_a_process_is_late_after_a_minute_of_silence_and_not_once_it_was_stopped(
    desk: Desk, world: VirtualWorld
) -> None:
    del desk
    beat(process="post", at=world.at, detail="3 letters")
    beat(process="watch", at=world.at + 30)
    assert late_pulses(now=world.at + 60) == ()
    assert late_pulses(now=world.at + 100) == (Late("post", 100, "3 letters"), Late("watch", 70, ""))
    ended(process="post")
    assert [late.process for late in late_pulses(now=world.at + 100)] == ["watch"]


def test_the_lag_is_that_of_the_alarm_furthest_behind(desk: Desk) -> None:
    lab = found_lab(desk)
    contract = lab.contract()
    lab.receive(contract)
    lab.later(60)
    lab.receive(contract)
    due_at = MONDAY + 2 * HOUR
    assert [lag(now=due_at + seconds) for seconds in (-1, 0, 90)] == [0, 0, 90]
