"""The roles: one superuser nobody works as, one owner of the database, five that own nothing; and the SQL that makes them."""

from collections.abc import Mapping, Sequence

DATABASE = "reglament"
SUPERUSER = "postgres"
OWNER = "reglament_owner"
BACKUP = "desk_backup"
DESK_ROLES = ("desk_web", "desk_worker", "desk_ingest", "desk_audit", BACKUP)
ROLES = (OWNER, *DESK_ROLES)

# Seconds somebody waits for a page or a letter for an answer: nothing of theirs may hold a lock or a snapshot for long.
SHORT_OF_BREATH: Mapping[str, str] = {
    "lock_timeout": "2s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "30s",
}
IN_A_HURRY = ("desk_web", "desk_worker", "desk_ingest")


def role_attributes(role: str) -> str:
    """LOGIN and nothing more, but for backups, which must read every row and every file."""
    more = "BYPASSRLS REPLICATION" if role == BACKUP else "NOBYPASSRLS NOREPLICATION"
    return f"LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE {more}"


def make_role(role: str, password: str) -> Sequence[str]:
    """Statements for one role. Names are ours and passwords url-safe, so neither needs quoting."""
    statements = [f"CREATE ROLE {role} {role_attributes(role)} PASSWORD '{password}'"]
    statements += make_impatient(role)
    if role == BACKUP:
        statements.append(f"GRANT pg_read_all_data TO {role}")
    return statements


def make_impatient(role: str) -> Sequence[str]:
    """Statements that set the limits of a role that has some."""
    limits = SHORT_OF_BREATH if role in IN_A_HURRY else {}
    return [f"ALTER ROLE {role} SET {name} = '{value}'" for name, value in limits.items()]


def close_to_strangers(database: str) -> Sequence[str]:
    """Only the roles of the desk may connect, and only the owner may make anything."""
    return (
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO {', '.join(DESK_ROLES)}",
    )


def make_database(name: str) -> Sequence[str]:
    return (
        f"CREATE DATABASE {name} OWNER {OWNER}",
        *close_to_strangers(name),
        "REVOKE ALL ON DATABASE postgres FROM PUBLIC",
        "REVOKE ALL ON DATABASE template1 FROM PUBLIC",
    )
