"""The channels floor: real PostgreSQL, virtual time, letters in a folder."""

import pytest

from tests.books import almanac, as_role, database_name, desk, owner, server, world
from tests.channels.house import House, build

__all__ = ["almanac", "as_role", "database_name", "desk", "owner", "server", "world"]


@pytest.fixture
def house(desk, tmp_path) -> House:  # type: ignore[no-untyped-def]
    return build(desk, tmp_path)
