"""Watchers that die at any step, by kill -9, miss nothing and do nothing twice.

`REGLAMENT_KILLS` says how often at each place; more of them take longer.
"""

import os

import pytest

from reglament.desk.record.desk import Desk
from reglament.desk.watch.turn import turn
from tests.books import MONDAY
from tests.desk.lab import DAY, HOUR, found_lab, rows
from tests.kill import killed_at

KILLS = int(os.environ.get("REGLAMENT_KILLS", "4"))
CASES_A_KILL = 2
PLACES = (
    "watch.before case",
    "record.before writing",
    "record.written",
    "watch.after effect",
    "record.before commit",
    "record.after commit",
    "watch.after case",
)


@pytest.mark.parametrize("place", PLACES)
def test_a_watcher_killed_at_any_step_misses_nothing_and_does_nothing_twice(desk: Desk, place: str) -> None:
    lab = found_lab(desk)
    contract = lab.contract()
    cases = KILLS * CASES_A_KILL + 5
    for _ in range(cases):
        lab.receive(contract)
    lab.world.at = MONDAY + DAY
    killed = 0
    while killed_at(place, lambda own: turn(desk=own), desk, nth=1 + killed % CASES_A_KILL, seed=killed + 1):
        killed += 1
        if killed == KILLS:
            break
    assert killed == KILLS
    for _ in range(cases // 100 + 2):
        turn(desk=desk)
    # Two warnings, a promise and an aim for each case, each at its own moment.
    assert rows("select count(*), count(distinct (stream_id, key)) from firing") == [(4 * cases, 4 * cases)]
    assert rows("select at - %s, count(*) from firing group by at order by at", MONDAY) == [
        (2 * HOUR, cases),
        (3 * HOUR + 720, cases),
        (4 * HOUR + 1, cases),
        (12 * HOUR + 1, cases),
    ]
    assert rows("select count(*) from notice") == [(4 * cases,)]
    assert rows("select count(*) from timer where state = 'armed'") == [(0,)]
