"""Rewriting the small tables of keys, so that a destroyed row is in none of their files. Only their owner may."""

import psycopg

TABLES = ("wrapped_key", "intake_key", "blob_key")
PATIENCE = "5s"


def rewrite_keys(owner: str, *, patience: str = PATIENCE) -> None:
    """Rewrite them, each in a moment in which nobody reads it. `owner`: the address of the tables' owner, as conninfo or URL.

    Workers own nothing and a function cannot do it for them: VACUUM runs in no transaction. Raises psycopg.Error where
    others hold a table for longer than `patience`; the purge goes on from here the next time.
    """
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"set lock_timeout = '{patience}'")
        for table in TABLES:
            connection.execute(f"vacuum (full) {table}")
