"""Where a role connects: the parts of an address, as one conninfo line or one URL."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote, urlencode

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from reglament.config.postgres.layout import layout_of, socket_folder
from reglament.config.postgres.passwords import read_password
from reglament.config.postgres.port import recorded_port
from reglament.config.postgres.roles import DATABASE, OWNER, ROLES, SUPERUSER
from reglament.config.postgres.trouble import DatabaseTrouble

PARTS = ("host", "port", "dbname", "user", "password")


@dataclass(frozen=True, slots=True)
class Address:
    """One role's way in. A host that begins with a slash is the folder of a unix socket."""

    host: str
    port: int
    dbname: str
    user: str
    password: str = field(repr=False)
    more: tuple[tuple[str, str], ...] = ()  # what else DATABASE_URL says, such as sslmode

    @property
    def dsn(self) -> str:
        parts = {name: str(getattr(self, name)) for name in PARTS}
        return make_conninfo(**parts, **dict(self.more))

    @property
    def url(self) -> str:
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        place = f"{quote(self.host, safe='')}:{self.port}/{quote(self.dbname, safe='')}"
        return (
            f"postgresql://{login}@{place}{'?' if self.more else ''}{urlencode(self.more, quote_via=quote)}"
        )


def address(home: Path, role: str, *, dbname: str = DATABASE, database_url: str | None = None) -> Address:
    """The address of a role in the embedded server of this home, or in the real one that `database_url` names.

    A real server's own login is the owner; passwords of the other roles are kept in `HOME/server/secrets`.
    Raises DatabaseTrouble for an unknown role, a missing password, and a server that was never started.
    """
    if role not in (*ROLES, SUPERUSER):
        raise DatabaseTrouble(
            f"There is no role «{role}».",
            where="the roles of the database",
            remedy="use one of: " + ", ".join(ROLES),
        )
    if database_url is not None:
        return _outside(home, role, database_url)
    layout = layout_of(home)
    password = read_password(layout.secrets, role)
    return Address(str(socket_folder(layout)), recorded_port(layout), dbname, role, password)


def outside_secrets(home: Path) -> Path:
    return home.resolve() / "server" / "secrets"


def outside_owner(database_url: str) -> Address:
    """The login that a database URL (or conninfo line) names. Raises DatabaseTrouble if it is none."""
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(database_url).items()}
        port = int(parts.get("port", "5432"))
    except (ProgrammingError, ValueError) as trouble:
        raise DatabaseTrouble(
            "The address of the database server cannot be read.",
            where="DATABASE_URL",
            remedy="write it as postgresql://login:password@host:port/database, with one host",
        ) from trouble
    host, dbname, user, password = (parts.get(name, "") for name in ("host", "dbname", "user", "password"))
    return Address(
        host, port, dbname, user, password, tuple(pair for pair in parts.items() if pair[0] not in PARTS)
    )


def _outside(home: Path, role: str, database_url: str) -> Address:
    owner = outside_owner(database_url)
    if role in (OWNER, SUPERUSER):
        return owner
    return replace(owner, user=role, password=read_password(outside_secrets(home), role))
