"""The floor of filled towns: real PostgreSQL, virtual time."""

from tests.books import almanac, as_role, database_name, owner, server
from tests.filling.small import desk, superuser, town

__all__ = ["almanac", "as_role", "database_name", "desk", "owner", "server", "superuser", "town"]
