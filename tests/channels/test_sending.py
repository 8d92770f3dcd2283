"""Sending: attempts with growing waits and an end, fences against the late, budgets against loops, switches that hold."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from reglament.channels.channel import NotSent
from reglament.channels.console.channel import Console
from reglament.channels.post import Posted, post
from reglament.desk.acts.post import claim_letter, settle_post
from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.models import Event, Letter
from reglament.desk.outbox.claim import LEASE
from reglament.desk.outbox.hold import hold_sending, release_sending
from reglament.desk.outbox.outgoing import Outgoing
from reglament.desk.outbox.settle import SENT, WAITS, NotYours, Stage
from tests.channels.house import ANNA, BOB, STRANGER, House, letter, sent, written

CONSOLE = ["console"]


class Broken(Console):
    """A console that fails, as it is told."""

    trouble: Exception = OSError("disk full")

    def send(self, letter: Outgoing) -> Stage:
        assert letter.recipient
        raise type(self).trouble


class Refusing(Broken):
    trouble = NotSent("no such person", for_good=True)


class Forgetful(Console):
    """A console that sends and then says it could not."""

    def send(self, letter: Outgoing) -> Stage:
        super().send(letter)
        raise TimeoutError


def turn(house: House, kind: type[Console]) -> Posted | None:
    return post(desk=house.desk, channels={"console": kind(house.console.folder)}, outward=True)


def stages() -> list[str]:
    return list(
        Event.objects.filter(type__in=("handed over", "delivered", "failed", "bounced")).values_list(
            "type", flat=True
        )
    )


def test_attempts_wait_longer_and_longer_and_end_in_sight_within_a_day(
    house: House, world: VirtualWorld
) -> None:
    house.arrive(letter(ANNA))
    began = world.at
    for wait in WAITS:
        assert turn(house, Broken) == "unknown"
        assert turn(house, Broken) is None
        world.at += wait
    assert stages() == []
    assert turn(house, Broken) == "unknown"
    row = Letter.objects.get()
    assert (row.state, row.attempts, row.trouble) == ("unknown", 5, "OSError: disk full")
    assert stages() == ["failed"]
    world.at += 86_400
    assert turn(house, Broken) is None
    assert sum(WAITS) < 86_400
    assert world.at > began


def test_what_will_never_arrive_is_not_tried_again(house: House, world: VirtualWorld) -> None:
    house.arrive(letter(ANNA))
    assert turn(house, Refusing) == "failed"
    world.at += 86_400
    assert turn(house, Refusing) is None
    assert (sent(), stages()) == (["failed"], ["failed"])


def test_a_letter_that_went_out_unnoticed_is_not_sent_again(house: House, world: VirtualWorld) -> None:
    house.arrive(letter(ANNA))
    assert turn(house, Forgetful) == "unknown"
    world.at += WAITS[0]
    assert turn(house, Refusing) == "sent"
    assert (sent(), stages(), len(written(house))) == (["sent"], ["delivered"], 1)


def test_who_comes_back_after_his_lease_is_refused(house: House, world: VirtualWorld) -> None:
    house.arrive(letter(ANNA))
    late = claim_letter(desk=house.desk, channels=CONSOLE, outward=True)
    assert late is not None
    assert claim_letter(desk=house.desk, channels=CONSOLE, outward=True) is None
    world.at += LEASE
    quick = claim_letter(desk=house.desk, channels=CONSOLE, outward=True)
    assert quick is not None
    assert (quick.stable_id, quick.fence) == (late.stable_id, late.fence + 1)
    with pytest.raises(NotYours):
        settle_post(desk=house.desk, letter=late, outcome=SENT)
    assert stages() == []
    settle_post(desk=house.desk, letter=quick, outcome=SENT)
    with pytest.raises(NotYours):
        settle_post(desk=house.desk, letter=late, outcome=SENT)
    assert stages() == ["handed over"]


def test_a_worker_that_dies_on_its_last_attempt_leaves_no_letter_in_the_dark(
    house: House, world: VirtualWorld
) -> None:
    house.arrive(letter(ANNA))
    for _ in range(5):
        assert claim_letter(desk=house.desk, channels=CONSOLE, outward=True) is not None
        world.at += LEASE
    assert turn(house, Console) == "unknown"
    assert (sent(), stages(), written(house)) == (["unknown"], ["failed"], [])


def test_one_address_gets_three_automatic_letters_an_hour_and_the_rest_later(
    house: House, world: VirtualWorld
) -> None:
    house.arrive(*(letter(ANNA, body=str(number)) for number in range(5)))
    assert house.post_all() == ["sent"] * 3
    world.at += 3599
    assert house.post_all() == []
    world.at += 1
    assert house.post_all() == ["sent"] * 2


def test_two_who_send_at_once_keep_to_one_budget(house: House) -> None:
    house.arrive(*(letter(ANNA, body=str(number)) for number in range(4)))
    for _ in range(2):
        post(desk=house.desk, channels=house.channels, outward=True)

    def second() -> Posted | None:
        try:
            return post(desk=house.desk, channels=house.channels, outward=True)
        finally:
            connection.close()

    def let_in(name: str) -> None:
        if name == "record.before commit":
            on_fail_point(None)
            with ThreadPoolExecutor(1) as pool:
                assert pool.submit(second).result() is None

    on_fail_point(let_in)
    try:
        assert post(desk=house.desk, channels=house.channels, outward=True) == "sent"
    finally:
        on_fail_point(None)
    assert len(written(house)) == 3


def test_one_letter_over_its_budget_holds_up_nobody_else(house: House) -> None:
    house.arrive(*(letter(ANNA, body=str(number)) for number in range(5)), letter(BOB))
    assert house.post_all() == ["sent"] * 4


def test_nobody_is_flooded_through_us(house: House, world: VirtualWorld) -> None:
    house.arrive(*(letter(STRANGER, body=str(number)) for number in range(20)))
    assert house.post_all() == ["sent"]
    world.at += 86_400
    assert house.post_all() == []
    assert sorted(sent()) == ["sent"] + ["withdrawn"] * 19


def test_a_switch_holds_everything_until_it_is_released(house: House, world: VirtualWorld) -> None:
    house.arrive(letter(ANNA))
    hold_sending("everything", at=world.at, by="head", why="wrong address in the footer")
    assert house.post_all() == []
    release_sending("everything")
    assert house.post_all() == ["sent"]


def test_automatic_letters_alone_can_be_held(house: House, world: VirtualWorld) -> None:
    house.arrive(letter(ANNA))
    hold_sending("automatic", at=world.at, by="head", why="a loop")
    assert house.post_all() == []
    Letter.objects.update(automatic=False)
    assert house.post_all() == ["sent"]


def test_a_channel_that_is_not_here_keeps_its_letters(house: House) -> None:
    house.arrive(letter(ANNA))
    assert post(desk=house.desk, channels={}, outward=True) is None
    assert sent() == ["ready"]
