"""The server's settings: those the owner of a home may change in postgresql.conf, and those each start decides."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from reglament.config.postgres.layout import Layout

# Written into postgresql.conf when the database is made, for a machine of two cores; edited there, they stay edited.
INITIAL: Mapping[str, str] = {
    "shared_buffers": "256MB",
    "max_connections": "60",
    "wal_level": "replica",
    # What is kept at most for a tail that nobody writes.
    "max_slot_wal_keep_size": "4GB",
    "synchronous_commit": "on",
    "jit": "off",
    "random_page_cost": "1.1",
    "log_min_duration_statement": "1s",
    "log_lock_waits": "on",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_rotation_size": "10MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
LOGS_KEPT = 10


def sync_method(release: str) -> str:
    """How a whole data folder is put on the disk, after a crash and when made, under this release of Linux.

    `syncfs` is one call instead of one per file; before Linux 5.8 it could keep a failed write to itself.
    """
    version = [int(part) for part in re.findall(r"\d+", release)[:2]]
    return "syncfs" if version >= [5, 8] else "fsync"


def decided_at_start(layout: Layout, *, port: int, sockets: Path, fsync: bool) -> Mapping[str, str]:
    """What stands on the command line, and therefore above postgresql.conf and ALTER SYSTEM."""
    return {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": f'"{sockets}"',
        "logging_collector": "on",
        "log_destination": "stderr",
        "log_directory": str(layout.log),
        "log_filename": "server-%Y%m%d-%H%M%S.log",
        "log_rotation_age": "0",
        # Of a slow or a refused statement its text, never the values that came with it: they are what people wrote.
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "log_error_verbosity": "terse",
        "fsync": "on" if fsync else "off",
        "recovery_init_sync_method": sync_method(os.uname().release),
        "full_page_writes": "on" if fsync else "off",
    }


def drop_old_logs(layout: Layout) -> None:
    for old in sorted(layout.log.glob("server-*.log"))[:-LOGS_KEPT]:
        old.unlink(missing_ok=True)


def last_words(layout: Layout, *, lines: int) -> str:
    """The end of what the server has said since it was started last."""
    if not layout.first_words.exists():
        return ""
    started_ns = layout.first_words.stat().st_mtime_ns
    newest = [
        path for path in sorted(layout.log.glob("server-*.log"))[-1:] if path.stat().st_mtime_ns >= started_ns
    ]
    said = [line for path in (layout.first_words, *newest) for line in _end(path)]
    return "\n".join(said[-lines:])


def _end(path: Path) -> list[str]:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4096))
        return file.read().decode("utf-8", "replace").splitlines()
