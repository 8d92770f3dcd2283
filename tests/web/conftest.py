"""The floor of pages: real PostgreSQL, virtual time, pages asked without a server between unless a test is about one."""

from tests.books import almanac, as_role, database_name, desk, owner, server, world
from tests.web.cast import behind, browser, town

__all__ = [
    "almanac",
    "as_role",
    "behind",
    "browser",
    "database_name",
    "desk",
    "owner",
    "server",
    "town",
    "world",
]
