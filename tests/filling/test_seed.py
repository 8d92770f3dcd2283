"""The same seed at the same moment gives the same town, to the last byte of every chain."""

from pathlib import Path

import psycopg

from tests.filling.small import made

SMALL = 60
_HEADS = "select name, seq, head from stream order by name"


def heads(
    server: Path, owner: psycopg.Connection, superuser: psycopg.Connection, seed: int
) -> list[tuple[object, ...]]:
    made(server, owner, seed, SMALL)
    return list(superuser.execute(_HEADS).fetchall())


def test_the_same_seed_gives_the_same_heads_and_another_gives_others(
    server: Path, owner: psycopg.Connection, superuser: psycopg.Connection
) -> None:
    first = heads(server, owner, superuser, 3)
    assert len(first) > SMALL
    assert heads(server, owner, superuser, 3) == first
    assert heads(server, owner, superuser, 4) != first
