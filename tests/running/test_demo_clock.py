"""The clock of a demo home: moved on by a file that every process of it reads, never back, and nowhere else."""

from pathlib import Path

import pytest
from django.db import connection

from reglament.cli.trouble import Trouble
from reglament.config.demo_clock import (
    FILE,
    MovedMachine,
    ahead_of,
    begin_clock,
    move_ahead,
    world_of,
)
from reglament.config.home import Home
from reglament.core.case.act import Receive
from reglament.core.contract.contract import Contract as Text
from reglament.core.hours.almanac import Almanac
from reglament.desk.acts.contact import NewContact
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.clock.world import Machine
from reglament.desk.record.desk import open_desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.turn import turn
from tests.books import MONDAY
from tests.desk.vendor import FROM, UNTIL, settle_down

DAY = 86_400


def moved(home: Home, world: VirtualWorld) -> MovedMachine:
    return MovedMachine(home.folder / FILE, world)


def fired() -> list[tuple[int, int]]:
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select at, fired_at from firing order by fired_at, at")
        found: list[tuple[int, int]] = cursor.fetchall()
        return found


@pytest.mark.usefixtures("database_name")
def test_a_clock_moved_two_days_rings_what_lies_between_in_its_order_and_nothing_is_held(
    almanac: Almanac, tmp_path: Path
) -> None:
    home, machine = Home(tmp_path), VirtualWorld(MONDAY + 3600)
    (tmp_path / FILE).write_text("0\n", encoding="ascii")
    desk = open_desk(moved(home, machine), almanac)
    vendor = settle_down(desk, "monq", ("console", "monq@desk.example.com"))
    text = Text("1", "base", "Europe/Moscow", FROM, UNTIL)
    contract = vendor.take_on("ООО «Ромашка»", text, NewContact("Вера", "vera@romashka.test", "contact"))
    sender = vendor.sender(contract, "vera@romashka.test")
    for _ in range(3):
        vendor.receive(sender, Receive("email", "contact"))
        machine.at += 60
    assert (turn(desk=desk).held, fired()) == ("", [])

    move_ahead(home, 2 * DAY, now=machine.at)
    assert turn(desk=desk).held == ""

    rung = fired()
    assert len(rung) == 6  # a warning and a breach of each
    assert sorted(rung) == rung
    assert {fired_at for _, fired_at in rung} == {machine.at + 2 * DAY}
    assert max(at for at, _ in rung) < machine.at + DAY + DAY


def test_both_clocks_move_together_so_that_no_guard_takes_the_move_for_a_fault(tmp_path: Path) -> None:
    home, machine = Home(tmp_path), VirtualWorld(MONDAY)
    (tmp_path / FILE).write_text("0\n", encoding="ascii")
    world = moved(home, machine)
    wall, boot = world.now(), world.boot_seconds()
    move_ahead(home, 5 * DAY, now=MONDAY)
    assert (world.now() - wall, world.boot_seconds() - boot) == (5 * DAY, 5 * DAY)


def test_the_clock_goes_no_step_back(tmp_path: Path) -> None:
    home = Home(tmp_path)
    begin_clock(home, present_at=MONDAY, now=MONDAY)
    move_ahead(home, DAY, now=MONDAY)
    with pytest.raises(Trouble):
        move_ahead(home, -1, now=MONDAY)
    assert ahead_of(home) == DAY


def test_a_home_without_the_town_keeps_the_machines_clock(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with pytest.raises(Trouble, match="reglament demo"):
        move_ahead(home, DAY, now=MONDAY)
    assert isinstance(world_of(home), Machine)
    assert not (tmp_path / FILE).exists()


def test_nobody_moves_it_further_than_working_days_are_known(tmp_path: Path) -> None:
    home = Home(tmp_path)
    begin_clock(home, present_at=MONDAY, now=MONDAY)
    with pytest.raises(Trouble):
        move_ahead(home, 30 * 366 * DAY, now=MONDAY)
