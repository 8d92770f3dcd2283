"""Making a database: what it holds, whom it lets in, and what refuses to be made over."""

import json
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from reglament.config.postgres import DatabaseTrouble, address, init, is_initialised
from reglament.config.postgres.account import account_of
from reglament.config.postgres.binaries import binary
from reglament.config.postgres.layout import layout_of
from reglament.config.postgres.roles import DESK_ROLES, OWNER, ROLES, SUPERUSER
from reglament.config.postgres.scratch import scratch

MAKE = "import sys, pathlib; from reglament.config.postgres import init; init(pathlib.Path(sys.argv[1]), scratch=True, tell=print)"


def known_identity(home: Path) -> dict[str, int]:
    known: dict[str, int] = json.loads((home / "postgres" / "identity.json").read_text())
    return known


def setting(home: Path, name: str, role: str = SUPERUSER) -> str:
    with psycopg.connect(address(home, role).dsn) as connection:
        row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    assert row is not None
    return str(row[0])


def test_a_real_home_waits_for_its_disk_even_when_started_for_tests(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert not is_initialised(home)
    init(home)
    assert is_initialised(home)
    with scratch(home):
        found = {
            name: setting(home, name) for name in ("fsync", "full_page_writes", "synchronous_commit", "jit")
        }
        assert found == {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "jit": "off"}
        assert setting(home, "data_checksums") == "on"
        assert setting(home, "shared_buffers") == "256MB"
        assert setting(home, "wal_level") == "replica"
        assert setting(home, "max_connections") == "60"


@pytest.mark.parametrize("role", [*ROLES, SUPERUSER])
@pytest.mark.parametrize("way", ["dsn", "url", "loopback"])
def test_every_role_connects_by_its_own_password(served: Path, role: str, way: str) -> None:
    to = address(served, role)
    told = {
        "dsn": to.dsn,
        "url": to.url,
        "loopback": psycopg.conninfo.make_conninfo(to.dsn, host="127.0.0.1"),
    }
    with psycopg.connect(told[way]) as connection:
        assert connection.execute("SELECT session_user, current_database()").fetchone() == (role, "reglament")


@pytest.mark.parametrize("host", [None, "127.0.0.1"])
def test_a_wrong_password_lets_nobody_in(served: Path, host: str | None) -> None:
    to = address(served, SUPERUSER)
    wrong = psycopg.conninfo.make_conninfo(to.dsn, password=to.password[::-1], host=host or to.host)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_no_role_of_the_desk_is_a_superuser_or_owns_anything(served: Path) -> None:
    with psycopg.connect(address(served, SUPERUSER).dsn) as connection:
        mighty = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND (rolsuper OR rolcreaterole OR rolcreatedb)",
            [list(ROLES)],
        ).fetchall()
        passing = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND (rolbypassrls OR rolreplication)",
            [list(ROLES)],
        ).fetchall()
        owner = connection.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'reglament'"
        ).fetchone()
        owning = connection.execute(
            "SELECT deptype FROM pg_shdepend WHERE refobjid::regrole::text = ANY(%s) AND deptype = 'o'",
            [list(DESK_ROLES)],
        ).fetchall()
    assert (mighty, passing, owner, owning) == ([], [("desk_backup",)], (OWNER,), [])


@pytest.mark.parametrize("role", DESK_ROLES)
def test_a_role_of_the_desk_makes_no_table(served: Path, role: str) -> None:
    with psycopg.connect(address(served, role).dsn) as connection:
        for table in ("mine", "pg_temp.mine"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"CREATE TABLE {table} (x int)".encode())
            connection.rollback()


def test_a_role_of_the_desk_enters_no_other_database(served: Path) -> None:
    for dbname in ("postgres", "template1"):
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(address(served, "desk_web", dbname=dbname).dsn)


def test_the_owner_makes_tables_and_the_backup_reads_them(served: Path) -> None:
    with psycopg.connect(address(served, OWNER).dsn) as connection:
        connection.execute("CREATE TABLE noted AS SELECT 'kept' AS word")
        connection.execute("ALTER TABLE noted ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    with psycopg.connect(address(served, "desk_backup").dsn) as connection:
        assert connection.execute("SELECT word FROM noted").fetchall() == [("kept",)]


def test_the_backup_role_may_copy_the_whole_server_and_others_may_not(served: Path) -> None:
    with closing(psycopg.connect(address(served, "desk_backup").dsn, replication="true")) as connection:
        answer = connection.pgconn.exec_(b"IDENTIFY_SYSTEM")
        assert answer.get_value(0, 0) == str(known_identity(served)["system_identifier"]).encode()
    with pytest.raises(psycopg.OperationalError, match="permission denied to start WAL sender"):
        psycopg.connect(address(served, "desk_web").dsn, replication="true")


@pytest.mark.parametrize("role", ["desk_web", "desk_worker", "desk_ingest"])
def test_whoever_is_waited_for_holds_nothing_for_long(served: Path, role: str) -> None:
    names = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
    assert [setting(served, name, role) for name in names] == ["2s", "30s", "30s"]


def test_text_is_compared_by_code_point_whatever_the_machine_speaks(served: Path) -> None:
    with psycopg.connect(address(served, "desk_web").dsn) as connection:
        row = connection.execute(
            "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding), upper('ёж')"
            " FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert row == ("b", "C.UTF-8", "UTF8", "ЁЖ")


def test_every_password_is_its_owners_alone_and_no_two_are_alike(pattern: Path) -> None:
    files = sorted((pattern / "postgres" / "secrets").iterdir())
    assert [path.name for path in files] == sorted([*ROLES, SUPERUSER])
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert len({path.read_text() for path in files}) == len(files)


def test_an_address_shows_no_password_when_printed(served: Path) -> None:
    to = address(served, "desk_web")
    assert to.password not in repr(to)


def test_the_identity_is_what_postgresql_itself_says(pattern: Path) -> None:
    layout = layout_of(pattern)
    said = account_of(layout).run([binary("pg_controldata"), layout.data]).stdout
    known = known_identity(pattern)
    assert f"Database system identifier:           {known['system_identifier']}\n" in said
    assert known["major"] == 18


def test_a_database_is_not_made_twice(hollow_home: Path) -> None:
    before = (hollow_home / "postgres" / "identity.json").read_bytes()
    with pytest.raises(DatabaseTrouble, match="There is a database here already"):
        init(hollow_home)
    assert (hollow_home / "postgres" / "identity.json").read_bytes() == before


def test_files_without_an_identity_are_left_alone(hollow_home: Path) -> None:
    (hollow_home / "postgres" / "identity.json").unlink()
    with pytest.raises(DatabaseTrouble, match="files without an identity"):
        init(hollow_home)
    assert (hollow_home / "postgres" / "data" / "PG_VERSION").exists()


def test_a_making_that_was_killed_leaves_nothing_in_place_and_the_next_succeeds(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with subprocess.Popen(
        [sys.executable, "-c", MAKE, home], stdout=subprocess.PIPE, start_new_session=True
    ) as maker:
        assert maker.stdout is not None
        maker.stdout.readline()
        while not (home / "postgres.making" / "data" / "PG_VERSION").exists():
            assert maker.poll() is None
        maker.send_signal(signal.SIGKILL)
    assert (is_initialised(home), (home / "postgres").exists()) == (False, False)
    init(home, scratch=True)
    assert is_initialised(home)
    assert not (home / "postgres.making").exists()


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseTrouble, match="refused while making the database: Not a directory"):
        init(tmp_path / "file" / "home")
