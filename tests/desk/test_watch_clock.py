"""Where the clock on the wall and the one since boot fall out, nothing goes out until somebody looks or ten minutes agree."""

import pytest

from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import Desk
from reglament.desk.watch.clock_guard import AGREEMENT, Reading, jump, look, outward_allowed, release
from reglament.desk.watch.trouble import troubles
from reglament.desk.watch.turn import turn
from tests.desk.lab import DAY, HOUR, found_lab, rows


@pytest.mark.parametrize(
    ("before", "now", "gained"),
    [
        ((1000, 50.0), (1060, 110.0), 0),
        ((1000, 50.0), (1063, 110.4), 3),
        ((1000, 50.0), (1000 + DAY, 51.0), DAY - 1),
        ((1000, 50.0), (940, 110.0), -120),
        # The machine was off for a night and counts anew.
        ((1000, 5000.0), (41_000, 30.0), 0),
        # It was started 600 s ago, and its wall clock went on by 100 s only.
        ((1000, 5000.0), (1100, 600.0), -500),
    ],
)
def test_a_jump_is_what_the_wall_clock_gained_on_the_other(
    before: tuple[int, float], now: tuple[int, float], gained: int
) -> None:
    assert jump(Reading(*before), Reading(*now)) == gained


def set_forward(desk: Desk, seconds: int, after: int = 1) -> None:
    """Let time pass, and the wall clock be set by so much meanwhile."""
    world = desk.world
    assert isinstance(world, VirtualWorld)
    world.at += after
    world.ahead += seconds


@pytest.mark.parametrize("seconds", [-10 * 365 * DAY, -2 * HOUR, -6, 6, 3 * DAY, 10 * 365 * DAY])
def test_a_jump_holds_what_goes_out_and_is_told(desk: Desk, seconds: int) -> None:
    assert outward_allowed(desk=desk, process="post")
    set_forward(desk, seconds)
    assert not outward_allowed(desk=desk, process="post")
    assert rows("select what, why from hold") == [("clock", f"the clock jumped by {seconds:+d} s")]
    assert [one.kind for one in troubles()] == ["clock"]


@pytest.mark.parametrize("seconds", [-5, 0, 5])
def test_a_clock_that_is_kept_right_holds_nothing(desk: Desk, seconds: int) -> None:
    look(desk=desk, process="watch")
    set_forward(desk, seconds, after=3600)
    assert look(desk=desk, process="watch") is None


def test_every_process_sees_what_one_of_them_saw(desk: Desk) -> None:
    look(desk=desk, process="watch")
    set_forward(desk, 3 * DAY)
    turn(desk=desk)
    assert not outward_allowed(desk=desk, process="a post that was just started")


def test_ten_minutes_of_agreement_let_go(desk: Desk) -> None:
    look(desk=desk, process="watch")
    set_forward(desk, 60)
    assert look(desk=desk, process="watch") is not None
    set_forward(desk, 0, after=AGREEMENT - 1)
    assert look(desk=desk, process="watch") is not None
    set_forward(desk, 0, after=1)
    assert look(desk=desk, process="watch") is None
    assert (rows("select * from hold"), troubles()) == ([], ())


def test_a_clock_set_right_again_has_to_agree_for_ten_minutes_more(desk: Desk) -> None:
    look(desk=desk, process="watch")
    set_forward(desk, 3 * DAY)
    assert look(desk=desk, process="watch") is not None
    set_forward(desk, -3 * DAY, after=60)
    held = look(desk=desk, process="watch")
    assert held is not None
    assert held.until_at == desk.world.now() + AGREEMENT


def test_an_operator_lets_go_at_once_and_the_next_jump_holds_again(desk: Desk) -> None:
    look(desk=desk, process="watch")
    set_forward(desk, 60)
    look(desk=desk, process="watch")
    release()
    assert look(desk=desk, process="watch") is None
    set_forward(desk, 60)
    assert look(desk=desk, process="watch") is not None


def test_a_hold_of_the_operator_is_not_the_clocks_to_take_away(desk: Desk) -> None:
    rows("insert into hold(what, at, by, why) values ('everything', 1, 'ann', '') returning what")
    look(desk=desk, process="watch")
    set_forward(desk, 60)
    look(desk=desk, process="watch")
    release()
    assert rows("select what, by from hold") == [("everything", "ann")]


def test_internal_states_go_on_and_a_clock_set_back_fires_nothing_twice(desk: Desk) -> None:
    lab = found_lab(desk)
    lab.receive(lab.contract())
    turn(desk=desk)
    lab.later(4 * HOUR)
    first = turn(desk=desk)
    assert (first.carried_out, first.held) == (2, "")
    set_forward(desk, -2 * HOUR)
    back = turn(desk=desk)
    assert (back.carried_out, back.held) == (0, "the clock jumped by -7200 s")
    lab.later(9 * HOUR)
    turn(desk=desk)
    assert rows("select count(*), count(distinct key) from firing") == [(3, 3)]
