"""Where a role connects: the parts of an address, as one conninfo line or one URL."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from reglament.config.postgres.layout import layout_of, socket_folder
from reglament.config.postgres.passwords import read_password
from reglament.config.postgres.port import recorded_port
from reglament.config.postgres.roles import DATABASE, OWNER, ROLES, SUPERUSER
from reglament.config.postgres.trouble import DatabaseTrouble


@dataclass(frozen=True, slots=True)
class Address:
    """One role's way in. A host that begins with a slash is the folder of a unix socket."""

    host: str
    port: int
    dbname: str
    user: str
    password: str = field(repr=False)

    @property
    def dsn(self) -> str:
        return make_conninfo(
            host=self.host, port=self.port, dbname=self.dbname, user=self.user, password=self.password
        )

    @property
    def url(self) -> str:
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        return f"postgresql://{login}@{quote(self.host, safe='')}:{self.port}/{quote(self.dbname, safe='')}"


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


def _outside(home: Path, role: str, database_url: str) -> Address:
    parts = {name: str(value) for name, value in conninfo_to_dict(database_url).items()}
    host, port, dbname = parts.get("host", ""), int(parts.get("port", 5432)), parts.get("dbname", "")
    if role in (OWNER, SUPERUSER):
        return Address(host, port, dbname, parts.get("user", ""), parts.get("password", ""))
    return Address(host, port, dbname, role, read_password(outside_secrets(home), role))
