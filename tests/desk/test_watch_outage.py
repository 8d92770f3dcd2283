"""After days without a watch everything has happened as it would have: same events, same moments, same notices."""

from collections.abc import Callable
from typing import Any

import psycopg

from reglament.core.hours.almanac import Almanac
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.record.desk import Desk, open_desk
from reglament.desk.watch.tick import tick
from tests.books import MONDAY, empty
from tests.desk.lab import DAY, Lab, found_lab, rows

Books = dict[str, list[tuple[Any, ...]]]
PassTime = Callable[[Lab, int], None]
EVENTS = """select s.name, e.type, e.happened_at, e.known_at, e.party, e.facts from event e join stream s on s.id = e.stream_id
where s.kind = %s order by s.name, e.known_at, e.happened_at, e.type, e.facts"""
NOTICES = "select s.name, n.kind, n.key, n.role, n.at from notice n join stream s on s.id = n.stream_id order by 1, 3"
FIRED = "select s.name, f.key, f.at from firing f join stream s on s.id = f.stream_id order by 1, 2"
BOARD = """select number, status, due_at, due_metric, breached, closed_at from "case" order by number"""
ALARMS = "select s.name, t.due_at from timer t join stream s on s.id = t.stream_id where t.state = 'armed' order by 1"


def books() -> Books:
    """All that must not depend on when the watch looked."""
    return {
        "events": [tuple(map(plain, row)) for row in rows(EVENTS, "case")],
        "contract": [tuple(map(plain, row)) for row in rows(EVENTS, "contract")],
        "notices": rows(NOTICES),
        "fired": rows(FIRED),
        "board": rows(BOARD),
        "alarms": rows(ALARMS),
    }


def plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def ring_all(desk: Desk) -> int:
    """Look until nothing rings any more."""
    turns = 0
    while rows("select 1 from timer where state = 'armed' and due_at <= %s limit 1", desk.world.now()):
        tick(desk=desk)
        turns += 1
        assert turns < 200
    return turns


def on_time(lab: Lab, until: int) -> None:
    """Look at every alarm in its second."""
    while True:
        (row,) = rows("select min(due_at) from timer where state = 'armed'")
        if not isinstance(row[0], int) or row[0] > until:
            break
        lab.world.at = max(lab.world.at, row[0])
        ring_all(lab.desk)
    lab.world.at = until
    ring_all(lab.desk)


def late(lab: Lab, until: int) -> None:
    """Look at nothing before `until`."""
    lab.world.at = until
    ring_all(lab.desk)


def a_busy_week(lab: Lab) -> int:
    """Eight requests on a narrow contract: five open, three waiting in line; four wait for the customer. Give when it began."""
    began = lab.world.now()
    narrow, wide = lab.contract(tier="narrow"), lab.contract()
    cases = []
    for _ in range(8):
        lab.later(60)
        cases.append(lab.receive(narrow).case)
    free = [lab.receive(wide).case for _ in range(3)]
    for number, case in enumerate((cases[3], cases[0], cases[4], free[1])):
        lab.later(1800)
        lab.ask(case, f"q{number}")
    lab.later(60)
    return began


def run(
    owner: psycopg.Connection, almanac: Almanac, story: Callable[[Lab], int], pass_time: PassTime
) -> Books:
    """Play a story on empty books and let three days pass."""
    empty(owner)
    lab = found_lab(open_desk(VirtualWorld(MONDAY), almanac))
    began = story(lab)
    pass_time(lab, began + 3 * DAY)
    return books()


def test_an_outage_of_three_days_leaves_the_same_books(
    database_name: str, owner: psycopg.Connection, almanac: Almanac
) -> None:
    del database_name
    punctual = run(owner, almanac, a_busy_week, on_time)
    assert run(owner, almanac, a_busy_week, late) == punctual
    closed = [row for row in punctual["events"] if row[1] == "closed"]
    entered = [row for row in punctual["events"] if row[1] == "entered"]
    assert [row[2] for row in entered] == sorted(row[2] for row in closed if row[0] in ("L-4", "L-1", "L-5"))
    assert len(punctual["fired"]) == 39
