"""Killed at every place of intake and post, again and again: nothing is lost, nothing is doubled."""

import pytest

from reglament.desk.acts.open_inbound import LEASE as IN_HAND
from reglament.desk.clock.fail_point import NAMES
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.models import Case, Event, Inbound, Letter, Message
from reglament.desk.outbox.claim import LEASE as CLAIMED
from tests.channels.house import ANNA, BOB, House, letter, written
from tests.channels.kill import killed_at

INTAKE = (
    "ingest.before raw commit",
    "ingest.after raw commit",
    "ingest.after acknowledge",
    "ingest.after lease",
    "ingest.parsed",
    "ingest.before done",
    "record.events written",
    "record.board written",
    "record.letters queued",
    "record.before commit",
    "record.after commit",
)
POST = (
    "post.after claim",
    "post.before send",
    "console.before rename",
    "post.after send",
    "post.after settle",
    "record.events written",
    "record.letters queued",
    "record.before commit",
    "record.after commit",
)
KILLS = 5


def take_all(house: House) -> None:
    house.fetch()
    house.open_all()


def drop_letters(house: House) -> None:
    """Two requests and an answer to a case that is there."""
    house.drop("1.txt", letter(ANNA, body="first"))
    house.drop("2.txt", letter(BOB, body="second"))
    house.drop("3.txt", letter(ANNA, subject="[P-1]", body="an answer"))


@pytest.mark.parametrize("place", INTAKE)
def test_intake_killed_at_any_place_makes_of_each_letter_what_it_is_once(
    place: str, house: House, world: VirtualWorld
) -> None:
    house.arrive(letter(ANNA, body="the case that is there"))
    drop_letters(house)
    kills = 0
    for number in range(KILLS):
        kills += killed_at(place, take_all, house, nth=1 + number % 3, seed=100 + number)
        world.at += IN_HAND + 1
    take_all(house)
    world.at += IN_HAND + 1
    take_all(house)
    assert kills > 0
    assert Inbound.objects.filter(state="done").count() == Inbound.objects.count() == 4
    assert Case.objects.count() == 3
    assert Message.objects.filter(party="customer").count() == 4
    assert Event.objects.filter(type="replied").count() == 1
    assert Letter.objects.count() == 3
    numbers = [int(number.removeprefix("P-")) for number in Inbound.objects.values_list("number", flat=True)]
    assert len(set(numbers)) == 4


@pytest.mark.parametrize("place", POST)
def test_post_killed_at_any_place_sends_each_letter_once_and_says_so_once(
    place: str, house: House, world: VirtualWorld
) -> None:
    house.arrive(letter(ANNA), letter(BOB), letter(ANNA, body="another"))
    kills = 0
    for number in range(KILLS):
        kills += killed_at(place, House.post_all, house, nth=1 + number % 3, seed=200 + number)
        world.at += CLAIMED + 1
    house.post_all()
    world.at += CLAIMED + 1
    house.post_all()
    assert kills > 0
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}
    assert len(written(house)) == 3
    assert Event.objects.filter(type="delivered").count() == 3


def test_every_place_of_intake_and_post_is_killed_at(house: House) -> None:
    NAMES.clear()
    house.arrive(letter(ANNA))
    house.post_all()
    assert set(INTAKE) | set(POST) == NAMES
