"""One turn of a watching process does all of it, and says what and when to look again."""

from reglament.desk.record.desk import Desk
from reglament.desk.watch.pulse import late_pulses
from reglament.desk.watch.turn import turn


def test_a_turn_on_an_empty_desk_finds_nothing_and_says_it_lives(desk: Desk) -> None:
    done = turn(desk=desk)
    assert (done.done, done.held, done.lag, done.next_at) == (0, "", 0, None)
    now = desk.world.now()
    assert late_pulses(now=now + 60) == ()
    assert [late.process for late in late_pulses(now=now + 61)] == ["watch"]
