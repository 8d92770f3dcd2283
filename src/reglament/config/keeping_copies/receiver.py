"""The program that writes the server's log elsewhere as it grows, and the place the server keeps for it."""

import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from psycopg.conninfo import make_conninfo

from reglament.cli.trouble import Trouble
from reglament.config.home import Home
from reglament.config.postgres import address
from reglament.config.postgres.binaries import binary, environment
from reglament.config.postgres.passwords import write_private
from reglament.config.postgres.roles import BACKUP

# The server keeps what this place has not been given yet, up to `max_slot_wal_keep_size`, however long nobody comes for it.
SLOT = "reglament_tail"
PATIENCE = 10.0
_LOOK = """select active, coalesce(wal_status, ''), coalesce(pg_wal_lsn_diff(pg_current_wal_flush_lsn(), restart_lsn), 0)::bigint
from pg_replication_slots where slot_name = %s"""


@dataclass(frozen=True, slots=True)
class Place:
    """How far the tail is: whether somebody writes it, the server's word for what it kept, octets that are not written yet."""

    active: bool
    status: str
    behind: int


def look() -> Place | None:
    """Look, as whatever role this process is connected as; None: no tail was ever kept."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, (SLOT,))
        row = cursor.fetchone()
    return None if row is None else Place(*row)


@dataclass(slots=True)
class Receiver:
    """Puts every piece of the log on the disk before it says that it has it."""

    home: Home
    process: subprocess.Popen[str] | None = None

    def start(self, folder: Path) -> None:
        """Write the log into a folder from now on. Raises Trouble where the server or the folder refuses."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as trouble:
            raise Trouble("tail folder", path=folder, reason=trouble.strerror) from None
        self._ask("--create-slot", "--if-not-exists")
        # If we are killed, it is told to end: two that write one folder would be in each other's way.
        leash = [found, "--pdeathsig", "TERM"] if (found := shutil.which("setpriv")) else []
        self.process = subprocess.Popen(  # noqa: S603 - our own binary
            [*leash, *self._command("--synchronous", f"--directory={folder}")],
            env=environment(),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ended(self) -> str | None:
        """Its last words, if it has ended; None while it lives."""
        if self.process is None or self.process.poll() is None:
            return None
        words = self.process.stderr.read() if self.process.stderr else ""
        return words.strip() or f"code {self.process.returncode}"

    def stop(self) -> None:
        """End it; nothing of what it has written is lost by that."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stderr is not None:
            self.process.stderr.close()
        self._password.unlink(missing_ok=True)

    def forget(self) -> None:
        """Have the server keep nothing for a tail any more. Raises Trouble where it keeps nothing, or somebody writes it."""
        self._ask("--drop-slot")
        self._password.unlink()

    def _ask(self, *options: str) -> None:
        done = subprocess.run(  # noqa: S603 - our own binary
            self._command(*options), env=environment(), capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            self._password.unlink()
            raise Trouble("tail refused", reason=done.stderr.strip())

    @property
    def _password(self) -> Path:
        return self.home.run / "tail.password"

    def _command(self, *options: str) -> Sequence[str | Path]:
        at = address(self.home.folder, BACKUP)
        self._password.unlink(missing_ok=True)
        write_private(self._password, f"*:*:*:*:{at.password}\n")
        source = make_conninfo(host=at.host, port=at.port, user=at.user, passfile=str(self._password))
        return [binary("pg_receivewal"), f"--dbname={source}", f"--slot={SLOT}", "--no-password", *options]
