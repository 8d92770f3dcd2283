"""The server that DATABASE_URL names: roles made where the login may, and words for its keeper where it may not."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from reglament.config.postgres import DatabaseTrouble, address, start, stop
from reglament.config.postgres.real_server import prepare
from reglament.config.postgres.roles import DESK_ROLES, make_role


@pytest.fixture(scope="module")
def strange_server(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The superuser's way into a server that knows none of the desk's roles."""
    place = tmp_path_factory.mktemp("strange") / "server"
    shutil.copytree(pattern, place)
    start(place)
    to = address(place, "postgres", dbname="postgres").dsn
    with psycopg.connect(to, autocommit=True) as connection:
        connection.execute("DROP DATABASE reglament")
        forget(connection)
    yield to
    stop(place)


@pytest.fixture
def keeper(strange_server: str) -> Iterator[psycopg.Connection]:
    """Whoever keeps that server, and has made a database on it."""
    with psycopg.connect(strange_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE elsewhere")
        yield connection
        connection.execute("DROP DATABASE elsewhere")
        forget(connection)


def forget(connection: psycopg.Connection) -> None:
    known = connection.execute("SELECT rolname FROM pg_roles WHERE rolname ~ '^(desk_|reglament_|modest)'")
    for (role,) in known.fetchall():
        connection.execute(f"DROP OWNED BY {role}; DROP ROLE {role}".encode())


def url_of(keeper: psycopg.Connection, login: str = "postgres", password: str | None = None) -> str:
    return psycopg.conninfo.make_conninfo(
        keeper.info.dsn, dbname="elsewhere", user=login, password=password or keeper.info.password
    )


def test_missing_roles_are_made_and_can_connect_twice_over(
    keeper: psycopg.Connection, tmp_path: Path
) -> None:
    url = url_of(keeper)
    prepare(url, home=tmp_path / "home")
    prepare(url, home=tmp_path / "home")
    for role in DESK_ROLES:
        with psycopg.connect(address(tmp_path / "home", role, database_url=url).dsn) as connection:
            assert connection.execute("SELECT current_user, current_database()").fetchone() == (
                role,
                "elsewhere",
            )
    owner = address(tmp_path / "home", "reglament_owner", database_url=url)
    assert (owner.user, owner.dbname) == ("postgres", "elsewhere")


def test_a_login_that_may_not_is_told_what_to_ask_for(keeper: psycopg.Connection, tmp_path: Path) -> None:
    keeper.execute("CREATE ROLE modest LOGIN PASSWORD 'modest'")
    keeper.execute("ALTER DATABASE elsewhere OWNER TO modest")
    with pytest.raises(DatabaseTrouble, match="permission denied to create role") as trouble:
        prepare(url_of(keeper, "modest", "modest"), home=tmp_path / "home")
    assert "CREATE ROLE desk_web LOGIN NOSUPERUSER" in trouble.value.remedy
    assert "PASSWORD '…'" in trouble.value.remedy
    secrets = tmp_path / "home" / "server" / "secrets"
    assert str(secrets) in trouble.value.remedy
    # The keeper does as asked; nothing else is left to do.
    for statement in make_role("desk_web", (secrets / "desk_web").read_text().strip()):
        keeper.execute(statement.encode())
    with psycopg.connect(
        address(tmp_path / "home", "desk_web", database_url=url_of(keeper, "modest", "modest")).dsn
    ) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("desk_web",)


def test_a_role_without_limits_is_given_them_where_the_login_may(
    keeper: psycopg.Connection, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    prepare(url_of(keeper), home=home)
    keeper.execute("ALTER ROLE desk_web RESET ALL")
    keeper.execute("CREATE ROLE modest LOGIN PASSWORD 'modest'")
    keeper.execute("ALTER DATABASE elsewhere OWNER TO modest")
    said = {}
    for login in ("modest", "postgres"):
        prepare(url_of(keeper, login, "modest" if login == "modest" else None), home=home)
        with psycopg.connect(address(home, "desk_web", database_url=url_of(keeper)).dsn) as connection:
            said[login] = connection.execute("SHOW statement_timeout").fetchone()
    assert said == {"modest": ("0",), "postgres": ("30s",)}


def test_a_role_whose_password_is_not_here_is_named(keeper: psycopg.Connection, tmp_path: Path) -> None:
    prepare(url_of(keeper), home=tmp_path / "first")
    with pytest.raises(DatabaseTrouble, match="There is no password of the role «desk_web»"):
        prepare(url_of(keeper), home=tmp_path / "second")


@pytest.mark.parametrize(
    ("attribute", "says"), [("SUPERUSER", "is a superuser"), ("BYPASSRLS", "may pass by row-level security")]
)
def test_a_role_that_may_too_much_is_refused(
    keeper: psycopg.Connection, tmp_path: Path, attribute: str, says: str
) -> None:
    keeper.execute(f"CREATE ROLE desk_web LOGIN {attribute}".encode())
    with pytest.raises(DatabaseTrouble, match=f"«desk_web» {says}"):
        prepare(url_of(keeper), home=tmp_path / "home")


def test_a_role_that_owns_the_database_is_refused(keeper: psycopg.Connection, tmp_path: Path) -> None:
    keeper.execute("CREATE ROLE desk_worker LOGIN")
    keeper.execute("ALTER DATABASE elsewhere OWNER TO desk_worker")
    with pytest.raises(DatabaseTrouble, match="«desk_worker» owns the database"):
        prepare(url_of(keeper), home=tmp_path / "home")


def test_a_database_in_another_encoding_is_refused(keeper: psycopg.Connection, tmp_path: Path) -> None:
    keeper.execute("CREATE DATABASE koi ENCODING 'KOI8R' TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'")
    url = psycopg.conninfo.make_conninfo(url_of(keeper), dbname="koi")
    with pytest.raises(DatabaseTrouble, match="keeps text as KOI8R"):
        prepare(url, home=tmp_path / "home")


def test_a_database_that_knows_no_russian_letters_is_refused(
    keeper: psycopg.Connection, tmp_path: Path
) -> None:
    keeper.execute("CREATE DATABASE plain TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'")
    url = psycopg.conninfo.make_conninfo(url_of(keeper), dbname="plain")
    with pytest.raises(DatabaseTrouble, match="no Russian word would be found"):
        prepare(url, home=tmp_path)


def test_a_server_out_of_reach_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(DatabaseTrouble, match="cannot be reached") as trouble:
        prepare(f"postgresql://somebody:hidden@127.0.0.1:1/{tmp_path.name}", home=tmp_path)
    assert "hidden" not in str(trouble.value)
    assert trouble.value.where == f"127.0.0.1:1/{tmp_path.name}"


def test_an_unknown_role_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseTrouble, match="There is no role «boss»"):
        address(tmp_path, "boss")


def test_what_else_the_address_says_is_kept_for_every_role(tmp_path: Path) -> None:
    url = (
        "postgresql://keeper:p%40ss@db.example.com:6432/desk?sslmode=verify-full&application_name=two%20words"
    )
    owner = address(tmp_path, "reglament_owner", database_url=url)
    assert (owner.host, owner.port, owner.dbname, owner.user, owner.password) == (
        *("db.example.com", 6432, "desk"),
        *("keeper", "p@ss"),
    )
    assert psycopg.conninfo.conninfo_to_dict(owner.dsn) == psycopg.conninfo.conninfo_to_dict(url)
    assert psycopg.conninfo.conninfo_to_dict(owner.url) == psycopg.conninfo.conninfo_to_dict(url)


@pytest.mark.parametrize("url", ["postgresql://a@b:seven/c", "what is this", "postgresql://a@b:1,c:2/d"])
def test_an_address_that_cannot_be_read_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(DatabaseTrouble, match="cannot be read"):
        prepare(url, home=tmp_path)
