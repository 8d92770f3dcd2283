"""Fetchers and workers share one desk: each letter once, whoever is first; intake sees nothing it need not."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import OperationalError, ProgrammingError

from reglament.channels.fetch import open_arrived
from reglament.channels.post import post
from reglament.desk.acts.open_inbound import BATCH, pick_inbound
from reglament.desk.acts.take_in import take_in
from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.models import Case, Event, Inbound, Letter, Mailbox, Number
from tests.books import AsRole
from tests.channels.house import ANNA, BOB, House, letter, sent, written
from tests.several import at_once

LETTERS = 12


def another(house: House, seed: int) -> House:
    """The same desk in another process, as far as chance goes."""
    return replace(house, desk=replace(house.desk, world=VirtualWorld(house.desk.world.now(), seed)))


def test_two_fetchers_of_the_same_letters_take_each_once(house: House) -> None:
    for number in range(LETTERS):
        house.drop(f"{number:02}.txt", letter(ANNA, body=str(number)))
    at_once(another(house, 1).fetch, another(house, 2).fetch)
    assert Inbound.objects.count() == LETTERS
    numbers = sorted(int(one.removeprefix("P-")) for one in Inbound.objects.values_list("number", flat=True))
    assert numbers == list(range(1, LETTERS + 1))
    assert Number.objects.get().last == LETTERS


def test_workers_share_what_was_taken_in(house: House) -> None:
    for number in range(LETTERS):
        house.drop(f"{number:02}.txt", letter(ANNA if number % 2 else BOB, body=str(number)))
    house.fetch()

    def work(desk_of: House) -> Callable[[], object]:
        def drain() -> None:
            while open_arrived(desk=desk_of.desk, channels=desk_of.channels, limit=2):
                pass

        return drain

    at_once(*(work(another(house, seed)) for seed in (1, 2, 3)))
    assert Case.objects.count() == LETTERS
    assert set(Inbound.objects.values_list("state", flat=True)) == {"done"}


def test_posts_share_what_is_queued(house: House) -> None:
    house.arrive(*(letter(who, body=str(number)) for number in range(3) for who in (ANNA, BOB)))
    at_once(*(another(house, seed).post_all for seed in (1, 2)))
    assert sent() == ["sent"] * 6
    assert len(written(house)) == Event.objects.filter(type="delivered").count() == 6


def test_letters_are_opened_in_the_order_of_their_arrival(house: House) -> None:
    for number in range(LETTERS):
        house.drop(f"{number:02}.txt", letter(ANNA, body=str(number)))
        house.fetch()
    picked = pick_inbound(desk=house.desk, channels=["console"], limit=BATCH)
    assert [one.number for one in picked] == [f"P-{number}" for number in range(1, LETTERS + 1)]


def test_intake_works_under_a_role_that_reads_no_case(house: House, as_role: AsRole) -> None:
    house.drop("1.txt", letter(ANNA))
    with as_role("desk_ingest"):
        assert house.fetch().new == 1
        with pytest.raises(ProgrammingError, match="permission denied"):
            Case.objects.count()
    assert [one.outcome for one in house.open_all()] == ["received"]


def test_equal_bytes_under_another_key_are_there_already(house: House) -> None:
    mailbox = Mailbox.objects.get().id
    world = house.desk.world
    first = take_in(world=world, mailbox=mailbox, source_key="1", raw=letter(ANNA))
    again = take_in(world=world, mailbox=mailbox, source_key="2", raw=letter(ANNA))
    other = take_in(world=world, mailbox=mailbox, source_key="3", raw=letter(ANNA, Message_ID="<1@x.test>"))
    equal = take_in(world=world, mailbox=mailbox, source_key="4", raw=letter(BOB, Message_ID="<1@x.test>"))
    assert (again.outcome, again.inbound, again.number) == ("repeated", first.inbound, first.number)
    assert (other.outcome, equal.outcome) == ("new", "new")


@pytest.mark.parametrize("place", ["ingest.after raw commit", "record.after commit"])
def test_a_lost_answer_of_the_database_leaves_one_effect(
    place: str, house: House, world: VirtualWorld
) -> None:
    house.drop("1.txt", letter(ANNA))
    lost = [place]

    def lose(name: str) -> None:
        if name in lost:
            lost.remove(name)
            raise OperationalError("the connection is lost")

    on_fail_point(lose)
    try:
        for _ in range(3):
            try:
                house.fetch()
                house.open_all()
            except OperationalError:
                world.at += 3600
    finally:
        on_fail_point(None)
    assert lost == []
    assert (Case.objects.count(), Letter.objects.count(), Inbound.objects.get().state) == (1, 1, "done")


def test_an_acknowledgement_never_leaves_before_its_case_stands(house: House) -> None:
    house.drop("1.txt", letter(ANNA))
    house.fetch()

    def fail(name: str) -> None:
        if name == "record.before commit":
            raise OperationalError("the disk is full")

    on_fail_point(fail)
    try:
        with pytest.raises(OperationalError):
            house.open_all()
    finally:
        on_fail_point(None)
    assert post(desk=house.desk, channels=house.channels, outward=True) is None
    assert (Case.objects.count(), Letter.objects.count()) == (0, 0)
    another_one = letter(BOB)
    house.drop("2.txt", another_one)
    house.fetch()
    assert sorted(Inbound.objects.values_list("number", flat=True)) == ["P-1", "P-2"]
