"""A connection of one worker: an ordinary one, whose COMMIT may be refused or its answer lost, and which may be cut at any moment."""

from collections.abc import Callable

import psycopg
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import errors

from reglament.config.settings import database
from reglament.config.simulate.fault import Kind

ALIAS = "default"
# Nobody waits long for a lock: whoever holds it was stopped in the middle, and goes on only when the others are through.
PATIENCE = "20ms"


def no_fault() -> Kind | None:
    return None


class Wire(DatabaseWrapper):
    """`committing` is asked at every COMMIT what befalls it."""

    def __init__(self, url: str, committing: Callable[[], Kind | None] = no_fault) -> None:
        settings = database(url)
        settings["OPTIONS"] = {**_options(settings), "options": f"-c timezone=UTC -c lock_timeout={PATIENCE}"}
        defaults: dict[str, object] = {
            "AUTOCOMMIT": True,
            "TIME_ZONE": None,
            "TEST": {},
            "CONN_HEALTH_CHECKS": False,
        }
        super().__init__({**settings, **defaults}, ALIAS)
        self.committing = committing

    def cut(self) -> None:
        """Nothing more comes through. What is open is undone at once, not when the server gets to notice."""
        raw = self.connection
        if raw is None or raw.closed:
            return
        raw.rollback()
        raw.execute("select pg_advisory_unlock_all()")
        raw.rollback()
        raw.close()

    def _commit(self) -> None:
        befalls = self.committing() if self.connection is not None else None
        with self.wrap_database_errors:
            if befalls == "commit refused":
                self.connection.rollback()
                raise errors.SerializationFailure("could not serialize access during COMMIT")
            if befalls == "line cut":
                self.cut()
                raise psycopg.OperationalError("the line was cut before COMMIT arrived")
        super()._commit()  # type: ignore[misc] # the stubs leave it out; commit() is made of it
        if befalls == "answer lost":
            self.cut()
            with self.wrap_database_errors:
                raise psycopg.OperationalError("the answer to COMMIT was lost")


def _options(settings: dict[str, object]) -> dict[str, object]:
    found = settings["OPTIONS"]
    return found if isinstance(found, dict) else {}
