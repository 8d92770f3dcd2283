"""A PostgreSQL this machine has, instead of the one that comes along: a scratch server of it at a home laid out like one of ours."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reglament.config.postgres.account import Account, account_for_new
from reglament.config.postgres.binaries import environment
from reglament.config.postgres.layout import Layout, layout_of, make_socket_folder
from reglament.config.postgres.lock import quiet, waited
from reglament.config.postgres.passwords import make_password
from reglament.config.postgres.port import choose_port, port_answers
from reglament.config.postgres.roles import DATABASE, ROLES, SUPERUSER, make_database, make_role

NAMED_BY = "REGLAMENT_TEST_POSTGRES"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "jit": "off",
    "max_connections": "60",
    "random_page_cost": "1.1",
    "timezone": "UTC",
}


def named() -> Path | None:
    """The folder of programs that the environment names."""
    folder = os.environ.get(NAMED_BY)
    return Path(folder) if folder else None


@contextmanager
def served_by(programs: Path, home: Path) -> Iterator[None]:
    """It runs inside the block, with our roles and our database."""
    layout, account = layout_of(home), account_for_new(home)
    _make(programs, layout, account)
    port = choose_port(layout)
    settings = {**SETTINGS, "port": str(port), "unix_socket_directories": str(make_socket_folder(layout))}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (layout.log / "server.log").open("wb") as words:
        server = subprocess.Popen(
            [*account.prefix, programs / "postgres", "-D", layout.data, *options],
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            start_new_session=True,
        )
    try:
        for _ in waited(quiet, lambda: ""):
            assert server.poll() is None, (layout.log / "server.log").read_text("utf-8")
            if port_answers(port):
                break
        yield
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def _make(programs: Path, layout: Layout, account: Account) -> None:
    for folder in (layout.folder, layout.secrets, layout.run, layout.log):
        folder.mkdir(mode=0o700, parents=True)
        account.owns(folder)
    make_password(layout.secrets, SUPERUSER)
    account.owns(layout.secrets / SUPERUSER)
    asked = (f"--pgdata={layout.data}", f"--username={SUPERUSER}", f"--pwfile={layout.secrets / SUPERUSER}")
    how = ("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-sync")
    _expect(account.run([programs / "initdb", *asked, *how]))
    statements = [line for role in ROLES for line in make_role(role, make_password(layout.secrets, role))]
    says = "".join(f"{statement};\n\n" for statement in (*statements, *make_database(DATABASE)))
    single: list[str | Path] = [
        programs / "postgres",
        "--single",
        "-j",
        "-D",
        layout.data,
        "-c",
        "exit_on_error=on",
        "postgres",
    ]
    _expect(account.run(single, says=says))


def _expect(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stderr
