"""The loopback port of one home: chosen by the operating system, kept from start to start while it stays free."""

import socket

from psycopg.pq import PGconn, Ping

from reglament.config.postgres.layout import Layout
from reglament.config.postgres.trouble import DatabaseTrouble

LOOPBACK = "127.0.0.1"


def choose_port(layout: Layout) -> int:
    """The port of last time if nobody has it now, else a new one; written down before the server starts."""
    try:
        port = recorded_port(layout)
    except DatabaseTrouble:
        port = 0
    if port == 0 or not port_is_free(port):
        port = _free_port()
    fresh = layout.port.with_suffix(".new")
    fresh.write_text(f"{port}\n", "ascii")
    fresh.rename(layout.port)
    return port


def recorded_port(layout: Layout) -> int:
    try:
        return int(layout.port.read_text("ascii"))
    except (FileNotFoundError, ValueError):
        raise DatabaseTrouble(
            "The database has no port yet: it was never started.", where=layout.port, remedy="start it first"
        ) from None


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As the server itself does: connections that are only fading away do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def port_answers(port: int) -> bool:
    """Whether a server there takes connections: a pid file may still say so of one that is dying."""
    return PGconn.ping(f"host={LOOPBACK} port={port} connect_timeout=2".encode()) == Ping.OK


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
