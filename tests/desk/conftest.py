"""The desk floor: real PostgreSQL, virtual time."""

from tests.books import almanac, as_role, database_name, desk, owner, server, world

__all__ = ["almanac", "as_role", "database_name", "desk", "owner", "server", "world"]
