"""Databases of one's own for tests: copied in a moment, apart from each other, as closed as the first."""

from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from reglament.config.postgres import address, is_initialised
from reglament.config.postgres.scratch import copy_database, drop_database
from tests.postgres.conftest import living_in


def test_a_scratch_home_is_made_when_missing_and_stopped_at_the_end(pattern: Path, served: Path) -> None:
    assert is_initialised(pattern)
    assert living_in(pattern) == []
    with psycopg.connect(address(served, "desk_web").dsn) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("off",)


def test_a_copy_holds_what_the_template_holds_and_goes_its_own_way(served: Path) -> None:
    copy_database(served, template="reglament", name="template_of_tests")
    with psycopg.connect(address(served, "reglament_owner", dbname="template_of_tests").dsn) as connection:
        connection.execute("CREATE TABLE town AS SELECT 'Kirov' AS name")
    copy_database(served, template="template_of_tests", name="first")
    copy_database(served, template="template_of_tests", name="second")
    with psycopg.connect(address(served, "reglament_owner", dbname="first").dsn) as connection:
        connection.execute("DELETE FROM town")
    with closing(psycopg.connect(address(served, "reglament_owner", dbname="second").dsn)) as connection:
        assert connection.execute("SELECT name FROM town").fetchall() == [("Kirov",)]
        drop_database(served, "second")
    drop_database(served, "second")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(address(served, "reglament_owner", dbname="second").dsn)


def test_a_copy_lets_in_the_roles_of_the_desk_and_nobody_else(served: Path) -> None:
    copy_database(served, template="reglament", name="closed")
    with psycopg.connect(address(served, "postgres", dbname="closed").dsn) as connection:
        connection.execute("CREATE ROLE passer_by LOGIN")
        found = connection.execute(
            "SELECT rolname FROM pg_roles WHERE has_database_privilege(rolname, 'closed', 'CONNECT')"
            " AND (rolname LIKE 'desk%' OR rolname = 'passer_by') ORDER BY 1"
        ).fetchall()
    assert [name for (name,) in found] == [
        "desk_audit",
        "desk_backup",
        "desk_ingest",
        "desk_web",
        "desk_worker",
    ]
