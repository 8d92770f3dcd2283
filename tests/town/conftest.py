"""The demo town floor: real PostgreSQL, virtual time, one town that every test looks at."""

from tests.books import almanac, as_role, database_name, desk, owner, server, world
from tests.town.lived import lived

__all__ = ["almanac", "as_role", "database_name", "desk", "lived", "owner", "server", "world"]
