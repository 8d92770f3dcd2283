"""Who takes messages in may add them and nothing else: its rights are listed by the database itself; and it begins at no broken wall."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from reglament.config.postgres import address, running
from tests.running.conftest import Made, copied
from tests.running.desk import Up, drop, reglament, waits_for

ROLE = "desk_ingest"
EVERYTHING = {"DELETE", "INSERT", "SELECT", "UPDATE"}
# Of messages only what tells whether one came before; of keys only the public halves.
MAY = {
    "inbound": {"INSERT"},
    "line": {"SELECT"},
    "mailbox": {"SELECT"},
    "number": {"SELECT", "UPDATE"},
    "pulse": EVERYTHING,
    "trouble": EVERYTHING,
}
MAY_READ = {
    "inbound": {"id", "mailbox_id", "source_key", "digest", "received_at", "number"},
    "intake_key": {"mailbox_id", "day", "public"},
}
TABLES = """select t.relname, array_agg(p.right) from pg_class t
cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) as p("right")
where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p', 'v', 'm', 'f') and has_table_privilege(%s, t.oid, p.right)
group by 1"""
COLUMNS = """select t.relname, array_agg(distinct a.attname::text) from pg_class t join pg_attribute a on a.attrelid = t.oid
cross join unnest(array['SELECT', 'UPDATE', 'REFERENCES']) as p("right")
where t.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
and has_column_privilege(%s, t.oid, a.attnum, p.right) and not has_table_privilege(%s, t.oid, p.right) group by 1"""
BREAK = "alter table message disable row level security"
MEND = "alter table message enable row level security"


def test_the_role_that_fetches_may_add_messages_and_reads_no_case_and_no_key(
    owner: psycopg.Connection,
) -> None:
    assert {table: set(rights) for table, rights in owner.execute(TABLES, [ROLE])} == MAY
    assert {table: set(names) for table, names in owner.execute(COLUMNS, [ROLE, ROLE])} == MAY_READ


@pytest.fixture(scope="module")
def served(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose database runs."""
    with copied(made, tmp_path_factory.mktemp("walls")) as home, running(home):
        yield home


@pytest.fixture
def broken(served: Path) -> Iterator[Path]:
    """The same with a hole in its wall."""
    with psycopg.connect(address(served, "postgres").dsn, autocommit=True) as mighty:
        mighty.execute(BREAK)
        yield served
        mighty.execute(MEND)


@pytest.mark.parametrize("verb", [("watch",), ("fetch",), ("up", "--once"), ("sending", "release")])
def test_nothing_begins_while_a_wall_is_down(verb: tuple[str, ...], broken: Path) -> None:
    told = reglament(broken, *verb)
    assert told.returncode == 2
    assert "Row-level security of the table message is not enabled. Run the migrations" in told.stderr


def test_letters_can_be_stopped_whatever_wall_is_down(broken: Path) -> None:
    assert reglament(broken, "sending", "hold", "a wall is down").returncode == 0


def test_a_message_is_taken_in_while_nobody_opens_any_and_opened_later(served: Path) -> None:
    drop(served, "first.txt")
    with (
        Up(served, verb="fetch"),
        psycopg.connect(address(served, "postgres").dsn, autocommit=True) as mighty,
    ):
        waits_for(mighty, "select count(*) = 1 from inbound where state = 'new'")
    assert list((served / "console" / "inbox").glob("*.txt")) == []
    with Up(served, verb="post"), psycopg.connect(address(served, "postgres").dsn, autocommit=True) as mighty:
        waits_for(mighty, "select count(*) = 1 from inbound where state = 'done'")
