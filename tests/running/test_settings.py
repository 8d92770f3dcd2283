"""The address of a database as settings read it."""

from reglament.config.settings import database


def test_an_address_is_read_with_whatever_its_owner_added() -> None:
    read = database(
        "postgresql://desk_web:p%40ss@%2Fsrv%2Fmy%20run:5433/desk?sslmode=require&connect_timeout=3"
    )
    assert [read[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "desk_web",
        "p@ss",
        "/srv/my run",
        "5433",
        "desk",
    ]
    options = read["OPTIONS"]
    assert isinstance(options, dict)
    assert (options["sslmode"], options["connect_timeout"]) == ("require", "3")
    assert options["options"] == "-c timezone=UTC"


def test_what_a_connection_asks_of_the_server_is_said_when_it_is_made() -> None:
    options = database("postgresql://desk_web@db/desk", {"statement_timeout": "30s"})["OPTIONS"]
    assert isinstance(options, dict)
    assert options["options"] == "-c timezone=UTC -c statement_timeout=30s"
