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
