"""Killed at every place of intake and post, again and again: nothing is lost, nothing is doubled."""

import pytest

from reglament.desk.acts.open_inbound import LEASE as IN_HAND
from reglament.desk.clock.fail_point import NAMES
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.models import Case, Event, Inbound, Letter, Message
from reglament.desk.outbox.budget import HOUR
from reglament.desk.outbox.claim import LEASE as CLAIMED
from tests.channels.house import ANNA, BOB, House, letter, written
from tests.kill import killed_at

INTAKE = (
    "ingest.before raw commit",
    "ingest.after raw commit",
    "ingest.after acknowledge",
    "ingest.after lease",
    "ingest.parsed",
    "ingest.before done",
    "record.before writing",
    "record.written",
    "record.before commit",
    "record.after commit",
)
POST = (
    "post.after claim",
    "post.before send",
    "console.before rename",
    "post.after send",
    "post.after settle",
    "record.before writing",
    "record.written",
    "record.before commit",
    "record.after commit",
)
KILLS = 5


def take_all(house: House) -> None:
    house.fetch()
    house.open_all()


@pytest.mark.parametrize("place", INTAKE)
def test_intake_killed_at_any_place_makes_of_each_letter_what_it_is_once(
    place: str, house: House, world: VirtualWorld
) -> None:
    house.arrive(letter(ANNA, body="the case that is there"))
    for number in range(KILLS):
        house.drop(f"{number} request", letter(BOB, body=f"request {number}"))
        house.drop(f"{number} reply", letter(ANNA, subject="[P-1]", body=f"reply {number}"))
        assert killed_at(
            place, lambda desk: take_all(house.on(desk)), house.desk, nth=1 + number % 2, seed=100 + number
        )
        world.at += IN_HAND + 1
    take_all(house)
    world.at += IN_HAND + 1
    take_all(house)
    assert Inbound.objects.filter(state="done").count() == Inbound.objects.count() == 1 + 2 * KILLS
    assert Case.objects.count() == 1 + KILLS
    assert Message.objects.filter(party="customer").count() == 1 + 2 * KILLS
    assert Event.objects.filter(type="replied").count() == KILLS
    assert Letter.objects.count() == 1 + KILLS
    assert len(set(Inbound.objects.values_list("number", flat=True))) == 1 + 2 * KILLS


@pytest.mark.parametrize("place", POST)
def test_post_killed_at_any_place_sends_each_letter_once_and_says_so_once(
    place: str, house: House, world: VirtualWorld
) -> None:
    for number in range(KILLS):
        house.arrive(letter(ANNA, body=str(number)), letter(BOB, body=str(number)))
        assert killed_at(
            place, lambda desk: house.on(desk).post_all(), house.desk, nth=1 + number % 2, seed=200 + number
        )
        world.at += 4 * HOUR
    for _ in range(KILLS):
        house.post_all()
        world.at += max(CLAIMED, HOUR) + 1
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}
    assert len(written(house)) == 2 * KILLS
    assert Event.objects.filter(type="delivered").count() == 2 * KILLS


def test_every_place_of_intake_and_post_is_killed_at(house: House) -> None:
    NAMES.clear()
    house.arrive(letter(ANNA))
    house.post_all()
    assert set(INTAKE) | set(POST) == NAMES
