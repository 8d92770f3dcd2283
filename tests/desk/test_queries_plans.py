"""How the database reads lists and words out of many: by the index that was made for it, and only what is shown."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from reglament.config.postgres.address import address
from reglament.desk.queries.cursor import Cursor
from reglament.desk.queries.fetch import rows
from reglament.desk.queries.queue import Only, statement
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer
from tests.books import TEMPLATE, connect, empty
from tests.desk.crowd import COMMON, MIDDLING, RARE, explained, fill, generic, nodes, scanned, touched

STAFF = Viewer("engineer 7", lines=(1, 2))
HALF = UUID(int=1 << 127)
PAGES = {
    "the first page": None,
    "a page behind a due moment": Cursor((2, 1_795_400_000), HALF),
    "a page behind a case without one": Cursor((2, None), HALF),
}
FILTERS = {
    "everything": Only(),
    "mine": Only(mine=True),
    "unassigned": Only(unassigned=True),
    "breached": Only(breached=True),
    "with the snoozed": Only(snoozed=True),
}
INDEXES = {"mine": "case_assignee", "unassigned": "case_unassigned", "breached": "case_breached"}


@pytest.fixture(scope="module")
def crowd(server: Path, owner: psycopg.Connection) -> Iterator[None]:
    """A full database for all tests of this module; this process is connected as the role of pages."""
    empty(owner)
    with psycopg.connect(address(server, "postgres", dbname=TEMPLATE).dsn, autocommit=True) as superuser:
        fill(superuser)
    connect(server, "desk_web", TEMPLATE)
    yield
    connection.close()


def values(after: Cursor | None) -> dict[str, object]:
    found: dict[str, object] = {
        "lines": list(STAFF.lines),
        "who": STAFF.who,
        "team": None,
        "at": 1_795_410_000,
    }
    return found | ({"rank": after.keys[0], "due": after.keys[1], "id": after.id} if after else {})


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("only", FILTERS)
def test_a_page_of_the_queue_reads_only_what_it_shows(page: str, only: str) -> None:
    asked = statement(FILTERS[only], PAGES[page], most=51)
    plan = explained(STAFF, asked, values(PAGES[page]))
    assert set(scanned(plan, "case")) == {INDEXES.get(only, "case_queue")}
    assert set(scanned(plan, "content")) <= {"content_pkey"}
    assert touched(plan, "case") <= 51 * 4 * len(STAFF.lines)
    assert all(node["Actual Rows"] <= 51 * 4 * 2 for node in nodes(plan) if node["Node Type"] == "Sort")


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("page", PAGES)
def test_the_plan_kept_for_any_values_is_as_good(page: str) -> None:
    after = PAGES[page]
    asked = statement(Only(), after, most=51)
    plan = generic(STAFF, asked, values(after))
    assert set(scanned(plan, "case")) == {"case_queue"}


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("word", [COMMON, MIDDLING, RARE, "nothing"])
def test_words_are_found_by_the_indexes_of_words_however_common(word: str) -> None:
    with seen_by(STAFF):
        before = blocks()
        found = rows("select stream, at from desk_search(%(asked)s, 51)", {"asked": word})
        read = {name: count - before[name] for name, count in blocks().items()}
    assert len(found) == {COMMON: 51, MIDDLING: 51, RARE: 2, "nothing": 0}[word]
    assert [at for _, at in found] == sorted((at for _, at in found), reverse=True)
    assert read["sequential scans"] == 0
    # Two thousand and the next of each line are looked at; what is rare besides, by the index of words.
    assert read["rows"] <= 2 * 2 * 2001 + (0 if word in {COMMON, MIDDLING} else 10)


@pytest.mark.usefixtures("crowd")
def test_of_a_second_with_thousands_of_texts_a_common_word_is_found_without_the_index_of_words(
    server: Path,
) -> None:
    with psycopg.connect(address(server, "postgres", dbname=TEMPLATE).dsn) as superuser:
        superuser.execute(
            "update search_row set made_at = 1795500000 where content_id in"
            " (select content_id from search_row order by made_at desc limit 12000)"
        )
        superuser.execute("set local role desk_web")
        superuser.execute("select set_config('desk.lines', '{1,2}', true)")
        found = superuser.execute("select stream, at from desk_search(%s, 51)", [COMMON]).fetchall()
        looked = superuser.execute("select pg_stat_get_xact_numscans('search_words'::regclass)").fetchone()
        superuser.rollback()
    assert [at for _, at in found] == [1795500000] * 51
    assert looked == (0,)


def blocks() -> dict[str, int]:
    """How the table of words was read in this transaction so far."""
    ((sequential, by_index),) = rows(
        "select pg_stat_get_xact_numscans(oid), (select sum(pg_stat_get_xact_tuples_fetched(i.indexrelid)) from pg_index i"
        " where i.indrelid = c.oid) + pg_stat_get_xact_tuples_fetched(c.oid) from pg_class c where relname = 'search_row'",
        {},
    )
    return {"sequential scans": sequential, "rows": int(by_index)}
