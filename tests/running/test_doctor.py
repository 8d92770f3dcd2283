"""`doctor` finds what is planted, and says what to do; what can be judged from figures is judged without a database."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from reglament.config.almanac import load_almanac
from reglament.config.examine import of_books, of_calendars, of_clocks, of_processes
from reglament.config.postgres import address, running
from reglament.desk.queries.overview import LineNow, Overview
from tests.running.desk import reglament

OCTOBER, SEPTEMBER = 1_790_812_800, 1_790_380_800  # of 2026
# A message in quarantine, to be looked at by a moment; a letter on a case that came to no good end after so many attempts.
INBOUND = (
    "insert into inbound(id, mailbox_id, line_id, source_key, digest, received_at, number, state, reason, sealed, tries, due_at)"
    " values (gen_random_uuid(), 1, 1, gen_random_uuid(), '', 1, 'MQ-0', 'quarantined', '', false, 0, {})"
)
LETTER = (
    "insert into letter(id, customer_id, line_id, stream_id, message_id, channel, recipient, stable_id, automatic, state,"
    " attempts, ready_at, fence, trouble, queued_at) values (gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(),"
    " gen_random_uuid(), 'console', 'a@example.com', gen_random_uuid(), true, '{}', {}, 1, 1, '', 1)"
)
# Each trouble with the words it must be told in.
PLANTED = {
    "insert into timer values (gen_random_uuid(), 1, 1, 'armed')": "Alarms of cases are",
    "insert into pulse values ('watch', 1, '')": "The process watch has given no sign of life",
    "insert into line(id, name, regulation, prefix, confidential) values (99, 'New', 'none', 'N', false)": "The line New has no edition of none in force",
    "insert into trouble values ('clock', 'clock', 1, 'it jumped')": "(clock) since 1970-01-01 00:00 UTC: it jumped",
    "insert into hold(what, at, by, why) values ('automatic', 1, 'vera', 'a loop')": "Sending is held (automatic): a loop",
    'alter table "case" disable row level security': "Row-level security of the table case is not enabled",
    INBOUND.format("null"): "",
    INBOUND.format(1): "nobody has looked at in time: 1",
    INBOUND.format(9_000_000_000): "There is still time to look at them",
    LETTER.format("unknown", 1): "nobody knows whether they went: 1",
    LETTER.format("failed", 5): "not tried any more: 1",
    LETTER.format("failed", 1): "their recipients would not take: 1",
}


@pytest.fixture
def planted(home: Path) -> Iterator[Path]:
    """A home whose database runs with everything wrong in it."""
    with running(home):
        with psycopg.connect(address(home, "postgres").dsn) as mighty:
            mighty.execute("set session_replication_role = replica")  # no foreign keys, no triggers
            for statement in PLANTED:
                mighty.execute(statement.encode())
        yield home


def test_doctor_finds_every_planted_trouble(planted: Path) -> None:
    told = reglament(planted, "doctor")
    assert told.returncode == 1
    assert [words for words in PLANTED.values() if words not in told.stdout] == []


def test_a_missing_calendar_of_the_next_year_is_told_from_october_on() -> None:
    almanac = load_almanac()
    last = max(almanac.years["RU"])
    years = 365.2425 * 24 * 3600 * (last - 2026)
    told = {
        at: [found.values["year"] for found in of_calendars(almanac, at=int(at + years))]
        for at in (SEPTEMBER, OCTOBER)
    }
    assert told == {SEPTEMBER: [], OCTOBER: [last + 1]}


@pytest.mark.parametrize(("apart", "told"), [(0, 0), (5, 0), (-5, 0), (6, 1), (-6, 1)])
def test_clocks_may_differ_by_five_seconds(apart: int, told: int) -> None:
    assert len(list(of_clocks(here=1000, database=1000 + apart))) == told


def test_whoever_should_live_and_whoever_ended_without_a_word_is_late_after_a_minute() -> None:
    pulses = {"watch": 939, "post": 940}
    late = of_processes(pulses, expected=["watch", "serve"], at=1000)
    assert [found.values["name"] for found in late] == ["serve", "watch"]


def test_what_is_no_trouble_is_said_and_needs_nobody() -> None:
    found = of_books(Overview(1000, (), None, {"refused": 3}, {"quarantined": 1}, None, {}, {}, 0))
    assert [(one.code, one.severity) for one in found] == [
        ("letters refused", "note"),
        ("quarantine", "note"),
    ]


def test_healthy_books_have_no_findings() -> None:
    line = LineNow("Line", "small", ("a@example.com",), "1", 3)
    assert list(of_books(Overview(1000, (line,), None, {"ready": 2}, {"new": 1}, 940, {}, {}, 0))) == []
