"""The town's half year: every screen and report has something to show, the books hold, and the same present gives the same books."""

import fcntl
import json
from hashlib import sha256

import pytest
from django.db.models import Model

from reglament.cli.trouble import Trouble
from reglament.config.connecting import connect_as
from reglament.config.examine import of_books
from reglament.config.home import Home
from reglament.config.town_books import BEGUN, LOCK, have_town
from reglament.config.working import open_working_desk
from reglament.desk.acts.seal import WITNESS
from reglament.desk.acts.verify import verify
from reglament.desk.content.safe import Safe
from reglament.desk.content.words import differing_words
from reglament.desk.ledger.log_keys import read_published
from reglament.desk.ledger.witness import Witness
from reglament.desk.models import (
    ArticleVersion,
    Banner,
    Checkpoint,
    LegalHold,
    Maintenance,
    Participant,
    Problem,
    ProblemCase,
    ProductMode,
    Purge,
    Summary,
)
from reglament.desk.queries.overview import overview
from reglament.desk.record.rebuild import rebuild
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Absence, Shift
from tests.town.lived import CASES, PRESENT, Lived

LINES = ("Monq", "Smart Monitor", "Dallas Lock", "Digit PROконтакт", "Конус")
CASES_BY_LINE = """select l.name, count(*) filter (where c.status = 'open'), count(*) filter (where c.breached),
  count(*) filter (where c.status = 'refused'), count(*) filter (where c.status = 'closed'),
  (select count(*) from event e join stream s on s.id = e.stream_id where s.line_id = l.id and e.type = 'paused')
from "case" c join line l on l.id = c.line_id group by l.id, l.name"""
# Keys by which lists sort or filter: each has to differ between cases.
COLUMNS = (
    "status",
    "rank",
    "due_at",
    "due_metric",
    "breached",
    "paused",
    "assignee",
    "closed_at",
    "zone",
    "axes",
)
EVENTS = {
    "received", "registered", "identified", "assigned", "classified", "marked", "replied", "paused", "resumed", "refused",
    "closed", "reopened", "estimated", "estimate accepted", "work logged", "charged", "corrected", "extended", "linked",
    "asked", "supplied", "held", "delivered", "failed", "purged", "granted", "contact removed",
}  # fmt: skip


THINGS: tuple[type[Model], ...] = (
    Absence, ArticleVersion, Banner, Checkpoint, LegalHold, Maintenance, Participant, Problem, ProblemCase, ProductMode,
    Purge, Shift, Summary,
)  # fmt: skip


def digest(lived: Lived) -> str:
    """The whole of the books in one word: each stream's head hangs on all its events, prose and moments."""
    heads = lived.rows("select name, seq, encode(head, 'hex') from stream order by id")
    board = lived.rows('select id, status, due_at, breached, axes::text from "case" order by id')
    letters = lived.rows("select id, state, queued_at, sent_at from letter order by id")
    return sha256(repr((heads, board, letters)).encode()).hexdigest()


def test_the_town_has_its_customers_and_its_cases(lived: Lived) -> None:
    assert lived.figures.customers == 25
    assert lived.figures.cases > CASES
    assert 0 < lived.figures.open < lived.figures.cases
    assert lived.figures.breached > 0


def test_nothing_of_the_history_lies_after_the_present(lived: Lived) -> None:
    ((latest,),) = lived.rows("select max(known_at) from event")
    assert isinstance(latest, int)
    assert latest <= PRESENT


@pytest.mark.parametrize("line", LINES)
def test_every_regulation_has_open_breached_refused_closed_and_paused_cases(lived: Lived, line: str) -> None:
    found = {row[0]: row[1:] for row in lived.rows(CASES_BY_LINE)}[line]
    told = dict(zip(("open", "breached", "refused", "closed", "paused"), found, strict=True))
    wanted = set(told) - ({"paused"} if line == "Dallas Lock" else set())  # its document knows no pause
    assert {name for name in wanted if not told[name]} == set()


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_of_the_board_tells_cases_apart(lived: Lived, column: str) -> None:
    stands = [row[0] for row in lived.rows('select to_jsonb(c)::text from "case" c')]
    assert len({str(json.loads(str(one))[column]) for one in stands}) > 1


def test_every_kind_of_thing_that_can_happen_to_a_case_has_happened(lived: Lived) -> None:
    happened = {row[0] for row in lived.rows("select distinct type from event")}
    assert EVENTS - happened == set()


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("thing", THINGS)
def test_things_beside_cases_are_there_too(thing: type[Model]) -> None:
    with seen_by(SYSTEM):
        assert thing._default_manager.exists()  # noqa: SLF001 - Django's own way


def test_a_message_nobody_could_take_is_set_apart_and_looked_at(lived: Lived) -> None:
    query = "select count(*) > 0, count(due_at) from inbound where state = 'quarantined'"
    assert lived.rows(query) == [(True, 0)]


@pytest.mark.usefixtures("lived")
def test_a_town_that_was_just_made_gives_a_doctor_nothing_to_treat() -> None:
    found = list(of_books(overview(viewer=SYSTEM, at=PRESENT)))
    assert {one.code for one in found} == {"letters refused"}
    assert {one.severity for one in found} == {"note"}


def test_board_alarms_and_search_stand_as_the_events_say(lived: Lived) -> None:
    desk = open_working_desk(lived.home)
    assert [found for found in rebuild(desk=desk, write=False) if found is not None] == []
    assert durably(SYSTEM, differing_words) == {}


def test_the_history_verifies(lived: Lived) -> None:
    connect_as(lived.home, "desk_audit")
    try:
        keys = read_published(folder=lived.home.log_keys)
        audit = verify(keys=keys, witness=Witness(lived.home.witness / WITNESS), safe=Safe())
        assert audit.flaws == []
    finally:
        connect_as(lived.home, "desk_worker")


def test_two_processes_do_not_make_the_town_at_once(lived: Lived) -> None:
    with (lived.home.run / LOCK).open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        with pytest.raises(Trouble):
            have_town(
                lived.home, lambda _: None, present_at=None, cases=0, reached=lambda _done, _total: None
            )


def test_a_town_that_was_cut_short_is_begun_anew_and_comes_out_the_same(lived: Lived) -> None:
    before = digest(lived)
    home: Home = lived.home
    (home.folder / BEGUN).write_text(f'{{"present_at": {PRESENT}, "cases": {CASES}}}', encoding="utf-8")
    have_town(home, lambda _: None, present_at=None, cases=0, reached=lambda _done, _total: None)
    assert digest(lived) == before
    assert not (home.folder / BEGUN).exists()
