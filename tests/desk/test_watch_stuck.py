"""A case whose alarm cannot be worked holds up no other, is shown, waits longer each time, and is taken up again by itself."""

from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.record.desk import Desk
from reglament.desk.watch.pulse import lag
from reglament.desk.watch.stuck import stuck_cases
from reglament.desk.watch.turn import turn
from tests.books import MONDAY
from tests.desk.lab import HOUR, Lab, found_lab, rows

WHOSE = "a word of the customer"


class Spoilt(Exception):  # noqa: N818 - named for what happened
    """Stands for a fault nobody thought of."""


def break_first_case() -> None:
    """Every other case is worked, the first one a turn comes to is not."""
    reached: list[str] = []

    def hook(name: str) -> None:
        if name == "record.written" and not reached:
            reached.append(name)
            raise Spoilt(WHOSE)

    on_fail_point(hook)


def spoilt_lab(desk: Desk, cases: int = 3) -> Lab:
    """Half the time of every case is over at the end; the first was received first."""
    lab = found_lab(desk)
    contract = lab.contract()
    for _ in range(cases):
        lab.receive(contract)
        lab.later(1)
    lab.world.at = MONDAY + 2 * HOUR + cases
    return lab


def broken_turn(desk: Desk) -> int:
    break_first_case()
    try:
        return turn(desk=desk).put_aside
    finally:
        on_fail_point(None)


def test_the_others_are_worked_and_the_broken_one_is_shown(desk: Desk) -> None:
    lab = spoilt_lab(desk)
    assert broken_turn(desk) == 1
    assert rows("select count(*) from firing") == [(2,)]
    (stuck,) = stuck_cases()
    assert (stuck.number, stuck.tries, stuck.again_at) == ("L-1", 1, lab.world.at + 60)
    assert stuck.trouble.startswith("Spoilt at ")
    assert WHOSE not in stuck.trouble
    assert lag(now=lab.world.at + 30) == 0


def test_it_is_left_alone_meanwhile_and_its_waits_grow(desk: Desk) -> None:
    lab = spoilt_lab(desk, cases=1)
    waits = []
    for _ in range(9):
        assert broken_turn(desk) == 1
        again_at = stuck_cases()[0].again_at
        waits.append(again_at - lab.world.at)
        lab.world.at = again_at - 1
        meanwhile = turn(desk=desk)
        assert (meanwhile.carried_out, meanwhile.next_at) == (0, again_at)
        lab.world.at = again_at
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_it_is_taken_up_again_by_itself_with_its_moments_kept(desk: Desk) -> None:
    lab = spoilt_lab(desk)
    broken_turn(desk)
    lab.later(60)
    assert turn(desk=desk).carried_out == 1
    fired = rows("select at, fired_at from firing f join stream s on s.id = f.stream_id where s.name = 'L-1'")
    assert fired == [(MONDAY + 2 * HOUR, lab.world.at)]
    turn(desk=desk)
    assert stuck_cases() == ()


def test_one_that_somebody_worked_meanwhile_is_forgotten(desk: Desk) -> None:
    lab = spoilt_lab(desk)
    broken_turn(desk)
    lab.ask(stuck_cases()[0].case)
    lab.later(61)
    turn(desk=desk)
    assert stuck_cases() == ()
