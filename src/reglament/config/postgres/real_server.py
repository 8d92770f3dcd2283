"""The server that DATABASE_URL names, made ready: its version, its roles, and what to ask its keeper for."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.rows import class_row

from reglament.config.postgres.address import outside_owner, outside_secrets
from reglament.config.postgres.passwords import make_password, read_password
from reglament.config.postgres.roles import BACKUP, DESK_ROLES, close_to_strangers, make_impatient, make_role
from reglament.config.postgres.trouble import DatabaseTrouble

OLDEST = 15
PATIENCE = 10  # seconds for a connection


@dataclass(frozen=True, slots=True)
class _Found:
    rolname: str
    rolsuper: bool
    rolbypassrls: bool
    owns: bool
    limited: bool


def prepare(database_url: str, *, home: Path) -> None:
    """Check a real server and make the desk's roles there where the given login may; their passwords go to the home.

    The given login stays the owner of what the desk makes. Raises DatabaseTrouble in words for whoever keeps the server.
    """
    owner = outside_owner(database_url)
    where = f"{owner.host}:{owner.port}/{owner.dbname}"
    try:
        connection = psycopg.connect(owner.dsn, connect_timeout=PATIENCE)
    except psycopg.OperationalError as trouble:
        raise DatabaseTrouble(
            f"The database server cannot be reached: {trouble}",
            where=where,
            remedy="check DATABASE_URL: postgresql://login:password@host:port/database",
        ) from trouble
    with connection:
        _refuse_unfit(connection, where)
        _have_roles(connection, outside_secrets(home), where)


def _refuse_unfit(connection: psycopg.Connection, where: str) -> None:
    major = connection.info.server_version // 10_000
    if major < OLDEST:
        raise DatabaseTrouble(
            f"The server is PostgreSQL {major}; the desk needs {OLDEST} or newer.",
            where=where,
            remedy="upgrade it",
        )
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise DatabaseTrouble(
            f"The database keeps text as {encoding}; the desk needs UTF8.",
            where=where,
            remedy="CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0, and name it in DATABASE_URL",
        )
    if connection.execute("SELECT lower('П') = 'п'").fetchone() != (True,):
        raise DatabaseTrouble(
            "The database does not know letters beyond ASCII, so no Russian word would be found in another case or form.",
            where=where,
            remedy="CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0, and name it in DATABASE_URL",
        )


def _have_roles(connection: psycopg.Connection, secrets: Path, where: str) -> None:
    found = _roles(connection)
    for known in found.values():
        _refuse_too_mighty(known, where)
    secrets.mkdir(mode=0o700, parents=True, exist_ok=True)
    for role in DESK_ROLES:
        if role in found:
            read_password(secrets, role)
            if not found[role].limited:
                _limit(connection, role)
            continue
        # A password without its role was kept by an attempt that was refused or cut short.
        kept = (secrets / role).exists()
        password = read_password(secrets, role) if kept else make_password(secrets, role)
        _execute(connection, make_role(role, password), make_role(role, "…"), where, secrets)
    database = sql.Identifier(connection.info.dbname).as_string(connection)
    closing = close_to_strangers(database)
    _execute(connection, closing, closing, where, secrets)


def _limit(connection: psycopg.Connection, role: str) -> None:
    """Set the limits of a role somebody else has made, if that is allowed; our own connections ask for them in any case."""
    with suppress(psycopg.errors.InsufficientPrivilege), connection.transaction():
        for statement in make_impatient(role):
            connection.execute(statement.encode())


def _roles(connection: psycopg.Connection) -> Mapping[str, _Found]:
    query = """
        SELECT rolname, rolsuper, rolbypassrls,
               EXISTS (SELECT FROM pg_database WHERE datname = current_database() AND datdba = r.oid) AS owns,
               coalesce(rolconfig::text LIKE '%%statement_timeout%%', false) AS limited
          FROM pg_roles r WHERE rolname = ANY(%s)
    """
    with connection.cursor(row_factory=class_row(_Found)) as cursor:
        return {row.rolname: row for row in cursor.execute(query, [list(DESK_ROLES)])}


def _refuse_too_mighty(role: _Found, where: str) -> None:
    might = (
        "is a superuser"
        if role.rolsuper
        else "owns the database"
        if role.owns
        else "may pass by row-level security"
    )
    if role.rolsuper or role.owns or (role.rolbypassrls and role.rolname != BACKUP):
        raise DatabaseTrouble(
            f"The role «{role.rolname}» {might}, so one customer could be shown another's cases.",
            where=where,
            remedy=f"ALTER ROLE {role.rolname} NOSUPERUSER NOBYPASSRLS; let another role own the database",
        )


def _execute(
    connection: psycopg.Connection,
    statements: Sequence[str],
    shown: Sequence[str],
    where: str,
    secrets: Path,
) -> None:
    try:
        for statement in statements:
            connection.execute(statement.encode())
    except psycopg.errors.InsufficientPrivilege as trouble:
        lines = "".join(f"\n    {statement};" for statement in shown)
        raise DatabaseTrouble(
            f"The login of DATABASE_URL may not do what the desk needs: {trouble.diag.message_primary}.",
            where=where,
            remedy=f"ask whoever keeps the server to run this, each role with the password its file in {secrets} has:{lines}",
        ) from trouble
