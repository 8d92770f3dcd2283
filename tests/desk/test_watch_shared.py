"""Several watchers at once share the work: every action once, nothing left, nobody in another's way."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from threading import Event, get_ident

import psycopg

from reglament.core.case.act import Close, Reopen, Reply, Snooze
from reglament.core.hours.almanac import Almanac
from reglament.desk.clock.fail_point import on_fail_point
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.ledger.stream import lock_streams
from reglament.desk.record.desk import Desk
from reglament.desk.record.ring import ring_case
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.desk.watch.tick import rung, tick
from tests.books import MONDAY
from tests.desk.lab import CLIENT, DAY, HOUR, Lab, found_lab, rows
from tests.desk.several import together
from tests.desk.test_watch_outage import a_busy_week, on_time, run

RINGING = "select count(*) from timer where state = 'armed' and due_at <= %s"
PEOPLE, ACTS = 8, 30
FIRED = "select count(*), count(distinct (stream_id, key)) from firing"


def ring_until_still(desk: Desk) -> int:
    """Turn until no alarm rings; what another holds is looked at again."""
    done = 0
    while rows(RINGING, desk.world.now())[0][0]:
        done += tick(desk=desk, batch=20)
    return done


def test_four_watchers_share_three_hundred_due_cases(desk: Desk, almanac: Almanac) -> None:
    lab = found_lab(desk)
    contracts = [lab.contract() for _ in range(10)]
    for number in range(300):
        lab.receive(contracts[number % 10])
    done = together(4, almanac, MONDAY + DAY, lambda _, own: ring_until_still(own))
    # Two warnings, a promise and an aim for each case.
    assert sum(done) == 1200
    assert rows(FIRED) == [(1200, 1200)]
    assert rows("select count(*) from notice") == [(1200,)]
    assert all(one > 0 for one in done)


def test_several_watchers_after_an_outage_leave_the_same_books_as_one_on_time(
    database_name: str, owner: psycopg.Connection, almanac: Almanac
) -> None:
    del database_name

    def crowded(lab: Lab, until: int) -> None:
        together(3, almanac, until, lambda _, own: ring_until_still(own))
        lab.world.at = until

    assert run(owner, almanac, a_busy_week, crowded) == run(owner, almanac, a_busy_week, on_time)


def test_a_case_that_waits_in_line_is_not_let_in_before_earlier_alarms_of_its_contract_were_worked(
    desk: Desk,
) -> None:
    lab = found_lab(desk)
    contract = lab.contract(tier="narrow")
    cases = [lab.receive(contract).case for _ in range(6)]
    waiting = cases.pop()
    lab.ask(cases[0])
    lab.later(HOUR)
    lab.ask(cases[1])
    lab.later(3 * DAY)
    ring_case(desk=desk, case=cases[1])  # out of turn, as when another watcher is quicker
    assert ring_case(desk=desk, case=waiting) == 0
    ring_until_still(desk)
    asked_at = MONDAY
    entered = rows("select happened_at, known_at from event where type = 'entered'")
    assert entered == [(asked_at + DAY + 1, asked_at + DAY + 1)]


def test_a_case_somebody_holds_is_left_for_the_next_turn(desk: Desk, almanac: Almanac) -> None:
    lab = found_lab(desk)
    contract = lab.contract()
    held, free = lab.receive(contract).case, lab.receive(contract).case
    lab.later(2 * HOUR)
    holding, looked = Event(), Event()

    def work(place: int, own: Desk) -> int:
        if place == 0:
            with seen_by(SYSTEM):
                lock_streams([held])
                holding.set()
                assert looked.wait(timeout=30)
            return 0
        assert holding.wait(timeout=30)
        done = tick(desk=own)
        looked.set()
        return done

    assert together(2, almanac, lab.world.at, work)[1] == 1
    assert rows("select stream_id from firing") == [(free,)]
    assert tick(desk=desk) == 1
    assert rows("select stream_id from firing order by stream_id") == sorted([(held,), (free,)])


def test_a_watch_that_meets_another_leaves_him_the_first_half_of_what_is_left(
    desk: Desk, almanac: Almanac
) -> None:
    lab = found_lab(desk)
    contract = lab.contract()
    cases = [lab.receive(contract).case for _ in range(5)]
    lab.later(2 * HOUR)
    first = rung(at=lab.world.at, limit=5)
    holding, looked = Event(), Event()

    def work(place: int, own: Desk) -> int:
        if place == 0:
            with seen_by(SYSTEM):
                lock_streams(first[:1])
                holding.set()
                assert looked.wait(timeout=30)
            return 0
        assert holding.wait(timeout=30)
        done = tick(desk=own)
        looked.set()
        return done

    assert together(2, almanac, lab.world.at, work)[1] == 2
    assert sorted(rows("select stream_id from firing")) == sorted((case,) for case in first[3:])
    assert sorted(first) == sorted(cases)
    assert tick(desk=desk) == 3


def test_room_made_while_somebody_works_on_the_first_in_line_is_not_overlooked(
    desk: Desk, almanac: Almanac
) -> None:
    lab = found_lab(desk)
    contract = lab.contract(tier="narrow")
    cases = [lab.receive(contract).case for _ in range(6)]
    writing, closed, writers = Event(), Event(), set[int]()

    def hold_writer(name: str) -> None:
        if name == "record.before writing" and get_ident() in writers:
            writing.set()
            assert closed.wait(timeout=30)

    def work(place: int, own: Desk) -> None:
        if place == 0:
            writers.add(get_ident())
            lab.act(cases[5], Reply("m"), CLIENT, desk=own)
            return
        assert writing.wait(timeout=30)
        lab.act(cases[0], Close("done"), desk=own)
        closed.set()

    on_fail_point(hold_writer)
    try:
        together(2, almanac, lab.world.at, work)
    finally:
        on_fail_point(None)
    ring_until_still(desk)
    assert rows("select count(*) from event where type = 'entered'") == [(1,)]


def test_watchers_and_people_on_the_same_cases_neither_deadlock_nor_fire_what_is_stale(
    desk: Desk, almanac: Almanac, owner: psycopg.Connection
) -> None:
    lab = found_lab(desk)
    contract = lab.contract()
    cases = [lab.receive(contract).case for _ in range(20)]
    clock, working = count(MONDAY + HOUR, 2), Counter[str]()
    before = deadlocks(owner)

    def person(place: int, own: Desk) -> None:
        own = replace(own, world=Ticking(clock, place))
        for turn in range(ACTS):
            case, now = cases[(place * 7 + turn * 3) % len(cases)], own.world.now()
            acts = (Snooze(now + 200), Close("done"), Reopen(), Snooze(now + 300))
            done = lab.act(case, acts[(turn + place) % 4], desk=own)
            working["refused" if done.is_refused else "done"] += 1
        working["gone"] += 1

    def watcher(own: Desk) -> None:
        while working["gone"] < PEOPLE:
            working["fired"] += tick(desk=own)

    def work(place: int, own: Desk) -> None:
        person(place, own) if place < PEOPLE else watcher(replace(own, world=Ticking(clock, place)))

    together(2 * PEOPLE, almanac, MONDAY + HOUR, work)
    assert deadlocks(owner) == before
    assert working["done"] > ACTS
    assert working["fired"] > 0
    assert rows(FIRED)[0][0] > ACTS
    assert stale() == []


class Ticking(VirtualWorld):
    """One clock for all: whoever looks at it sees a later moment than everybody before."""

    def __init__(self, clock: Iterator[int], seed: int) -> None:
        super().__init__(MONDAY, seed + 1)
        self._clock = clock

    def now(self) -> int:
        return next(self._clock)


def deadlocks(owner: psycopg.Connection) -> int:
    row = owner.execute(
        "select deadlocks from pg_stat_database where datname = current_database()"
    ).fetchone()
    assert row is not None
    return int(row[0])


def stale() -> list[object]:
    """Cases woken though they did not sleep: whoever wakes one must have seen it snoozed last."""
    asleep: dict[object, bool] = {}
    found: list[object] = []
    for stream, seq, kind in rows("select stream_id, seq, type from event order by stream_id, seq"):
        if kind == "woken" and not asleep.get(stream):
            found.append((stream, seq))
        if kind in ("snoozed", "woken", "closed", "reopened"):
            asleep[stream] = kind == "snoozed"
    return found
