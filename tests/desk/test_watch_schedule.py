"""Periodic jobs: every occurrence once, none left out, whatever the clock does and however many schedule them."""

from collections import Counter

import pytest
from django.db import connection

from reglament.core.hours.almanac import Almanac
from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import Desk
from reglament.desk.watch.schedule import Job, do_scheduled, due_moments, next_moment
from reglament.desk.watch.trouble import troubles
from reglament.desk.watch.turn import turn
from tests.books import MONDAY
from tests.desk.lab import HOUR, rows
from tests.desk.several import together

OCCURRENCES = "select at, skipped from occurrence where job = %s order by at"


def effect(_: Desk, at: int) -> None:
    """Something in the same transaction as the occurrence; twice it would be refused."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into trouble(key, kind, since_at, detail) values (%s, 'done', %s, '')", (str(at), at)
        )


@pytest.mark.parametrize(
    ("last_at", "now", "moments"),
    [
        (None, 1000, (900,)),
        (900, 1000, ()),
        (900, 1200, (1200,)),
        (900, 1799, (1200, 1500)),
        (900, 300, ()),
        # The period was another one before.
        (950, 1300, (1200,)),
    ],
)
def test_what_is_due_are_the_even_moments_since_the_last(
    last_at: int | None, now: int, moments: tuple[int, ...]
) -> None:
    assert due_moments(Job("j", 300, effect), last_at=last_at, now=now) == moments


def test_an_offset_moves_all_moments() -> None:
    job = Job("j", 300, effect, offset=7)
    assert due_moments(job, last_at=None, now=1000) == (907,)
    assert due_moments(job, last_at=907, now=1507) == (1207, 1507)
    assert next_moment(job, now=907) == 1207


def test_each_missed_occurrence_is_made_good(desk: Desk, world: VirtualWorld) -> None:
    job = Job("tidy", HOUR, effect)
    assert do_scheduled(desk=desk, jobs=[job]) == 1
    world.at += 5 * HOUR + 17
    assert do_scheduled(desk=desk, jobs=[job]) == 5
    assert rows(OCCURRENCES, "tidy") == [(MONDAY + hour * HOUR, False) for hour in range(6)]
    assert rows("select count(*) from trouble") == [(6,)]


def test_missed_occurrences_are_made_good_at_once_where_the_job_says_so(
    desk: Desk, world: VirtualWorld
) -> None:
    job = Job("tidy", HOUR, effect, missed="coalesce")
    do_scheduled(desk=desk, jobs=[job])
    world.at += 3 * HOUR
    assert do_scheduled(desk=desk, jobs=[job]) == 3
    assert rows(OCCURRENCES, "tidy")[1:] == [
        (MONDAY + HOUR, True),
        (MONDAY + 2 * HOUR, True),
        (MONDAY + 3 * HOUR, False),
    ]
    assert rows("select since_at from trouble order by 1") == [(MONDAY,), (MONDAY + 3 * HOUR,)]


@pytest.mark.parametrize("own", [False, True])
def test_a_clock_set_back_two_hours_under_three_schedulers_repeats_none_and_leaves_none_out(
    desk: Desk, almanac: Almanac, *, own: bool
) -> None:
    del desk
    done = Counter[int]()

    def work(_: Desk, at: int) -> None:
        done[at] += 1

    job = Job("tidy", 600, work, own_transactions=own)

    def schedule(place: int, desk: Desk) -> None:
        world = desk.world
        assert isinstance(world, VirtualWorld)
        for step in range(40):
            world.at = MONDAY + step * 300 - (2 * HOUR if step >= 20 + place else 0)
            do_scheduled(desk=desk, jobs=[job])
        while world.at < MONDAY + 3 * HOUR:
            world.at += 450
            do_scheduled(desk=desk, jobs=[job])

    together(3, almanac, MONDAY, schedule)
    assert sorted(done) == list(range(MONDAY, MONDAY + 3 * HOUR + 1, 600))
    assert set(done.values()) == {1}


class Died(Exception):  # noqa: N818 - named for what happened
    """The process ends here."""


@pytest.mark.parametrize("own", [False, True])
def test_work_whose_process_died_is_done_again_and_its_effect_stands_once(desk: Desk, *, own: bool) -> None:
    tries: list[int] = []

    def work(desk: Desk, at: int) -> None:
        tries.append(at)
        if not own:
            effect(desk, at)

    def die(name: str) -> None:
        if name == "schedule.after work" and len(tries) == 1:
            raise Died

    job = Job("tidy", HOUR, work, own_transactions=own)
    on_fail_point(die)
    try:
        with pytest.raises(Died):
            do_scheduled(desk=desk, jobs=[job])
    finally:
        on_fail_point(None)
    assert rows(OCCURRENCES, "tidy") == []
    assert do_scheduled(desk=desk, jobs=[job]) == 1
    assert tries == [MONDAY, MONDAY]
    assert rows("select count(*) from trouble") == [(0 if own else 1,)]


def test_nothing_is_scheduled_while_the_clock_is_in_doubt(desk: Desk, world: VirtualWorld) -> None:
    job = Job("tidy", HOUR, lambda _desk, _at: None)
    assert turn(desk=desk, jobs=[job]).occurrences == 1
    world.ahead = 3 * 24 * HOUR
    assert turn(desk=desk, jobs=[job]).occurrences == 0
    world.ahead = 0
    turn(desk=desk, jobs=[job])
    world.at += HOUR
    done = turn(desk=desk, jobs=[job])
    assert (done.held, done.occurrences, done.next_at) == ("", 1, MONDAY + 2 * HOUR)


def test_a_job_that_fails_is_a_trouble_until_it_goes_well_and_holds_up_no_other(
    desk: Desk, world: VirtualWorld
) -> None:
    broken = [True]

    def work(_desk: Desk, _at: int) -> None:
        if broken:
            raise Died

    jobs = [Job("weak", HOUR, work), Job("sound", HOUR, lambda _desk, _at: None)]
    assert turn(desk=desk, jobs=jobs).occurrences == 1
    assert [(one.key, one.detail[:4]) for one in troubles()] == [("job: weak", "Died")]
    broken.clear()
    world.at += 1
    assert turn(desk=desk, jobs=jobs).occurrences == 1
    assert troubles() == ()
